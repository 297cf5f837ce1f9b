/// A JSON value we write. Reading bytes from outside is ``JSONDocument``'s work, which keeps positions and limits.
public enum JSON: Sendable, Hashable {
    case null
    case bool(Bool)
    case integer(Int64)
    case number(Double)
    case string(String)
    case array([JSON])
    /// Members in no particular order: ``canonicalBytes()`` sorts them.
    case object([String: JSON])
    /// Of any kind, see ``written(_:)``. Equal only to what was written in this way too.
    case canonical(CanonicalJSON)
}

extension JSON: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByStringLiteral, ExpressibleByStringInterpolation, ExpressibleByArrayLiteral,
    ExpressibleByDictionaryLiteral
{
    public init(nilLiteral: ()) { self = .null }
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    public init(integerLiteral value: Int64) { self = .integer(value) }
    public init(stringLiteral value: String) { self = .string(value) }
    public init(arrayLiteral elements: JSON...) { self = .array(elements) }
    /// The last of two equal keys wins; a literal with two is a mistake of ours, not of the input.
    public init(dictionaryLiteral elements: (String, JSON)...) {
        var members: [String: JSON] = Dictionary(minimumCapacity: elements.count)
        for (key, value) in elements { members[key] = value }
        self = .object(members)
    }
}

extension JSON {
    /// An object without the members whose value is nil: an absent field is absent, never `null`.
    public static func members(_ members: KeyValuePairs<String, JSON?>) -> JSON {
        var present: [String: JSON] = Dictionary(minimumCapacity: members.count)
        for case (let key, let value?) in members { present[key] = value }
        return .object(present)
    }
}
