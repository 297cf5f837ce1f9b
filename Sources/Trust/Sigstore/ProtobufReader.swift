/// Reads one message in protobuf's JSON (protobuf.dev, ProtoJSON): absent members and `null` are defaults, 64-bit
/// integers are strings or numbers, bytes are base 64 in either alphabet.
///
/// Unknown members are refused, as protobuf's own reader does, and so are the `snake_case` names it also takes: nobody
/// writes them, and a second spelling of a member is a second reading of a bundle.
struct ProtobufReader {
    /// Longest text read: checkpoints are the longest there are, hints and kinds have a few dozen bytes.
    private static let maximumText = SignedNote.maximumBytes

    private let object: JSONValue
    private let reader: JSONObjectReader

    init(_ value: JSONValue, _ what: String, members: [String]) throws(Diagnostic) {
        object = value
        reader = try JSONObjectReader(value, what, code: "bundle-malformed", members: members, closed: true)
    }

    private func member(_ name: String) -> JSONValue? {
        reader.optional(name).flatMap { $0.isNull ? nil : $0 }
    }

    /// A member that is a message of its own; nil when absent.
    func message(_ name: String) throws(Diagnostic) -> JSONValue? {
        guard let value = member(name) else { return nil }
        guard value.kind == .object else { throw reader.refusal("`\(name)` must be an object", at: value) }
        return value
    }

    func string(_ name: String) throws(Diagnostic) -> String {
        guard let value = member(name) else { return "" }
        guard let text = value.string else { throw reader.refusal("`\(name)` must be a string", at: value) }
        guard text.utf8.count <= Self.maximumText else {
            throw reader.refusal("`\(name)` has more than \(Self.maximumText) bytes", at: value)
        }
        return text
    }

    func bytes(_ name: String) throws(Diagnostic) -> [UInt8] {
        guard let value = member(name) else { return [] }
        return try bytes(of: value, "`\(name)`")
    }

    func bytes(of value: JSONValue, _ what: String) throws(Diagnostic) -> [UInt8] {
        guard let bytes = value.string.flatMap({ Base64.decode($0, .either) }) else {
            throw reader.refusal("\(what) must be base 64", at: value)
        }
        return bytes
    }

    func list(_ name: String) throws(Diagnostic) -> [JSONValue] {
        guard let value = member(name) else { return [] }
        guard value.kind == .array else { throw reader.refusal("`\(name)` must be an array", at: value) }
        return value.elements
    }

    /// An `int64` that counts or measures: not negative, and a whole number written as one.
    func count(_ name: String) throws(Diagnostic) -> UInt64 {
        guard let value = member(name) else { return 0 }
        let number = value.integer ?? value.string.flatMap { Self.decimal($0) }
        guard let number else { throw reader.refusal("`\(name)` must be a whole number of 64 bits", at: value) }
        guard number >= 0 else { throw reader.refusal("`\(name)` is negative", at: value) }
        return UInt64(number)
    }

    func refusal(_ message: String, at value: JSONValue? = nil) -> Diagnostic {
        reader.refusal(message, at: value ?? object)
    }

    /// Canonical decimal only: no plus sign, no leading zeros.
    private static func decimal(_ text: String) -> Int64? {
        guard let number = Int64(text), String(number).isExactly(text) else { return nil }
        return number
    }
}
