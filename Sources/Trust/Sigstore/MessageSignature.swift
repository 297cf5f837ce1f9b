/// A signature over an artifact itself, as a ``SigstoreBundle`` carries it (protobuf-specs, sigstore_common.proto).
public struct MessageSignature: Sendable, Hashable {
    /// What the producer says the artifact's digest is; not authenticated. Nil when absent. One that differs from
    /// the artifact's must still be refused (sigstore-conformance, `message-digest-mismatch_fail`).
    public let digest: Digest?
    public let signature: [UInt8]

    public init(digest: Digest?, signature: [UInt8]) {
        self.digest = digest
        self.signature = signature
    }

    init(_ value: JSONValue) throws(Diagnostic) {
        let reader = try JSONObjectReader(
            value, "`messageSignature`", code: "bundle-malformed", members: ["messageDigest", "signature"],
            closed: true)
        signature = try reader.bytes("signature")
        guard let claimed = reader.optional("messageDigest") else {
            digest = nil
            return
        }
        let digestReader = try JSONObjectReader(
            claimed, "`messageDigest`", code: "bundle-malformed", members: ["algorithm", "digest"], closed: true)
        let name = try digestReader.required("algorithm")
        guard let algorithm = HashAlgorithmName.algorithm(name) else {
            throw digestReader.refusal("`algorithm` must be SHA2_256, SHA2_384 or SHA2_512", at: name)
        }
        guard let digest = Digest(algorithm, bytes: try digestReader.bytes("digest")) else {
            throw digestReader.refusal("the digest has the wrong length for \(algorithm.rawValue)", at: claimed)
        }
        self.digest = digest
    }

    var json: JSON {
        .members([
            "messageDigest": digest.map {
                [
                    "algorithm": .string(HashAlgorithmName.name(of: $0.algorithm)),
                    "digest": .string(Base64.encode($0.bytes)),
                ]
            },
            "signature": .string(Base64.encode(signature)),
        ])
    }
}
