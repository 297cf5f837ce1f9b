/// Why a document was refused, before its position is worked out: small, so that the parser's loops stay cheap.
struct JSONFault: Error {
    let code: String
    let message: String
    /// Byte offset of the offence.
    let offset: Int

    init(_ code: String, _ message: String, at offset: Int) {
        self.code = code
        self.message = message
        self.offset = offset
    }

    static func syntax(_ message: String, at offset: Int) -> JSONFault {
        JSONFault("json-syntax", message, at: offset)
    }

    static func encoding(_ message: String, at offset: Int) -> JSONFault {
        JSONFault("json-encoding", message, at: offset)
    }
}
