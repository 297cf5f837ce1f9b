/// The payload cosign signs for an image in its older format: which manifest, under which name (cosign,
/// specs/SIGNATURE_SPEC.md; sigstore, pkg/signature/payload).
///
/// The signature is over the payload's exact bytes, and means nothing until ``manifestDigest`` is compared with the
/// digest of the image at hand.
public struct SimpleSigning: Sendable, Hashable {
    public static let mediaType = "application/vnd.dev.cosign.simplesigning.v1+json"
    static let type = "cosign container image signature"

    /// What the signer called the image; may be empty.
    public let dockerReference: String
    public let manifestDigest: Digest
    /// Whatever the signer added under `optional`.
    public let annotations: [String: JSON]

    /// Throws `simple-signing-malformed`, `simple-signing-type` or one of ``JSONDocument``'s codes. A payload
    /// without a manifest digest signs every image, so it is malformed.
    public init(payload: [UInt8]) throws(Diagnostic) {
        let code = "simple-signing-malformed"
        let root = try JSONDocument(payload, name: "payload").root
        let reader = try JSONObjectReader(root, "the payload", code: code, members: ["critical", "optional"])
        let critical = try JSONObjectReader(
            try reader.required("critical"), "`critical`", code: code, members: ["identity", "image", "type"])
        let type = try critical.string("type")
        guard type.isExactly(Self.type) else {
            throw Diagnostic(
                "simple-signing-type", "`type` is `\(type.prefix(120))`, not `\(Self.type)`",
                at: root["critical"]?["type"]?.location)
        }
        dockerReference = try JSONObjectReader(
            try critical.required("identity"), "`identity`", code: code, members: ["docker-reference"]
        ).string("docker-reference")
        let image = try JSONObjectReader(
            try critical.required("image"), "`image`", code: code, members: ["docker-manifest-digest"])
        guard let digest = Digest(try image.string("docker-manifest-digest")) else {
            throw image.refusal("`docker-manifest-digest` is not a digest of an accepted algorithm")
        }
        manifestDigest = digest
        guard let optional = reader.optional("optional"), !optional.isNull else {
            annotations = [:]
            return
        }
        guard case .object(let members) = optional.json else {
            throw reader.refusal("`optional` must be an object", at: optional)
        }
        annotations = members
    }

    /// A payload to sign: the canonical bytes of this.
    public static func json(
        dockerReference: String, manifestDigest: Digest, annotations: [String: JSON] = [:]
    ) -> JSON {
        [
            "critical": [
                "identity": ["docker-reference": .string(dockerReference)],
                "image": ["docker-manifest-digest": .string(manifestDigest.description)],
                "type": .string(type),
            ],
            "optional": annotations.isEmpty ? nil : .object(annotations),
        ]
    }
}
