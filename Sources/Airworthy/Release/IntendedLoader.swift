import Trust

/// Reads `intended`.
enum IntendedLoader {
    static func load(_ node: YAMLNode) throws(InputError) -> Intended {
        var fields = try FieldReader(node, as: "`intended`")
        var errors = ErrorCollector()
        let terraform = errors.elements("terraform", of: &fields, planChange)
        let kubernetes = errors.elements("kubernetes", of: &fields, objectChange)
        _ = errors.attempt { () throws(InputError) in try fields.finish() }
        try errors.throwIfAny()
        return Intended(terraform: terraform, kubernetes: kubernetes)
    }

    private static func planChange(_ node: YAMLNode) throws(InputError) -> IntendedPlanChange {
        var fields = try FieldReader(node, as: "each of `intended.terraform`")
        let target = try target(&fields)
        let actions = try actions(&fields, of: IntendedPlanChange.Action.self)
        let paths = try paths(&fields)
        let before = fields.node("before")
        let after = fields.node("after")
        let movedFrom = try fields.optionalString("from")
        let isDeposed = try fields.optionalBool("deposed") ?? false
        let isOptional = try fields.optionalBool("optional") ?? false
        let scope = try fields.optionalString("scope")
        try fields.finish()

        guard paths.isEmpty || actions == [.update] else { throw pathsWithoutUpdate(fields) }
        guard before == nil && after == nil || paths.count == 1 else {
            throw InputError(
                "values-without-path", "`before` and `after` of \(fields.subject) are about one path",
                at: fields.place(of: before == nil ? "after" : "before"), remedy: "write `paths` with exactly one path")
        }
        guard (movedFrom != nil) == actions.contains(.move) else {
            throw InputError(
                "move-without-from", "`move` and `from` of \(fields.subject) go together", at: fields.location,
                remedy: "write the former address as `from`, and `move` among `actions`")
        }
        if let (key, address) = target.pattern, address.contains("[*]"), actions != [.update] {
            throw InputError(
                "wildcard-action", "`[*]` of \(fields.subject) covers updates only", at: fields.place(of: key),
                remedy: "name each instance that appears, vanishes or moves")
        }
        return IntendedPlanChange(
            target: target, actions: actions, paths: paths, before: before, after: after, movedFrom: movedFrom,
            isDeposed: isDeposed, isOptional: isOptional, scope: scope, location: fields.location)
    }

    private static func target(_ fields: inout FieldReader) throws(InputError) -> IntendedPlanChange.Target {
        let address = try fields.optionalString("address")
        let output = try fields.optionalString("output")
        let drift = try fields.optionalString("drift")
        switch (address, output, drift) {
        case (let address?, nil, nil): return .address(address)
        case (nil, let output?, nil): return .output(output)
        case (nil, nil, let drift?): return .drift(drift)
        default:
            throw InputError(
                "ambiguous-target", "\(fields.subject) names one of `address`, `output` and `drift`",
                at: fields.location, remedy: "keep exactly one of the three")
        }
    }

    private static func objectChange(_ node: YAMLNode) throws(InputError) -> IntendedObjectChange {
        var fields = try FieldReader(node, as: "each of `intended.kubernetes`")
        let object = try fields.string("object")
        let actions = try actions(&fields, of: IntendedObjectChange.Action.self)
        let paths = try paths(&fields)
        let isOptional = try fields.optionalBool("optional") ?? false
        let scope = try fields.optionalString("scope")
        try fields.finish()
        guard paths.isEmpty || actions == [.update] else { throw pathsWithoutUpdate(fields) }
        guard (3...5).contains(object.split(separator: "/", omittingEmptySubsequences: false).count) else {
            throw InputError(
                "bad-object", "`\(object)` of \(fields.subject) is no object", at: fields.place(of: "object"),
                remedy: "write `apiVersion/kind/namespace/name`, such as `apps/v1/Deployment/shop/web`")
        }
        return IntendedObjectChange(
            object: object, actions: actions, paths: paths, isOptional: isOptional, scope: scope,
            location: fields.location)
    }

    private static func actions<Action: RawRepresentable & CaseIterable & Hashable>(
        _ fields: inout FieldReader, of type: Action.Type
    ) throws(InputError) -> [Action] where Action.RawValue == String {
        guard let texts = try fields.optionalStrings("actions") else { throw fields.missing("actions") }
        let known = Action.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
        let place = fields.place(of: "actions")
        let subject = fields.subject
        let actions = try texts.map { (text) throws(InputError) -> Action in
            guard let action = Action(rawValue: text) else {
                throw InputError(
                    "unknown-value", "`actions` of \(subject) holds `\(text)`, which is none of \(known)", at: place,
                    remedy: "write some of \(known)")
            }
            return action
        }
        guard !actions.isEmpty, Set(actions).count == actions.count else {
            throw InputError(
                "bad-actions", "`actions` of \(subject) is empty or names one twice", at: place,
                remedy: "write some of \(known), each once")
        }
        return actions
    }

    private static func paths(_ fields: inout FieldReader) throws(InputError) -> [String] {
        let paths = try fields.optionalStrings("paths") ?? []
        guard let wrong = paths.first(where: { !$0.hasPrefix("/") }) else { return paths }
        throw InputError(
            "bad-pointer", "`\(wrong)` of \(fields.subject) is not a JSON pointer", at: fields.place(of: "paths"),
            remedy: "begin it with `/`")
    }

    private static func pathsWithoutUpdate(_ fields: FieldReader) -> InputError {
        InputError(
            "paths-without-update", "`paths` of \(fields.subject) say where an update may happen, and nothing else",
            at: fields.place(of: "paths"), remedy: "write `actions: [update]`, and other actions as entries without it")
    }
}

extension IntendedPlanChange.Target {
    /// Where a wildcard may stand, and under which key it does.
    fileprivate var pattern: (key: String, address: String)? {
        switch self {
        case .address(let address): ("address", address)
        case .drift(let address): ("drift", address)
        case .output: nil
        }
    }
}
