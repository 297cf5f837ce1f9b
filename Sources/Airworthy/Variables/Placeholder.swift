import Trust

/// What one `${{ … }}` names.
enum Placeholder: Sendable, Hashable {
    case item
    case releaseID, releaseEnvironment, releaseSequence
    case variable(String)
    case output(OutputReference)

    /// A scalar's text, taken apart.
    enum Part: Sendable, Hashable {
        case text(String)
        case value(Placeholder)
    }

    static let opening = "${{"

    static func occurs(in node: YAMLNode?) -> Bool {
        switch node {
        case nil: false
        case .scalar(let text, _, _): occurs(in: text)
        case .sequence(let elements, _): elements.contains { occurs(in: $0) }
        case .mapping(let members, _): members.contains { occurs(in: $0.key) || occurs(in: $0.value) }
        }
    }

    static func occurs(in text: String) -> Bool {
        // Few texts have any: of the others most have no dollar.
        text.utf8.contains(UInt8(ascii: "$")) && range(of: opening, in: text[...]) != nil
    }

    /// By bytes: an accent after a bracket would make another character of it, and hide it.
    private static func range(of mark: String, in text: Substring) -> Range<String.Index>? {
        text.utf8.firstRange(of: mark.utf8)
    }

    /// - Throws: `bad-substitution`.
    static func parts(of text: String, at location: Location) throws(InputError) -> [Part] {
        guard occurs(in: text) else { return text.isEmpty ? [] : [.text(text)] }
        var parts: [Part] = []
        var rest = Substring(text)
        while let open = range(of: opening, in: rest) {
            if open.lowerBound > rest.startIndex { parts.append(.text(String(rest[..<open.lowerBound]))) }
            guard let close = range(of: "}}", in: rest[open.upperBound...]) else {
                throw InputError(
                    "bad-substitution", "`${{` is not closed", at: location, remedy: "close it with `}}`")
            }
            parts.append(.value(try placeholder(rest[open.upperBound..<close.lowerBound], at: location)))
            rest = rest[close.upperBound...]
        }
        if !rest.isEmpty { parts.append(.text(String(rest))) }
        return parts
    }

    /// Every placeholder below `node`, with its place.
    /// - Throws: `bad-substitution`, of a name too: only values are given, and a name would be taken to the letter.
    static func all(in node: YAMLNode?) throws(InputError) -> [(placeholder: Placeholder, location: Location)] {
        switch node {
        case nil: return []
        case .scalar(let text, _, let location):
            guard occurs(in: text) else { return [] }
            return try parts(of: text, at: location).compactMap { part in
                if case .value(let placeholder) = part { (placeholder, location) } else { nil }
            }
        case .sequence(let elements, _):
            return try all(inEach: elements)
        case .mapping(let members, _):
            if let member = members.first(where: { occurs(in: $0.key) }) {
                throw InputError(
                    "bad-substitution", "the name `\(Excerpt.of(member.key))` holds a place-holder",
                    at: member.location, remedy: "write the name out; only values are put in")
            }
            return try all(inEach: members.map(\.value))
        }
    }

    private static func all(
        inEach nodes: [YAMLNode]
    ) throws(InputError) -> [(placeholder: Placeholder, location: Location)] {
        var found: [(placeholder: Placeholder, location: Location)] = []
        for node in nodes { found += try all(in: node) }
        return found
    }

    private static func placeholder(_ text: Substring, at location: Location) throws(InputError) -> Placeholder {
        let name = text.split(separator: " ").joined(separator: " ")
        switch name {
        case "item": return .item
        case "release.id": return .releaseID
        case "release.environment": return .releaseEnvironment
        case "release.sequence": return .releaseSequence
        default: break
        }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        switch (parts.first, parts.count) {
        case ("vars", 2) where !parts[1].isEmpty: return .variable(String(parts[1]))
        case ("outputs", 3) where !parts[1].isEmpty && !parts[2].isEmpty:
            return .output(OutputReference(step: String(parts[1]), name: String(parts[2])))
        default:
            throw InputError(
                "bad-substitution", "`\(Excerpt.of(name))` is no variable", at: location,
                remedy: "use `item`, `release.id`, `release.environment`, `release.sequence`, `vars.NAME` or "
                    + "`outputs.STEP.NAME`")
        }
    }
}
