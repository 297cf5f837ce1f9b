import Trust

/// A place in a document: the part of JSONPath (RFC 9535) that names places and computes nothing. `$`, `.name`, `['name']`,
/// `[0]`, `[-1]`, and `[*]` or `.*` for all elements or members.
struct ValuePath: Sendable, Hashable {
    enum Segment: Sendable, Hashable {
        case name(String)
        /// From the end where negative.
        case index(Int)
        case all
    }

    enum Selection: Sendable, Hashable {
        case found(MatchedValue)
        /// Nothing is there, in words.
        case missing(String)
    }

    static let longest = 1_024
    static let mostSegments = 32

    let text: String
    let segments: [Segment]

    /// - Throws: `bad-path`.
    init(_ text: String) throws(Diagnostic) {
        guard text.utf8.count <= Self.longest, let segments = Self.segments(of: text),
            segments.count <= Self.mostSegments
        else {
            throw Diagnostic(
                "bad-path", "`\(Excerpt.of(text))` is no path that is understood here",
                remedy: "write `$.name`, `$['a name']`, `$[0]` or `$[*]`, and ask about what is there with a matcher")
        }
        self.text = text
        self.segments = segments
    }

    /// One value for a path to one place; the list of all it leads to where it has a `*`.
    ///
    /// Where one of many lacks what the path asks of it, nothing is selected: a list that is shorter than the document's
    /// would let `every` pass over what it never saw.
    func select(from value: MatchedValue) -> Selection {
        var places = [value]
        var isPlural = false
        for segment in segments {
            var next: [MatchedValue] = []
            for place in places {
                switch segment {
                case .name(let name):
                    guard let member = place[name] else {
                        return .missing(Self.lacking("`\(Excerpt.of(name))`", place))
                    }
                    next.append(member)
                case .index(let index):
                    guard case .list(let elements) = place,
                        elements.indices.contains(index < 0 ? elements.count + index : index)
                    else { return .missing(Self.lacking("element \(index)", place)) }
                    next.append(elements[index < 0 ? elements.count + index : index])
                case .all:
                    let elements = Self.elements(of: place)
                    guard !elements.isEmpty else { return .missing(Self.lacking("elements", place)) }
                    next += elements
                }
            }
            if segment == .all { isPlural = true }
            places = next
        }
        guard isPlural else { return places.first.map(Selection.found) ?? .missing("is missing") }
        return .found(.list(places))
    }

    private static func elements(of place: MatchedValue) -> [MatchedValue] {
        switch place {
        case .list(let elements): elements
        case .mapping(let members): members.map(\.value)
        default: []
        }
    }

    private static func lacking(_ what: String, _ place: MatchedValue) -> String {
        "is missing: \(place.shown) has no \(what)"
    }

    private static func segments(of text: String) -> [Segment]? {
        var rest = text[...]
        guard rest.popFirst() == "$" else { return nil }
        var segments: [Segment] = []
        while let mark = rest.popFirst() {
            switch mark {
            case ".":
                if rest.first == "*" {
                    rest.removeFirst()
                    segments.append(.all)
                    continue
                }
                let name = rest.prefix(while: isNamePart)
                guard let first = name.first, !first.isNumber else { return nil }
                segments.append(.name(String(name)))
                rest = rest.dropFirst(name.count)
            case "[":
                guard let segment = bracketed(&rest), rest.popFirst() == "]" else { return nil }
                segments.append(segment)
            default: return nil
            }
        }
        return segments
    }

    // RFC 9535 §2.5.1.1: the shorthand has no hyphen.
    private static func isNamePart(_ character: Character) -> Bool {
        character == "_" || !character.isASCII || character.isLetter || character.isNumber
    }

    private static func bracketed(_ rest: inout Substring) -> Segment? {
        switch rest.first {
        case "*":
            rest.removeFirst()
            return .all
        case "'", "\"":
            let quote = rest.removeFirst()
            var name = ""
            while let character = rest.popFirst() {
                if character == quote { return .name(name) }
                guard character == "\\" else {
                    name.append(character)
                    continue
                }
                guard let escaped = rest.popFirst(), escaped == "\\" || escaped == quote else { return nil }
                name.append(escaped)
            }
            return nil
        default:
            let digits = rest.prefix { $0 == "-" || ("0"..."9").contains($0) }
            guard digits.count <= 9, let index = Int(digits), String(index) == digits else { return nil }
            rest = rest.dropFirst(digits.count)
            return .index(index)
        }
    }
}
