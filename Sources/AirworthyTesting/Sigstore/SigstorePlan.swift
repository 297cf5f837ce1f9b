import Trust

/// Everything a specimen is minted from. What is changed here is signed like the rest.
struct SigstorePlan: Equatable {
    /// Who issues the leaf.
    enum LeafIssuer {
        case fulcio
        /// Another intermediate, of the same name.
        case namesake
        /// A root of its own, sent along in the bundle.
        case selfMade
    }

    enum LeafKey { case strong, weakRSA }

    var shape: SigstoreShape
    var signedAt: Instant
    var artifact: [UInt8]
    /// Of an attestation.
    var payload: [UInt8]
    var payloadType = Envelope.inTotoPayloadType
    var spelling: SignatureSpelling = .usual

    var authorities: VirtualFulcio.Authorities
    var leaf: FulcioLeaf
    var leafIssuer: LeafIssuer = .fulcio
    var leafKey: LeafKey = .strong
    /// Bytes behind the end of the leaf's DER, in the bundle and in the log alike.
    var leafTrailer: [UInt8] = []
    var scts: [VirtualCTLog.Request]

    var entries: [EntryPlan]
    var timestamping: VirtualTimestampAuthority.Signing
    var timestamps: [TimestampPlan]
    var trust: TrustPlan

    static let issuer = "https://token.actions.githubusercontent.com"
    static let predicateType = "https://sigstore.dev/cosign/sign/v1"

    static func subject(_ identity: SigstoreShape.Identity) -> String {
        switch identity {
        case .uri: "https://github.com/acme/checkout/.github/workflows/release.yml@refs/heads/main"
        case .email: "releaser@acme.example"
        case .otherName: "releaser!acme.example"
        }
    }

    init(_ shape: SigstoreShape, at signedAt: Instant, over artifact: [UInt8]? = nil) {
        self.shape = shape
        self.signedAt = signedAt
        let begin = signedAt - .seconds(1_000 * 86_400)
        let end = signedAt + .seconds(3_650 * 86_400)
        let issued = signedAt - .seconds(5)
        let artifact = artifact ?? Self.artifact(shape.artifact)
        self.artifact = artifact
        payload = StatementText(about: Digest.of(artifact)).bytes
        authorities = VirtualFulcio.Authorities(begin: begin, end: end, intermediateEnd: end)
        leaf = FulcioLeaf(
            notBefore: issued, notAfter: issued + .seconds(600),
            names: [FulcioLeaf.name(shape.identity, Self.subject(shape.identity))], oldIssuer: Self.issuer,
            newIssuer: Self.issuer, claims: FulcioLeaf.workflowClaims)
        scts = [VirtualCTLog.Request(instant: issued, extensions: shape.hasSCTExtensions ? Self.sctIndex : [])]
        entries = [EntryPlan(integratedTime: signedAt, hasPromise: shape.time != .timestamp)]
        timestamping = VirtualTimestampAuthority.Signing(begin: begin, end: end)
        timestamps =
            shape.time == .promise
            ? []
            : [
                TimestampPlan(
                    instant: signedAt + .seconds(1), embedsCertificate: shape.embedsTimestampCertificate,
                    hasSigningTime: shape.hasSigningTime)
            ]
        let window = TrustPlan.Window(start: begin, end: nil)
        trust = TrustPlan(fulcio: window, ctLog: window, rekor: window, timestamps: window)
    }

    /// A `leaf_index` extension of the static certificate transparency API: type, length, 40-bit index.
    static let sctIndex: [UInt8] = [0, 0, 5, 0, 0, 0, 0x12, 0x34]

    /// The image a simple-signing payload names.
    static let image = Digest.of(Array("a manifest".utf8))

    private static func artifact(_ kind: SigstoreShape.Artifact) -> [UInt8] {
        switch kind {
        case .file: Array("select version from schema_migrations;\n".utf8)
        case .simpleSigning:
            SimpleSigning.json(dockerReference: "registry.example/acme/checkout", manifestDigest: image)
                .canonicalBytes()
        }
    }
}
