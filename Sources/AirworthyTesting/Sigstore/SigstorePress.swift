import Trust

/// Mints what a plan asks for: certificates, signature, log entries, timestamps and the trusted root for them.
struct SigstorePress {
    let plan: SigstorePlan
    let key: ArtifactKey
    let fulcio: VirtualFulcio
    let ctLog: VirtualCTLog
    let timestamps: VirtualTimestampAuthority
    let strangerTimestamps: VirtualTimestampAuthority
    /// An authority nobody trusts.
    let stranger: VirtualAuthority
    private let keys: SigstoreKeys

    init(_ plan: SigstorePlan, keys: SigstoreKeys) throws(Diagnostic) {
        self.plan = plan
        self.keys = keys
        key =
            plan.leafKey == .strong
            ? ArtifactKey(try PrivateKey.generate(plan.shape.key.kind)) : try ArtifactKey.weakRSA()
        let isLarge = plan.shape.hasLargeAuthorities
        fulcio = try VirtualFulcio(
            plan.authorities, rootKey: isLarge ? keys.largeRoot : keys.root,
            intermediateKey: isLarge ? keys.largeIntermediate : keys.intermediate)
        ctLog = VirtualCTLog(key: keys.ctLog)
        timestamps = try VirtualTimestampAuthority(
            plan.timestamping, named: "virtual-tsa", rootKey: keys.timestampRoot, key: keys.timestamps)
        strangerTimestamps = try VirtualTimestampAuthority(
            .init(begin: plan.timestamping.begin, end: plan.timestamping.end), named: "stranger-tsa",
            rootKey: keys.strangerTimestampRoot, key: keys.strangerTimestamps)
        let begin = plan.authorities.begin
        stranger = try VirtualAuthority.root(
            .authority(
                plan.leafIssuer == .selfMade ? "stranger" : "virtual-fulcio-intermediate", from: begin,
                until: plan.authorities.end),
            with: keys.strangerAuthority)
    }

    func parts() throws(Diagnostic) -> SigstoreParts {
        let certificate = try leaf(plan.leaf)
        let signed = try sign(plan.artifact, payload: plan.payload)
        var entries: [LoggedEntry] = []
        for entry in plan.entries { entries.append(try log(entry, signed: signed, certificate: certificate)) }
        var tokens: [[UInt8]] = []
        for timestamp in plan.timestamps {
            tokens.append(
                try (timestamp.authority == .trusted ? timestamps : strangerTimestamps).respond(
                    to: timestamp, message: timestamp.subject == .signature ? signed.signature : plan.artifact,
                    stranger: strangerTimestamps))
        }
        let isStrange = plan.leafIssuer != .fulcio || plan.scts.contains { $0.hasWrongIssuer }
        let chain = [isStrange ? stranger.certificate.der : fulcio.intermediate.certificate.der]
        return SigstoreParts(
            certificates: [certificate] + chain, signature: signed.signature, envelope: signed.envelope,
            messageDigest: Digest.of(plan.artifact, plan.shape.key.digest), entries: entries, timestamps: tokens,
            legacy: legacy(signed, certificate: certificate, entries: entries, timestamps: tokens))
    }

    // MARK: - Certificate

    /// DER, with the SCTs of the plan embedded.
    private func leaf(_ leaf: FulcioLeaf) throws(Diagnostic) -> [UInt8] {
        let issuer = plan.leafIssuer == .selfMade ? stranger : fulcio.intermediate
        var template = leaf.template
        let body = issuer.body(template, spki: key.spki)
        var timestamps: [[UInt8]] = []
        for request in plan.scts {
            let bound = request.hasWrongIssuer ? stranger : issuer
            timestamps.append(
                try ctLog.timestamp(
                    request, body: body, issuer: bound.key.publicKey.spki,
                    signedBy: request.isForged ? keys.strangerLog : keys.ctLog))
        }
        if !timestamps.isEmpty { template.extraExtensions.append(VirtualCTLog.certificateExtension(timestamps)) }
        // A namesake writes what the real issuer would, key identifier and all.
        let signer = plan.leafIssuer == .namesake ? stranger : issuer
        return try signer.seal(issuer.body(template, spki: key.spki)) + plan.leafTrailer
    }

    // MARK: - Signature

    private struct Signed {
        let signature: [UInt8]
        let digest: Digest
        let envelope: Envelope?
    }

    private func sign(_ artifact: [UInt8], payload: [UInt8]) throws(Diagnostic) -> Signed {
        let algorithm = plan.shape.key
        guard plan.shape.content == .dsse else {
            return Signed(
                signature: try key.sign(artifact, algorithm, spelling: plan.spelling),
                digest: Digest.of(artifact, algorithm.digest), envelope: nil)
        }
        let unsigned = Envelope(payloadType: plan.payloadType, payload: payload, signatures: [])
        let message = unsigned.preAuthenticationEncoding
        let signature = try key.sign(message, algorithm, spelling: plan.spelling)
        return Signed(
            signature: signature, digest: Digest.of(message, algorithm.digest),
            envelope: Envelope(
                payloadType: plan.payloadType, payload: payload,
                signatures: [EnvelopeSignature(keyID: nil, bytes: signature)]))
    }

    // MARK: - Log

    private func log(
        _ entry: EntryPlan, signed: Signed, certificate: [UInt8]
    ) throws(Diagnostic) -> LoggedEntry {
        var signed = signed
        var certificate = certificate
        switch entry.subject {
        case .signed: break
        case .otherArtifact:
            signed = try sign(plan.artifact + [0x0a], payload: StatementText(about: Digest.of([UInt8]())).bytes)
        case .otherSignature: signed = try sign(plan.artifact, payload: plan.payload)
        case .otherCertificate:
            var other = plan.leaf
            other.serial = [0x5a, 0x02]
            certificate = try leaf(other)
        }
        let body = EntryBody(
            verifier: plan.shape.material == .publicKey ? .publicKey(key.spki) : .certificate(certificate),
            algorithm: plan.shape.key, signature: signed.signature, digest: signed.digest, envelope: signed.envelope)
        let kind = plan.shape.entry
        return try rekor(entry.log).record(
            body.json(kind, spelling: entry.spelling).canonicalBytes(), kind: kind.kind, version: kind.version,
            as: entry)
    }

    private var rekor1: VirtualRekor {
        VirtualRekor(generation: .v1, host: "rekor.example", treeID: 1_193_050_959_916_656_506, key: keys.rekor1)
    }

    private var rekor2: VirtualRekor {
        VirtualRekor(generation: .v2, host: "log2026-1.rekor.example", treeID: 0, key: keys.rekor2)
    }

    /// The trusted log of the generation that the specimen does not use.
    var otherGeneration: VirtualRekor { plan.shape.entry.isRekor2 ? rekor1 : rekor2 }

    func rekor(_ log: EntryPlan.Log) -> VirtualRekor {
        switch log {
        case .trusted: plan.shape.entry.isRekor2 ? rekor2 : rekor1
        case .sibling: VirtualRekor(generation: .v1, host: "sibling.rekor.example", treeID: 77, key: keys.sibling1)
        case .unknown: VirtualRekor(generation: .v1, host: "rekor.stranger.example", treeID: 78, key: keys.strangerLog)
        }
    }

    // MARK: - Older forms

    private func legacy(
        _ signed: Signed, certificate: [UInt8], entries: [LoggedEntry], timestamps: [[UInt8]]
    ) -> LegacySignature {
        let isKeyless = plan.shape.material == .certificate
        let pem = PEM.text("CERTIFICATE", certificate)
        return LegacySignature(
            signature: signed.envelope == nil ? Base64.encode(signed.signature) : "",
            certificate: isKeyless ? pem : nil,
            chain: isKeyless ? fulcio.chain.map { PEM.text("CERTIFICATE", $0) }.joined() : nil,
            rekorBundle: entries.first.flatMap { $0.promise == nil ? nil : $0.annotation },
            timestamp: timestamps.first.map { ["SignedRFC3161Timestamp": .base64($0)] },
            blobVerifier: isKeyless ? Array(pem.utf8) : Array(PEM.text("PUBLIC KEY", key.spki).utf8))
    }
}
