import Trust

/// Everything beside an image that may be its bill of materials: Sigstore bundles as referrers, cosign `.att` tags, and
/// documents attached without a signature.
struct BillCandidates: Sendable {
    private(set) var found: [BillCandidate] = []
    private(set) var rejected: [RejectedBill] = []
    private(set) var obstacle: Obstacle?

    private let digest: Digest
    private let formats: Set<BillOfMaterials.Format>
    private let trust: TrustPolicy
    private let instant: Instant
    private let reader: ImageReader
    private var bytes = 0
    private var fetched = 0

    /// Candidates fetched for one image, and their bytes together.
    private static let countLimit = 100
    private static let totalBytes = 256 << 20
    private static let predicateAnnotations = ["dev.sigstore.bundle.predicateType", "predicateType"]

    static func find(
        for digest: Digest, formats: Set<BillOfMaterials.Format>, with reader: ImageReader, trust: TrustPolicy,
        at instant: Instant
    ) async -> BillCandidates {
        var candidates = BillCandidates(
            digest: digest, formats: formats, trust: trust, instant: instant, reader: reader)
        let attachments = await Attachments.find(for: digest, tags: [.attestation], with: reader)
        for unusable in attachments.unusable {
            switch unusable.fault {
            case .defect(let defect): candidates.reject(.candidateUnreadable, unusable.origin, defect.message)
            case .otherSubject(let message): candidates.reject(.wrongSubject, unusable.origin, message)
            case .obstacle(let obstacle): candidates.block(obstacle, unusable.origin)
            }
        }
        for attached in attachments.manifests { await candidates.add(attached) }
        return candidates
    }

    private init(
        digest: Digest, formats: Set<BillOfMaterials.Format>, trust: TrustPolicy, instant: Instant, reader: ImageReader
    ) {
        self.digest = digest
        self.formats = formats
        self.trust = trust
        self.instant = instant
        self.reader = reader
    }

    private mutating func add(_ attached: AttachedManifest) async {
        for (number, layer) in attached.manifest.layers.enumerated() {
            let origin =
                attached.manifest.layers.count == 1 ? attached.origin : "\(attached.origin) layer \(number + 1)"
            // An unauthenticated hint: it saves fetching provenance, and can only hide what it could also delete.
            let announced = Self.predicateAnnotations.compactMap {
                attached.manifest.annotations[$0] ?? layer.annotations[$0]
            }.first
            if MediaType.isSigstoreBundle(layer.mediaType) {
                guard concerns(announced), let content = await fetch(layer, origin) else { continue }
                add(bundle: content, origin: origin, evidence: kept(attached, layer, content))
            } else if layer.mediaType == MediaType.dsseEnvelope {
                guard concerns(announced), let content = await fetch(layer, origin) else { continue }
                add(envelope: content, origin: origin, evidence: kept(attached, layer, content))
            } else if let format = BillPredicate.format(ofMediaType: layer.mediaType)
                ?? BillPredicate.format(ofMediaType: attached.manifest.artifactType)
            {
                guard formats.contains(format), let content = await fetch(layer, origin) else { continue }
                found.append(
                    BillCandidate(
                        origin: origin, voucher: .none, content: content, evidence: kept(attached, layer, content)))
            }
        }
    }

    private func concerns(_ announced: String?) -> Bool {
        announced.map { BillPredicate.types(of: formats).contains($0) } ?? true
    }

    private func kept(_ attached: AttachedManifest, _ layer: Descriptor, _ content: [UInt8]) -> [Evidence] {
        [
            attached.document.evidence(in: reader.repository),
            Evidence(
                uri: reader.name(layer.digest), digest: layer.digest, mediaType: layer.mediaType, content: content),
        ]
    }

    private mutating func add(bundle bytes: [UInt8], origin: String, evidence: [Evidence]) {
        do throws(Diagnostic) {
            guard case .envelope(let envelope) = try SigstoreBundle(bytes).content else {
                return reject(.candidateUnreadable, origin, "it signs bytes, and holds no statement")
            }
            add(envelope, origin: origin, evidence: evidence)
        } catch {
            reject(.candidateUnreadable, origin, error.description)
        }
    }

    private mutating func add(envelope bytes: [UInt8], origin: String, evidence: [Evidence]) {
        do throws(Diagnostic) {
            add(try Envelope(bytes), origin: origin, evidence: evidence)
        } catch {
            reject(.candidateUnreadable, origin, error.description)
        }
    }

    /// The trust policy verifies against a predicate type, and which one an envelope has is only known afterwards. So
    /// every type a rule speaks about is tried; at most one can fit.
    private mutating func add(_ envelope: Envelope, origin: String, evidence: [Evidence]) {
        let types = BillPredicate.types(of: formats).filter { !trust.rules(forPredicate: $0).isEmpty }
        var refusals: [Rejection] = []
        for type in types {
            do throws(VerificationRefusal) {
                let verified = try trust.verify(envelope, predicateType: type, at: instant)
                add(verified, origin: origin, evidence: evidence)
                return
            } catch {
                refusals += error.rejections.array.filter { !refusals.contains($0) }
            }
        }
        // A signature that held for one of the types makes the payload worth reading. Where it is a statement of another
        // kind altogether, it is none of this check's business.
        if refusals.contains(where: { $0.code == .predicateType }),
            let statement = try? Statement(payload: envelope.payload, name: origin),
            !BillPredicate.types(of: formats).contains(statement.predicateType)
        {
            return
        }
        refusals.removeAll { $0.code == .predicateType }
        guard let first = refusals.first else {
            reject(.noRule, origin, "no rule of the trust policy is for signed bills of materials")
            return
        }
        reject(SBOMCheck.Code(first.code), origin, refusals.map(\.message).joined(separator: "; "))
    }

    private mutating func add(_ verified: Verified<Statement>, origin: String, evidence: [Evidence]) {
        guard verified.value.names(digest) else {
            reject(.wrongSubject, origin, "none of its subjects is \(digest)")
            return
        }
        guard let predicate = verified.value.predicate else {
            reject(.invalid, origin, "the statement has no predicate")
            return
        }
        found.append(
            BillCandidate(
                origin: origin, voucher: .signers(verified.signers.array), content: Array(predicate.sourceBytes),
                evidence: evidence))
    }

    private mutating func fetch(_ layer: Descriptor, _ origin: String) async -> [UInt8]? {
        guard fetched < Self.countLimit, bytes < Self.totalBytes else {
            // Told once: the others are as if they were not there.
            if fetched < Int.max {
                fetched = .max
                block(
                    Obstacle("too-many-candidates", "there is more attached to the image than is looked at"), origin)
            }
            return nil
        }
        fetched += 1
        do throws(Obstacle) {
            switch try await reader.blob(layer, limit: BillReader.attestationBytes) {
            case .success(let content):
                bytes += content.count
                return content
            case .failure(let defect): reject(.candidateUnreadable, origin, defect.message)
            }
        } catch {
            block(error, origin)
        }
        return nil
    }

    private mutating func reject(_ code: SBOMCheck.Code, _ origin: String, _ message: String) {
        rejected.append(RejectedBill(code: code, origin: origin, message: message))
    }

    private mutating func block(_ obstacle: Obstacle, _ origin: String) {
        self.obstacle = self.obstacle ?? obstacle
        reject(.candidateUnreadable, origin, obstacle.diagnostic.message)
    }
}
