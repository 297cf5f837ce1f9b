import Trust

/// A predicate that is not what its specification says, with the place.
struct PredicateFault: Error, Sendable, Hashable {
    let message: String
    /// RFC 6901, from the statement's root.
    let pointer: String

    init(_ message: String, at value: JSONValue) {
        self.message = message
        pointer = value.pointer
    }
}

/// The members of one object of a predicate somebody else defined. Absent and `null` are one thing, as Go's and
/// protobuf's writers make no difference; a wrong type is a fault, never absence. Unknown members are passed over.
struct PredicateFields {
    let value: JSONValue
    private let name: String

    init(_ value: JSONValue, _ name: String) throws(PredicateFault) {
        guard value.kind == .object else { throw PredicateFault("`\(name)` must be an object", at: value) }
        self.value = value
        self.name = name
    }

    func optional(_ key: String) -> JSONValue? { value[key].flatMap { $0.isNull ? nil : $0 } }

    func optionalText(_ key: String) throws(PredicateFault) -> String? {
        guard let member = optional(key) else { return nil }
        guard let text = member.string else { throw PredicateFault("`\(key)` must be a string", at: member) }
        return text
    }

    /// Empty is absent: a producer that has nothing to say writes either.
    func text(_ key: String) throws(PredicateFault) -> String {
        guard let text = try optionalText(key), !text.isEmpty else { throw missing(key) }
        return text
    }

    func optionalObject(_ key: String) throws(PredicateFault) -> PredicateFields? {
        guard let member = optional(key) else { return nil }
        return try PredicateFields(member, key)
    }

    func object(_ key: String) throws(PredicateFault) -> PredicateFields {
        guard let object = try optionalObject(key) else { throw missing(key) }
        return object
    }

    func optionalElements(_ key: String) throws(PredicateFault) -> [JSONValue]? {
        guard let member = optional(key) else { return nil }
        guard member.kind == .array else { throw PredicateFault("`\(key)` must be an array", at: member) }
        return member.elements
    }

    private func missing(_ key: String) -> PredicateFault { PredicateFault("`\(name)` has no `\(key)`", at: value) }
}
