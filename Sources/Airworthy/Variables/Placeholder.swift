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

    private static let opening = Array("${{".utf8)
    private static let closing = Array("}}".utf8)

    static func occurs(in node: YAMLNode?) -> Bool {
        switch node {
        case nil: false
        case .scalar(let text, _, _): occurs(in: text)
        case .sequence(let elements, _): elements.contains { occurs(in: $0) }
        case .mapping(let members, _): members.contains { occurs(in: $0.key) || occurs(in: $0.value) }
        }
    }

    static func occurs(in text: String) -> Bool {
        // Most texts have no dollar.
        text.utf8.contains(UInt8(ascii: "$")) && offset(of: opening, in: Array(text.utf8), from: 0) != nil
    }

    /// - Throws: `bad-substitution`.
    static func parts(of text: String, at location: Location) throws(InputError) -> [Part] {
        let bytes = Array(text.utf8)
        var parts: [Part] = []
        var start = 0
        while let open = offset(of: opening, in: bytes, from: start) {
            if open > start { parts.append(.text(String(decoding: bytes[start..<open], as: UTF8.self))) }
            let inside = open + opening.count
            guard let close = offset(of: closing, in: bytes, from: inside) else {
                throw InputError(
                    "bad-substitution", "`${{` is not closed", at: location, remedy: "close it with `}}`")
            }
            let name = String(decoding: bytes[inside..<close], as: UTF8.self)
            parts.append(.value(try placeholder(name, at: location)))
            start = close + closing.count
        }
        if start < bytes.count { parts.append(.text(String(decoding: bytes[start...], as: UTF8.self))) }
        return parts
    }

    /// By bytes: an accent after a bracket would make another character of it, and hide it. (And the library's search is
    /// a hundred times slower, over every text of a checklist.)
    private static func offset(of mark: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
        var rest = bytes[start...]
        while let found = rest.firstIndex(of: mark[0]) {
            rest = rest[found...]
            if rest.starts(with: mark) { return found }
            rest = rest.dropFirst()
        }
        return nil
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

    private static func placeholder(_ text: String, at location: Location) throws(InputError) -> Placeholder {
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
