import Airworthy
import AirworthyTesting
import Trust

/// One repository, one instant, and people with keys: some trusted, some no longer or not yet, one a stranger.
struct SupplyChainWorld {
    static let instant = Instant(seconds: 1_795_266_000)
    private static let day = Duration.seconds(86_400)

    let memory: MemoryWorld
    let repository = ImageReference(registry: "registry.example", path: "acme/web", tag: nil, digest: nil)
    private let keys: [String: PrivateKey]

    /// - Parameters:
    ///   - rules: nil for rules that let any of the listed signers sign images, files and statements.
    ///   - trust: instead of the policy over these keys.
    init(rules: [TrustRule]? = nil, trust: TrustPolicy? = nil) throws {
        var keys: [String: PrivateKey] = [:]
        for name in ["release", "security", "revoked", "expired", "early", "stranger"] {
            keys[name] = try PrivateKey.generate(.p256)
        }
        self.keys = keys
        func trusted(
            _ id: String, _ name: String, from: Instant? = nil, until: Instant? = nil, revoked: Instant? = nil
        ) throws -> TrustedKey? {
            keys[name].map {
                TrustedKey(id: id, key: $0.publicKey, validFrom: from, validUntil: until, revokedAt: revoked)
            }
        }
        let listed = [
            try trusted("release", "release"), try trusted("security", "security"),
            // The same key under a second name: it must never count twice.
            try trusted("release-again", "release"),
            try trusted("revoked", "revoked", revoked: Self.instant - Self.day),
            try trusted("expired", "expired", until: Self.instant - Self.day),
            try trusted("early", "early", from: Self.instant + Self.day),
        ]
        memory = MemoryWorld(
            trust: try trust
                ?? TrustPolicy(
                    epoch: 1, digest: Digest.of([1]), keys: listed.compactMap { $0 }, people: [],
                    rules: try rules ?? Self.lenient()),
            at: Self.instant)
    }

    var images: MemoryImages { memory.images }
    var files: MemoryFiles { memory.files }

    func key(_ name: String) throws -> PrivateKey {
        guard let key = keys[name] else { preconditionFailure("no key is called `\(name)`") }
        return key
    }

    // MARK: Rules

    static let everybody = ["release", "security", "revoked", "expired", "early"]

    private static func lenient() throws -> [TrustRule] {
        let requirement = TrustRule.Requirement(signers: everybody)
        return [
            TrustRule(id: "images", scope: .images([try Glob("registry.example/acme/*")]), requirement: requirement),
            TrustRule(id: "files", scope: .blobs([try Glob("**")]), requirement: requirement),
            TrustRule(id: "cyclonedx", scope: .predicate("https://cyclonedx.org/bom"), requirement: requirement),
            TrustRule(id: "spdx", scope: .predicate("https://spdx.dev/Document/v2.3"), requirement: requirement),
            TrustRule(
                id: "provenance", scope: .predicate("https://slsa.dev/provenance/v1"), requirement: requirement),
            TrustRule(
                id: "provenance-2", scope: .predicate("https://slsa.dev/provenance/v0.2"), requirement: requirement),
            TrustRule(
                id: "summaries", scope: .predicate("https://slsa.dev/verification_summary/v1"),
                requirement: requirement),
        ]
    }

    static func imageRule(_ id: String, threshold: Int = 1, _ signers: String...) throws -> TrustRule {
        TrustRule(
            id: id, scope: .images([try Glob("registry.example/acme/**")]),
            requirement: TrustRule.Requirement(threshold: threshold, signers: signers))
    }

    static func fileRule(_ id: String, _ pattern: String, _ signers: String...) throws -> TrustRule {
        TrustRule(
            id: id, scope: .blobs([try Glob(pattern)]), requirement: TrustRule.Requirement(signers: signers))
    }

    // MARK: Signatures

    /// A layer of a `.sig` manifest: a simple signing payload with its signature as an annotation.
    func payloadLayer(
        _ payload: JSON, by name: String, signature: String? = nil
    ) throws -> Descriptor {
        let bytes = payload.canonicalBytes()
        let stored = images.store(bytes, mediaType: MediaType.simpleSigning, in: repository)
        let text = try signature ?? Base64.encode(try key(name).sign(bytes))
        return Descriptor(
            mediaType: stored.mediaType, digest: stored.digest, size: stored.size,
            annotations: ["dev.cosignproject.cosign/signature": text])
    }

    func payloadLayer(
        over digest: Digest, by name: String, as reference: String = "registry.example/acme/web"
    ) throws -> Descriptor {
        try payloadLayer(SimpleSigning.json(dockerReference: reference, manifestDigest: digest), by: name)
    }

    /// A layer as cosign 2 writes it for a certificate: payload or envelope, and everything else as annotations.
    func payloadLayer(
        _ legacy: LegacySignature, over payload: [UInt8], as mediaType: String = MediaType.simpleSigning
    ) -> Descriptor {
        let stored = images.store(payload, mediaType: mediaType, in: repository)
        let annotations: [String: String?] = [
            "dev.cosignproject.cosign/signature": legacy.signature,
            "dev.sigstore.cosign/certificate": legacy.certificate, "dev.sigstore.cosign/chain": legacy.chain,
            "dev.sigstore.cosign/bundle": legacy.rekorBundle.map {
                String(decoding: $0.canonicalBytes(), as: UTF8.self)
            },
            "dev.sigstore.cosign/rfc3161timestamp": legacy.timestamp.map {
                String(decoding: $0.canonicalBytes(), as: UTF8.self)
            },
        ]
        return Descriptor(
            mediaType: stored.mediaType, digest: stored.digest, size: stored.size,
            annotations: annotations.compactMapValues { $0 })
    }

    /// Puts a manifest of these layers at the image's `.sig` tag.
    @discardableResult
    func tagSignatures(_ layers: [Descriptor], for digest: Digest) -> Descriptor {
        tag(.signature, layers, for: digest)
    }

    @discardableResult
    func tag(_ tag: CosignTag, _ layers: [Descriptor], for digest: Digest) -> Descriptor {
        let config = images.store(Array("{}".utf8), mediaType: MediaType.imageConfig, in: repository)
        return images.push(
            MemoryImages.manifest(config: config, layers: layers), mediaType: MediaType.imageManifest, to: repository,
            tag: tag.name(for: digest))
    }

    /// Signs the image the way cosign 2 and skopeo do.
    func sign(_ digest: Digest, by names: String...) throws {
        tagSignatures(try names.map { try payloadLayer(over: digest, by: $0) }, for: digest)
    }

    static let signaturePredicate = "https://sigstore.dev/cosign/sign/v1"

    func envelope(
        _ predicateType: String, _ predicate: JSON = [:], over digest: Digest, by name: String
    ) throws -> Envelope {
        let statement = Statement.json(
            subjects: [StatementSubject(name: "", digests: [digest])], predicateType: predicateType,
            predicate: predicate)
        return try Envelope.sign(
            payloadType: Envelope.inTotoPayloadType, payload: statement.canonicalBytes(), keys: [try key(name)])
    }

    /// Attaches a bundle the way cosign 3 does.
    @discardableResult
    func attach(
        _ envelope: Envelope, to subject: Descriptor, announcing predicateType: String? = nil
    ) throws -> Descriptor {
        let bundle = try SigstoreBundle(envelope: envelope, keyHint: nil)
        return images.attach(
            bundle.json.canonicalBytes(), mediaType: MediaType.sigstoreBundle, to: subject, in: repository,
            annotations: predicateType.map { ["dev.sigstore.bundle.predicateType": $0] } ?? [:])
    }

    /// Signs the image the way cosign 3 does.
    @discardableResult
    func attachSignature(to subject: Descriptor, by name: String) throws -> Descriptor {
        try attach(
            try envelope(Self.signaturePredicate, over: subject.digest, by: name), to: subject,
            announcing: Self.signaturePredicate)
    }
}
