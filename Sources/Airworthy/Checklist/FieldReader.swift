public import Trust

/// Reads one mapping field by field and remembers what was asked for, so that whatever nobody read is an error at its
/// own line: a misspelt `requrie:` must never be a rule that is not there.
public struct FieldReader: Sendable {
    /// What the mapping is, for messages: "step `images-signed`", "key `release-2026`".
    public let subject: String
    public let location: Location
    private let members: [YAMLNode.Member]
    private var read: Set<String> = []

    public init(_ node: YAMLNode, as subject: String) throws(InputError) {
        switch node {
        case .mapping(let members, let location):
            self.members = members
            self.location = location
        case .scalar(_, _, let location) where Self.isNull(node):
            self.members = []
            self.location = location
        case .scalar, .sequence:
            throw InputError(
                "wrong-type", "\(subject) must be a mapping, found \(node.noun)", at: node.location,
                remedy: "write `key: value` lines")
        }
        self.subject = subject
    }

    /// The keys nobody has asked for yet, in file order.
    public var unread: [YAMLNode.Member] { members.filter { !read.contains($0.key) } }
    /// Every key that was asked for, present or not: what a check really reads, to compare with what it declares.
    public var asked: Set<String> { read }
    /// Every key, in file order.
    public var keys: [String] { members.map(\.key) }

    /// The raw node under `key`, marked as read; nil when the key is absent or explicitly null.
    public mutating func node(_ key: String) -> YAMLNode? {
        read.insert(key)
        guard let value = members.first(where: { $0.key == key })?.value, !Self.isNull(value) else { return nil }
        return value
    }

    private static func isNull(_ node: YAMLNode) -> Bool {
        guard case .scalar(let text, let plain, _) = node else { return false }
        return ScalarKind(plain: plain, text) == .null
    }

    public mutating func requiredNode(_ key: String) throws(InputError) -> YAMLNode {
        guard let value = node(key) else { throw missing(key) }
        return value
    }

    /// A string. Numbers, booleans and null are refused: `version: 2.10` is a mistake that would sign as `2.1`.
    public mutating func optionalString(_ key: String) throws(InputError) -> String? {
        guard let value = node(key) else { return nil }
        return try Self.string(value, "`\(key)` of \(subject)")
    }

    public mutating func string(_ key: String) throws(InputError) -> String {
        guard let value = try optionalString(key) else { throw missing(key) }
        return value
    }

    public mutating func optionalInteger(_ key: String) throws(InputError) -> Int? {
        guard let value = node(key) else { return nil }
        guard case .scalar(let text, let plain, _) = value, ScalarKind(plain: plain, text) == .integer,
            let number = Int(text)
        else { throw wrongType(key, value, wanted: "a whole number") }
        return number
    }

    public mutating func optionalBool(_ key: String) throws(InputError) -> Bool? {
        guard let value = node(key) else { return nil }
        guard case .scalar(let text, let plain, _) = value, ScalarKind(plain: plain, text) == .bool else {
            throw wrongType(key, value, wanted: "`true` or `false`")
        }
        return text.lowercased() == "true"
    }

    /// A duration such as `90s`, `5m`, `2h` or `7d`.
    public mutating func optionalDuration(_ key: String) throws(InputError) -> Duration? {
        guard let value = node(key) else { return nil }
        guard case .scalar(let text, _, _) = value, let duration = Duration(text: text) else {
            throw wrongType(key, value, wanted: "a duration such as `90s`, `5m`, `2h` or `7d`")
        }
        return duration
    }

    /// An instant in RFC 3339 UTC. Plain scalars are accepted: YAML 1.2's core schema has no timestamp type.
    public mutating func optionalInstant(_ key: String) throws(InputError) -> Instant? {
        guard let value = node(key) else { return nil }
        guard case .scalar(let text, _, _) = value, let instant = Instant(rfc3339: text) else {
            throw wrongType(key, value, wanted: "an instant such as `2026-11-21T14:00:00Z`")
        }
        return instant
    }

    public mutating func instant(_ key: String) throws(InputError) -> Instant {
        guard let value = try optionalInstant(key) else { throw missing(key) }
        return value
    }

    /// A list of strings; a single string is refused, so that `roles: admin` is not read as its letters or as nothing.
    public mutating func optionalStrings(_ key: String) throws(InputError) -> [String]? {
        guard let elements = try optionalList(key) else { return nil }
        let subject = subject
        return try elements.map { (element) throws(InputError) in
            try Self.string(element, "each of `\(key)` of \(subject)")
        }
    }

    public mutating func optionalList(_ key: String) throws(InputError) -> [YAMLNode]? {
        guard let value = node(key) else { return nil }
        guard case .sequence(let elements, _) = value else { throw wrongType(key, value, wanted: "a list") }
        return elements
    }

    public mutating func optionalMembers(_ key: String) throws(InputError) -> [YAMLNode.Member]? {
        guard let value = node(key) else { return nil }
        guard case .mapping(let members, _) = value else { throw wrongType(key, value, wanted: "a mapping") }
        return members
    }

    /// One of a closed set of words.
    public mutating func optionalChoice<Choice: RawRepresentable & CaseIterable>(
        _ key: String, of type: Choice.Type = Choice.self
    ) throws(InputError) -> Choice? where Choice.RawValue == String {
        guard let text = try optionalString(key) else { return nil }
        guard let choice = Choice(rawValue: text) else {
            let known = Choice.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
            throw InputError(
                "unknown-value", "`\(key)` of \(subject) is `\(text)`, which is none of \(known)",
                at: place(of: key), remedy: "write one of \(known)")
        }
        return choice
    }

    /// Where `key` stands, or the mapping when it is absent.
    public func place(of key: String) -> Location {
        members.first { $0.key == key }?.value.location ?? location
    }

    /// - Throws: `unknown-key`, one diagnostic for each key that nobody read.
    public func finish() throws(InputError) {
        let known = read.sorted().map { "`\($0)`" }.joined(separator: ", ")
        let leftovers = unread.map { member in
            let near = Self.nearest(to: member.key, among: read)
            return Diagnostic(
                "unknown-key", "\(subject) has no `\(member.key)`", at: member.location,
                remedy: near.map { "did you mean `\($0)`?" } ?? "remove it, or use one of \(known)")
        }
        if let errors = NonEmpty(leftovers) { throw InputError(errors) }
    }

    /// Where every member asks for something, one that was left empty asks for nothing, and nobody meant that.
    /// - Throws: `code`, for the first that is `null`.
    func requireSaid(_ code: String) throws(InputError) {
        guard let member = members.first(where: { Self.isNull($0.value) }) else { return }
        throw InputError(
            code, "`\(Excerpt.of(member.key))` of \(subject) is left empty", at: member.location,
            remedy: "write what is expected, or remove it")
    }

    public func missing(_ key: String) -> InputError {
        InputError("missing-key", "\(subject) has no `\(key)`", at: location, remedy: "add `\(key)`")
    }

    public func wrongType(_ key: String, _ value: YAMLNode, wanted: String) -> InputError {
        InputError(
            "wrong-type", "`\(key)` of \(subject) must be \(wanted), found \(value.noun)", at: value.location,
            remedy: "write \(wanted)")
    }

    /// The text of a scalar that is a string.
    public static func string(_ node: YAMLNode, _ what: String) throws(InputError) -> String {
        guard case .scalar(let text, let plain, let location) = node else {
            throw InputError(
                "wrong-type", "\(what) must be a string, found \(node.noun)", at: node.location,
                remedy: "write a single string")
        }
        guard ScalarKind(plain: plain, text) == .string else {
            throw InputError(
                "unquoted-scalar", "\(what) must be a string, found \(node.noun)", at: location,
                remedy: "quote it: \"\(text)\"")
        }
        return text
    }

    private static func nearest(to word: String, among known: Set<String>) -> String? {
        known.sorted().first { candidate in
            Set(candidate.lowercased()).symmetricDifference(Set(word.lowercased())).count <= 1
                && abs(candidate.count - word.count) <= 2
        }
    }
}
