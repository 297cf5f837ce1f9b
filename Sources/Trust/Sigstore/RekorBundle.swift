/// A Rekor entry with the log's promise, as cosign 1 and 2 keep it: no proof of inclusion, so offline the promise is
/// all there is (cosign, pkg/cosign/bundle).
struct RekorBundle {
    let entry: LogEntry

    init(_ bytes: [UInt8]) throws(Diagnostic) {
        try self.init(JSONDocument(bytes, name: "rekor bundle").root)
    }

    /// Throws `cosign-annotation`.
    init(_ value: JSONValue) throws(Diagnostic) {
        let code = "cosign-annotation"
        let reader = try JSONObjectReader(
            value, "the rekor bundle", code: code, members: ["SignedEntryTimestamp", "Payload"], closed: true)
        let payload = try JSONObjectReader(
            try reader.required("Payload"), "`Payload`", code: code,
            members: ["body", "integratedTime", "logIndex", "logID"], closed: true)
        guard let logID = Hex.decode(try payload.string("logID")) else {
            throw payload.refusal("`logID` is not lower-case hex")
        }
        let promise = try reader.bytes("SignedEntryTimestamp")
        entry = LogEntry(
            logIndex: try Self.count("logIndex", payload), logID: logID, kindVersion: nil,
            integratedTime: Int64(try Self.count("integratedTime", payload)), promise: promise.isEmpty ? nil : promise,
            proof: nil, body: try payload.bytes("body"))
    }

    private static func count(_ name: String, _ reader: JSONObjectReader) throws(Diagnostic) -> UInt64 {
        let value = try reader.required(name)
        guard let number = value.integer, number >= 0 else {
            throw reader.refusal("`\(name)` must be a whole number that is not negative", at: value)
        }
        return UInt64(number)
    }
}
