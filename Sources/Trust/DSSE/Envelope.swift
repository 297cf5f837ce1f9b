/// A DSSE envelope: a payload kept exactly, its type, and signatures over both (secure-systems-lab/dsse,
/// protocol.md and envelope.md version 1.0.2).
///
/// Reading one says nothing about who made it: ``TrustPolicy/verify(_:predicateType:at:authors:)`` does.
public struct Envelope: Sendable, Hashable {
    /// Payload type of in-toto statements.
    public static let inTotoPayloadType = "application/vnd.in-toto+json"
    /// Most signatures looked at; each may cost several verifications.
    public static let maximumSignatures = 100
    /// Longest key id read: a hint of this size hints at nothing.
    static let maximumKeyID = 4_096

    public let payloadType: String
    /// The decoded bytes that were signed. Parse these and no others.
    public let payload: [UInt8]
    public let signatures: [EnvelopeSignature]

    public init(payloadType: String, payload: [UInt8], signatures: [EnvelopeSignature]) {
        self.payloadType = payloadType
        self.payload = payload
        self.signatures = signatures
    }

    /// Throws `envelope-malformed`, `envelope-unsigned`, `envelope-too-many-signatures` or one of ``JSONDocument``'s
    /// codes. Standard and URL-safe base 64 are read, unknown members ignored, as the specification demands.
    public init(_ bytes: [UInt8]) throws(Diagnostic) {
        try self.init(JSONDocument(bytes, name: "envelope").root)
    }

    init(_ value: JSONValue) throws(Diagnostic) {
        let reader = try JSONObjectReader(
            value, "the envelope", code: "envelope-malformed", members: ["payload", "payloadType", "signatures"])
        payloadType = try reader.string("payloadType")
        payload = try reader.bytes("payload")
        let signatures = try reader.array("signatures")
        guard !signatures.isEmpty else {
            throw Diagnostic("envelope-unsigned", "the envelope has no signatures", at: value.location)
        }
        guard signatures.count <= Self.maximumSignatures else {
            throw Diagnostic(
                "envelope-too-many-signatures",
                "\(signatures.count) signatures, more than the \(Self.maximumSignatures) that are looked at",
                at: value.location)
        }
        var read: [EnvelopeSignature] = []
        for signature in signatures {
            let reader = try JSONObjectReader(
                signature, "a signature", code: "envelope-malformed", members: ["keyid", "sig"])
            // Protobuf's JSON may write an absent string as null; a hint is not worth refusing an envelope for.
            let keyID = reader.optional("keyid")?.isNull == true ? nil : try reader.optionalString("keyid")
            guard keyID.map({ $0.utf8.count <= Self.maximumKeyID }) ?? true else {
                throw reader.refusal("`keyid` has more than \(Self.maximumKeyID) bytes")
            }
            read.append(EnvelopeSignature(keyID: keyID, bytes: try reader.bytes("sig")))
        }
        self.signatures = read
    }

    /// What is signed: `DSSEv1 <length> <type> <length> <payload>`, lengths in bytes, in decimal.
    public var preAuthenticationEncoding: [UInt8] {
        Self.preAuthenticationEncoding(payloadType: payloadType, payload: payload)
    }

    static func preAuthenticationEncoding(payloadType: String, payload: [UInt8]) -> [UInt8] {
        let type = Array(payloadType.utf8)
        return Array("DSSEv1 \(type.count) ".utf8) + type + Array(" \(payload.count) ".utf8) + payload
    }

    /// The envelope as JSON. `keyid` is written even when empty, because securesystemslib demands it.
    public var json: JSON { .written(reserving: likelySize) { write(to: &$0) } }

    /// About how many bytes ``json`` has.
    var likelySize: Int { payload.count / 3 * 4 + signatures.count * 256 + 256 }

    func write(to json: inout CanonicalWriter) {
        json.object { json in
            json.member("payload", base64: payload)
            json.member("payloadType", payloadType)
            json.name("signatures")
            json.array { array in
                for signature in signatures {
                    array.object { json in
                        json.member("keyid", signature.keyID ?? "")
                        json.member("sig", base64: signature.bytes)
                    }
                }
            }
        }
    }

    /// Each signature as something a policy can judge.
    ///
    /// - Parameter origin: where the envelope was found, for reports.
    public func candidates(origin: String) -> [SignatureCandidate] {
        let message = SignedMessage.bytes(preAuthenticationEncoding)
        return signatures.enumerated().map { place, signature in
            SignatureCandidate(
                origin: signatures.count == 1 ? origin : "\(origin), signature \(place + 1)", message: message,
                signature: signature.bytes, maker: .key(hint: signature.keyID, evidence: nil))
        }
    }
}

extension Envelope {
    /// Signs with each key. The key id written is the hex SHA-256 of the SubjectPublicKeyInfo, as cosign's is.
    ///
    /// Throws `envelope-unsigned` for no keys, or what ``PrivateKey/sign(_:)`` throws.
    public static func sign(
        payloadType: String, payload: [UInt8], keys: [PrivateKey]
    ) throws(Diagnostic) -> Envelope {
        guard !keys.isEmpty else { throw Diagnostic("envelope-unsigned", "no key to sign with") }
        let message = preAuthenticationEncoding(payloadType: payloadType, payload: payload)
        var signatures: [EnvelopeSignature] = []
        for key in keys {
            signatures.append(EnvelopeSignature(keyID: key.publicKey.id.hex, bytes: try key.sign(message)))
        }
        return Envelope(payloadType: payloadType, payload: payload, signatures: signatures)
    }
}
