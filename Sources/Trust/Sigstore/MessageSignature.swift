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
        guard let algorithm = Self.algorithm(name) else {
            throw digestReader.refusal("`algorithm` must be SHA2_256, SHA2_384 or SHA2_512", at: name)
        }
        guard let digest = Digest(algorithm, bytes: try digestReader.bytes("digest")) else {
            throw digestReader.refusal("the digest has the wrong length for \(algorithm.rawValue)", at: claimed)
        }
        self.digest = digest
    }

    /// Enumerations are names or numbers in protobuf JSON; `HashAlgorithm` numbers them 1, 2, 3.
    private static func algorithm(_ value: JSONValue) -> DigestAlgorithm? {
        switch (value.string, value.integer) {
        case ("SHA2_256"?, _), (_, 1?): .sha256
        case ("SHA2_384"?, _), (_, 2?): .sha384
        case ("SHA2_512"?, _), (_, 3?): .sha512
        default: nil
        }
    }

    private static func name(of algorithm: DigestAlgorithm) -> String {
        switch algorithm {
        case .sha256: "SHA2_256"
        case .sha384: "SHA2_384"
        case .sha512: "SHA2_512"
        }
    }

    var json: JSON {
        .members([
            "messageDigest": digest.map {
                ["algorithm": .string(Self.name(of: $0.algorithm)), "digest": .string(Base64.encode($0.bytes))]
            },
            "signature": .string(Base64.encode(signature)),
        ])
    }
}
