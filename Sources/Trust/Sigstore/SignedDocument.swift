/// One document that carries signatures, in any of its forms: the one place that tells them apart. Reading one says
/// nothing about who made it.
public enum SignedDocument: Sendable, Hashable {
    case bundle(SigstoreBundle)
    /// What cosign wrote before there were bundles.
    case blobBundle(CosignBlobBundle)
    case envelope(Envelope)

    /// What only an envelope has, and no kind of bundle at its root.
    private static let envelopeMembers = ["payload", "payloadType", "signatures"]
    private static let bundleMembers = ["mediaType", "verificationMaterial", "messageSignature", "dsseEnvelope"]

    /// Throws what ``SigstoreBundle``, ``CosignBlobBundle``, ``Envelope`` and ``JSONDocument`` throw.
    public init(_ bytes: [UInt8], name: String) throws(Diagnostic) {
        try self.init(JSONDocument(bytes, name: name).root)
    }

    /// An envelope ignores members it does not know, a bundle does not: so what has a bundle's member is read as one,
    /// and cannot pass for an envelope beside it. What has neither's is read as a bundle, and refused as one.
    private init(_ root: JSONValue) throws(Diagnostic) {
        let has = { (members: [String]) in members.contains { root[$0] != nil } }
        if CosignBlobBundle.isOne(root) {
            self = .blobBundle(try CosignBlobBundle(root))
        } else if has(Self.envelopeMembers), !has(Self.bundleMembers) {
            self = .envelope(try Envelope(root))
        } else {
            self = .bundle(try SigstoreBundle(root))
        }
    }

    /// The statement's envelope with every signature over it; nil for what signs an artifact itself.
    public func statement(origin: String) -> (envelope: Envelope, candidates: [SignatureCandidate])? {
        switch self {
        case .bundle(let bundle): bundle.statement(origin: origin).map { ($0.envelope, [$0.candidate]) }
        case .blobBundle: nil
        case .envelope(let envelope): (envelope, envelope.candidates(origin: origin))
        }
    }
}
