/// Reads one message of a trusted root, with that file's own rules: lists are bounded, spans of time have a beginning.
struct TrustedRootReader {
    private let value: JSONValue
    private let reader: JSONObjectReader

    init(_ value: JSONValue, _ what: String, members: [String]) throws(Diagnostic) {
        self.value = value
        reader = try JSONObjectReader(value, what, code: "trusted-root-malformed", members: members, closed: true)
    }

    func refusal(_ message: String) -> Diagnostic { reader.refusal(message) }

    /// Empty when absent or null, as protobuf's defaults are.
    func string(_ name: String) throws(Diagnostic) -> String {
        reader.optional(name)?.isNull == true ? "" : try reader.optionalString(name) ?? ""
    }

    func bytes(_ name: String) throws(Diagnostic) -> [UInt8] { try reader.bytes(name) }

    func object(_ name: String) throws(Diagnostic) -> JSONValue { try reader.required(name) }

    func list(_ name: String) throws(Diagnostic) -> [JSONValue] {
        guard value[name] != nil else { return [] }
        let elements = try reader.array(name)
        guard elements.count <= TrustedRoot.maximumMembers else {
            throw reader.refusal("`\(name)` has more than \(TrustedRoot.maximumMembers) members")
        }
        return elements
    }

    /// A key under `rawBytes`: SubjectPublicKeyInfo, or for the RSA keys that `keyDetails` names so, bare PKCS#1.
    func publicKey() throws(Diagnostic) -> PublicKey {
        let raw = try reader.bytes("rawBytes")
        guard try string("keyDetails").hasPrefix("PKCS1_RSA") else { return try PublicKey(spki: raw) }
        // rsaEncryption with NULL parameters (RFC 3279, 2.3.1).
        let algorithm = DEREncoding.value(
            DERValue.sequence,
            DEREncoding.value(DERValue.identifier, OID("1.2.840.113549.1.1.1").content) + [0x05, 0x00])
        return try PublicKey(
            spki: DEREncoding.value(DERValue.sequence, algorithm + DEREncoding.value(DERValue.bits, [0] + raw)))
    }

    /// A span without a beginning would believe the key for all the past, so it is refused.
    func timeRange(_ name: String) throws(Diagnostic) -> TimeRange {
        let range = try JSONObjectReader(
            try reader.required(name), "`\(name)`", code: "trusted-root-malformed", members: ["start", "end"],
            closed: true)
        guard let start = Instant(rfc3339: try range.string("start")) else {
            throw range.refusal("`start` is not an instant in UTC")
        }
        guard range.optional("end")?.isNull == false, let text = try range.optionalString("end") else {
            return TimeRange(start: start, end: nil)
        }
        guard let end = Instant(rfc3339: text), end >= start else {
            throw range.refusal("`end` is not an instant in UTC at or after `start`")
        }
        return TimeRange(start: start, end: end)
    }
}
