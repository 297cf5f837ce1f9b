/// What cosign 1 and 2 write beside a signature in an image's manifest: who signed, and what showed it, as annotations
/// of the layer (cosign, specs/SIGNATURE_SPEC.md and pkg/oci/static). Nobody has signed the annotations themselves.
public struct CosignAnnotations: Sendable, Hashable {
    private static let certificate = "dev.sigstore.cosign/certificate"
    private static let chain = "dev.sigstore.cosign/chain"
    private static let bundle = "dev.sigstore.cosign/bundle"
    private static let timestamp = "dev.sigstore.cosign/rfc3161timestamp"

    private let certificates: NonEmpty<Certificate>?
    private let logEntries: [LogEntry]
    private let timestamps: [[UInt8]]

    /// Throws `cosign-annotation` and what ``Certificate`` throws.
    public init(_ annotations: [String: String]) throws(Diagnostic) {
        certificates = try Self.certificates(annotations)
        logEntries =
            try annotations[Self.bundle].map { (text) throws(Diagnostic) in
                [try RekorBundle(Array(text.utf8)).entry]
            } ?? []
        timestamps =
            try annotations[Self.timestamp].map { (text) throws(Diagnostic) in
                let root = try JSONDocument(Array(text.utf8), name: Self.timestamp).root
                let reader = try JSONObjectReader(
                    root, "the timestamp annotation", code: "cosign-annotation", members: ["SignedRFC3161Timestamp"])
                return [try reader.bytes("SignedRFC3161Timestamp")]
            } ?? []
    }

    /// Who made `signature`: whoever the certificate names, or without one the holder of a key that must be known.
    ///
    /// - Parameter keyHint: what the signature itself says of its key.
    public func maker(of signature: [UInt8], keyHint: String? = nil) -> SignatureCandidate.Maker {
        let evidence = SigstoreEvidence(
            signature: signature, logEntries: logEntries, timestamps: timestamps, logEvidence: .promise)
        guard let certificates else { return .key(hint: keyHint, evidence: evidence) }
        return .certificate(SigstoreMaterial(evidence: evidence, certificates: certificates))
    }

    private static func certificates(_ annotations: [String: String]) throws(Diagnostic) -> NonEmpty<Certificate>? {
        // cosign writes empty annotations beside signatures made with a key.
        guard let leaf = annotations[certificate], !leaf.isEmpty else { return nil }
        let signer = try Certificate.all(inPEM: Array(leaf.utf8))
        guard signer.count == 1 else {
            throw Diagnostic("cosign-annotation", "`\(certificate)` holds \(signer.count) certificates instead of one")
        }
        var others: [Certificate] = []
        if let text = annotations[chain], !text.isEmpty { others = try Certificate.all(inPEM: Array(text.utf8)) }
        guard others.count < SigstoreMaterial.maximumCertificates else {
            throw Diagnostic("cosign-annotation", "`\(chain)` holds \(others.count) certificates")
        }
        return NonEmpty(signer[0], others)
    }
}
