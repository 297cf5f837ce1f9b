import Trust

/// Evaluates `${{ … }}` on the parsed tree, never as text: a value can add characters to a scalar, not structure to
/// the document.
struct Substitution {
    let release: Release
    /// The subject's name; nil for a step that is not repeated.
    let item: String?

    static func occurs(in node: YAMLNode?) -> Bool {
        switch node {
        case nil: false
        case .scalar(let text, _, _): text.contains("${{")
        case .sequence(let elements, _): elements.contains { occurs(in: $0) }
        case .mapping(let members, _): members.contains { occurs(in: $0.value) }
        }
    }

    func apply(to node: YAMLNode) throws(InputError) -> YAMLNode {
        switch node {
        case .scalar(let text, let plain, let location):
            guard text.contains("${{") else { return node }
            // What was substituted is a string, whatever it looks like.
            _ = plain
            return .scalar(try evaluate(text, at: location), plain: false, at: location)
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

    private func evaluate(_ text: String, at location: Location) throws(InputError) -> String {
        var result = ""
        var rest = Substring(text)
        while let open = rest.firstRange(of: "${{") {
            result += rest[..<open.lowerBound]
            guard let close = rest[open.upperBound...].firstRange(of: "}}") else {
                throw InputError(
                    "bad-substitution", "`${{` is not closed", at: location, remedy: "close it with `}}`")
            }
            result += try value(of: rest[open.upperBound..<close.lowerBound], at: location)
            rest = rest[close.upperBound...]
        }
        return result + rest
    }

    private func value(of expression: Substring, at location: Location) throws(InputError) -> String {
        let name = expression.split(separator: " ").joined(separator: " ")
        switch name {
        case "item":
            guard let item else {
                throw InputError(
                    "bad-substitution", "`item` has no value in a step without `forEach`", at: location,
                    remedy: "add `forEach`, or write the value out")
            }
            return item
        case "release.id": return release.id
        case "release.environment": return release.environment
        case "release.sequence": return String(release.sequence)
        default:
            throw InputError(
                "bad-substitution", "`\(name)` is no variable", at: location,
                remedy: "use `item`, `release.id`, `release.environment` or `release.sequence`")
        }
    }
}
