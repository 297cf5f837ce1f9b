public import Trust

/// Changing one place of a document that is otherwise left alone.
extension JSON {
    /// A member of an object; nil in anything else. Setting nil removes it.
    public subscript(_ name: String) -> JSON? {
        get {
            guard case .object(let members) = self else { return nil }
            return members[name]
        }
        set {
            guard case .object(var members) = self else { return }
            members[name] = newValue
            self = .object(members)
        }
    }

    /// An element of an array; nil beyond its end. Setting nil removes it, setting at the end appends.
    public subscript(_ place: Int) -> JSON? {
        get {
            guard case .array(let elements) = self, elements.indices.contains(place) else { return nil }
            return elements[place]
        }
        set {
            guard case .array(var elements) = self, place <= elements.count else { return }
            if place < elements.count { elements.remove(at: place) }
            if let newValue { elements.insert(newValue, at: place) }
            self = .array(elements)
        }
    }

    /// The same document with every member renamed or every string rewritten.
    func mapped(
        names: (String) -> String = { $0 }, strings: (_ member: String, String) -> String = { $1 },
        in member: String = ""
    ) -> JSON {
        switch self {
        case .string(let text): .string(strings(member, text))
        case .array(let elements): .array(elements.map { $0.mapped(names: names, strings: strings, in: member) })
        case .object(let members):
            .object(
                Dictionary(
                    members.map { (names($0.key), $0.value.mapped(names: names, strings: strings, in: $0.key)) }
                ) { first, _ in first })
        default: self
        }
    }

    static func base64(_ bytes: [UInt8]) -> JSON { .string(Base64.encode(bytes)) }

    /// A 64-bit integer as protobuf's JSON writes it.
    static func int64(_ value: Int64) -> JSON { .string(String(value)) }
}
