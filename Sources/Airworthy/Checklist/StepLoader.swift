import Trust

/// Reads one element of `steps`.
enum StepLoader {
    /// Longest any step may run; a step that needs more is a job of its own.
    static let longestTimeout: Duration = .seconds(6 * 3_600)
    static let mostAttempts = 10
    static let mostItems = 100_000

    /// - Parameters:
    ///   - scope: where its variables come from.
    ///   - prefix: what ids begin with there.
    static func load(
        _ node: YAMLNode, defaults: StepDefaults, scope: Int = 0, prefix: String = ""
    ) throws(InputError) -> Step {
        var fields = try FieldReader(node, as: "a step")
        let id = try fields.string("id")
        guard isIdentifier(id) else {
            throw InputError(
                "bad-id", "`\(id)` is not a step id", at: fields.place(of: "id"),
                remedy: "use lower-case words joined by hyphens")
        }
        let title = try fields.optionalString("title") ?? id
        let uses = try fields.string("uses")
        let arguments = fields.node("with")
        let needs = try (fields.optionalStrings("needs") ?? []).map { prefix + $0 }
        let forEach = try matrix(&fields)
        let minSubjects = try fields.optionalInteger("minSubjects") ?? 1
        guard minSubjects >= 0 else {
            throw InputError(
                "out-of-range", "`minSubjects` of step `\(id)` is negative", at: fields.place(of: "minSubjects"),
                remedy: "write 0 or more")
        }
        let condition = try ConditionLoader.load(&fields, scope: scope)
        let severity = try fields.optionalChoice("severity", of: Severity.self) ?? defaults.severity
        let timeout = try self.timeout(&fields) ?? defaults.timeout
        let ownRetry = try self.retry(&fields)
        let effect = try EffectLoader.load(&fields, defaults: defaults)
        let isSteady = try fields.optionalBool("steady") ?? false
        let provides = try fields.optionalStrings("provides") ?? []
        let owner = try fields.optionalString("owner")
        let guidance = try fields.optionalString("guidance")
        let outputs = try StepOutputLoader.load(&fields)
        try fields.finish()
        try refusePlaceholders(node)
        try validate(effect, ownRetry, isSteady, fields)
        return Step(
            id: prefix + id, title: title, uses: uses, arguments: arguments, needs: needs, forEach: forEach,
            minSubjects: minSubjects, condition: condition, severity: severity, timeout: timeout,
            // What repeats looking by default must not repeat doing.
            retry: ownRetry ?? (effect == nil ? defaults.retry : .once), effect: effect, isSteady: isSteady,
            provides: provides, owner: owner, guidance: guidance, outputs: outputs, scope: scope,
            location: fields.location)
    }

    /// What people read may hold anything. Everywhere else a place-holder that nobody puts a value in would be taken to
    /// the letter.
    private static let texts: Set = ["with", "probe", "compensate", "title", "owner", "guidance"]

    private static func refusePlaceholders(_ node: YAMLNode) throws(InputError) {
        guard case .mapping(let members, _) = node else { return }
        for member in members where !texts.contains(member.key) {
            guard let (_, location) = try Placeholder.all(in: member.value).first else { continue }
            throw InputError(
                "bad-substitution", "`\(member.key)` holds a place-holder, and only `with` is given values",
                at: location, remedy: "write the value out")
        }
    }

    private enum LatePass: String, CaseIterable {
        case allow, refuse
    }

    private static func validate(
        _ effect: Effect?, _ retry: RetryPolicy?, _ isSteady: Bool, _ fields: FieldReader
    ) throws(InputError) {
        guard let effect else { return }
        if isSteady {
            throw InputError(
                "steady-effect", "\(fields.subject) changes the world, so it cannot be part of the steady state",
                at: fields.place(of: "steady"), remedy: "mark a step that only looks")
        }
        if effect.probe == nil, let retry, retry.attempts > 1 {
            throw InputError(
                "retry-without-probe", "\(fields.subject) would be repeated without asking whether it was done already",
                at: fields.place(of: "retry"), remedy: "add a `probe`, or remove `retry`")
        }
    }

    static func timeout(
        _ fields: inout FieldReader, longest: Duration = longestTimeout
    ) throws(InputError) -> Duration? {
        guard let timeout = try fields.optionalDuration("timeout") else { return nil }
        guard timeout > .zero, timeout <= longest else {
            throw InputError(
                "out-of-range", "`timeout` of \(fields.subject) is \(timeout.text)", at: fields.place(of: "timeout"),
                remedy: "write between `1s` and `\(longest.text)`")
        }
        return timeout
    }

    static func retry(_ fields: inout FieldReader) throws(InputError) -> RetryPolicy? {
        guard let node = fields.node("retry") else { return nil }
        var retry = try FieldReader(node, as: "`retry`")
        guard let attempts = try retry.optionalInteger("attempts") else { throw retry.missing("attempts") }
        guard (1...mostAttempts).contains(attempts) else {
            throw InputError(
                "out-of-range", "`attempts` is \(attempts)", at: retry.place(of: "attempts"),
                remedy: "write between 1 and \(mostAttempts)")
        }
        let backoff = try retry.optionalDuration("backoff") ?? .seconds(1)
        let flaky = try retry.optionalChoice("flaky", of: LatePass.self) ?? .allow
        try retry.finish()
        return RetryPolicy(attempts: attempts, backoff: backoff, refusesLatePass: flaky == .refuse)
    }

    private static func matrix(_ fields: inout FieldReader) throws(InputError) -> Matrix? {
        guard let node = fields.node("forEach") else { return nil }
        if case .scalar(let name, _, _) = node, let part = ReleasePart(rawValue: name) { return .part(part) }
        switch node {
        case .sequence(let elements, let location):
            guard elements.count <= mostItems else {
                throw InputError(
                    "too-many-items", "`forEach` lists \(elements.count) items", at: location,
                    remedy: "list at most \(mostItems)")
            }
            var items: [String] = []
            for element in elements { items.append(try FieldReader.string(element, "each item of `forEach`")) }
            if let repeated = firstRepeated(items) {
                throw InputError(
                    "duplicate-item", "`forEach` lists `\(repeated)` twice", at: location, remedy: "list it once")
            }
            return .items(items)
        case .scalar, .mapping:
            let parts = ReleasePart.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
            throw fields.wrongType("forEach", node, wanted: "\(parts) or a list of strings")
        }
    }

    private static func firstRepeated(_ items: [String]) -> String? {
        var seen: Set<String> = []
        return items.first { !seen.insert($0).inserted }
    }

    static func isIdentifier(_ text: String) -> Bool {
        guard let first = text.first, text.utf8.count <= 80, text.last != "-" else { return false }
        return first.isASCII && (first.isLowercase || first.isNumber)
            && text.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "-") }
    }
}
