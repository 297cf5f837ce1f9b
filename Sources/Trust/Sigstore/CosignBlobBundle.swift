/// What `cosign sign-blob --bundle` wrote before there were Sigstore bundles: a signature, a certificate or nothing,
/// and a Rekor entry (cosign, pkg/cosign/fetch.go).
public struct CosignBlobBundle: Sendable, Hashable {
    public let signature: [UInt8]
    private let maker: SignatureCandidate.Maker

    /// Whether a document is one of these rather than a Sigstore bundle.
    static func isOne(_ root: JSONValue) -> Bool { root["base64Signature"] != nil }

    /// Throws `cosign-bundle`, `cosign-annotation` and what ``Certificate`` throws. A public key where the certificate
    /// belongs is refused: it would be a signer nobody vouches for (GHSA-fx35-mq7g-6g98).
    public init(_ bytes: [UInt8]) throws(Diagnostic) {
        try self.init(JSONDocument(bytes, name: "bundle").root)
    }

    init(_ root: JSONValue) throws(Diagnostic) {
        let reader = try JSONObjectReader(
            root, "the bundle", code: "cosign-bundle", members: ["base64Signature", "cert", "rekorBundle"], closed: true
        )
        signature = try reader.bytes("base64Signature")
        let entries = try reader.optional("rekorBundle").map { (value) throws(Diagnostic) in
            value.isNull ? [] : [try RekorBundle(value).entry]
        }
        let evidence = SigstoreEvidence(
            signature: signature, logEntries: entries ?? [], timestamps: [], logEvidence: .promise)
        guard let text = try reader.optionalString("cert"), !text.isEmpty else {
            maker = .key(hint: nil, evidence: evidence)
            return
        }
        guard let pem = Base64.decode(text) else { throw reader.refusal("`cert` must be base 64 of PEM") }
        let blocks = try PEM.blocks(in: pem)
        guard blocks.count == 1, blocks[0].label == "CERTIFICATE" else {
            let found = blocks.first.map { "a `\($0.label.prefix(40))`" } ?? "nothing"
            throw reader.refusal("`cert` must hold one certificate, and holds \(found)")
        }
        maker = .certificate(
            SigstoreMaterial(evidence: evidence, certificates: NonEmpty(try Certificate(der: blocks[0].der))))
    }

    public func candidate(origin: String, for artifact: SignedMessage) -> SignatureCandidate {
        SignatureCandidate(origin: origin, message: artifact, signature: signature, maker: maker)
    }
}
