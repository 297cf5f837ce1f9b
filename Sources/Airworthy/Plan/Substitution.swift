import Trust

/// Evaluates `${{ … }}` on the parsed tree, never as text: a value can add characters to a scalar, not structure to
/// the document. What was substituted is never looked at for further placeholders.
struct Substitution {
    let release: Release
    /// The subject's name; nil for a step that is not repeated.
    let item: String?
    /// The variables of the step's scope.
    var variables: [String: VariableValue] = [:]
    /// What earlier steps found, by their references as this step writes them.
    var outputs: [OutputReference: VariableValue] = [:]

    /// - Throws: `bad-substitution` for what has no value.
    func apply(to node: YAMLNode) throws(InputError) -> YAMLNode {
        switch node {
        case .scalar(let text, let plain, let location):
            guard Placeholder.occurs(in: text) else { return node }
            let parts = try Placeholder.parts(of: text, at: location)
            // Alone and plain, a value keeps its type; in quotes, as YAML has it, or within a text it is a text.
            if case .value(let placeholder)? = parts.first, parts.count == 1, plain {
                return try value(of: placeholder, at: location).node(at: location)
            }
            let texts = try parts.map { (part) throws(InputError) in
                switch part {
                case .text(let text): text
                case .value(let placeholder): try value(of: placeholder, at: location).text
                }
            }
            return .scalar(texts.joined(), plain: false, at: location)
        case .sequence(let elements, let location):
            return .sequence(try elements.map { (element) throws(InputError) in try apply(to: element) }, at: location)
        case .mapping(let members, let location):
            var applied: [YAMLNode.Member] = []
            for member in members {
                applied.append(
                    .init(key: member.key, location: member.location, value: try apply(to: member.value)))
            }
            return .mapping(applied, at: location)
        }
    }

    private func value(of placeholder: Placeholder, at location: Location) throws(InputError) -> VariableValue {
        switch placeholder {
        case .item:
            guard let item else {
                throw InputError(
                    "bad-substitution", "`item` has no value in a step without `forEach`", at: location,
                    remedy: "add `forEach`, or write the value out")
            }
            return .string(item)
        case .releaseID: return .string(release.id)
        case .releaseEnvironment: return .string(release.environment)
        case .releaseSequence: return .string(String(release.sequence))
        case .variable(let name):
            guard let value = variables[name] else { throw Self.noValue("vars.\(name)", at: location) }
            return value
        case .output(let reference):
            guard let value = outputs[reference] else { throw Self.noValue("outputs.\(reference.text)", at: location) }
            return value
        }
    }

    private static func noValue(_ name: String, at location: Location) -> InputError {
        InputError(
            "bad-substitution", "`\(name)` has no value here", at: location,
            remedy: "declare it, or write the value out")
    }
}
