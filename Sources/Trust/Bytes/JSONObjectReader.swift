/// Reads one JSON object whose member names are known, refusing look-alikes of them.
///
/// Go's decoder takes `PayloadType` for `payloadType`; ours does not. A document that two readers would read
/// differently is refused instead of read our way. Other unknown members are left alone unless the format says
/// otherwise.
struct JSONObjectReader {
    private let object: JSONValue
    /// Of every refusal here.
    private let code: String
    /// What is being read, for messages.
    private let what: String

    init(
        _ value: JSONValue, _ what: String, code: String, members known: [String], closed: Bool = false
    ) throws(Diagnostic) {
        object = value
        self.code = code
        self.what = what
        guard value.kind == .object else { throw Self.refusal(code, "\(what) must be an object", value) }
        let folded = Set(known.map { $0.lowercased() })
        for (name, member) in value.members where !known.contains(where: { $0.isExactly(name) }) {
            if folded.contains(name.lowercased()) {
                throw Self.refusal(code, "\(what) has `\(name)`, a name some readers take for another", member)
            }
            if closed { throw Self.refusal(code, "\(what) has the unknown member `\(name.prefix(80))`", member) }
        }
    }

    func refusal(_ message: String, at value: JSONValue? = nil) -> Diagnostic {
        Self.refusal(code, message, value ?? object)
    }

    /// The member unless absent.
    func optional(_ name: String) -> JSONValue? { object[name] }

    func required(_ name: String) throws(Diagnostic) -> JSONValue {
        guard let value = object[name] else { throw refusal("\(what) has no `\(name)`") }
        return value
    }

    func string(_ name: String) throws(Diagnostic) -> String {
        let value = try required(name)
        guard let string = value.string else { throw refusal("`\(name)` must be a string", at: value) }
        return string
    }

    /// Nil when absent; a value of another kind is refused, `null` included.
    func optionalString(_ name: String) throws(Diagnostic) -> String? {
        try object[name] == nil ? nil : string(name)
    }

    func array(_ name: String) throws(Diagnostic) -> [JSONValue] {
        let value = try required(name)
        guard value.kind == .array else { throw refusal("`\(name)` must be an array", at: value) }
        return value.elements
    }

    /// Base 64 in either alphabet.
    func bytes(_ name: String) throws(Diagnostic) -> [UInt8] {
        let value = try required(name)
        guard let bytes = value.string.flatMap({ Base64.decode($0, .either) }) else {
            throw refusal("`\(name)` must be base 64", at: value)
        }
        return bytes
    }

    private static func refusal(_ code: String, _ message: String, _ value: JSONValue) -> Diagnostic {
        Diagnostic(code, message, at: value.location)
    }
}
