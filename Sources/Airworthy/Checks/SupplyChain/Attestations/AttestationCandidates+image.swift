import Trust

/// Beside an image: Sigstore bundles and envelopes as referrers, and cosign's `.att` tag.
extension AttestationCandidates {
    /// Candidates fetched for one image, and their bytes together.
    private static let countLimit = 100
    private static let totalBytes = 256 << 20
    private static let predicateAnnotations = ["dev.sigstore.bundle.predicateType", "predicateType"]

    /// - Parameters:
    ///   - limit: bytes of one candidate.
    ///   - isContent: whether a layer of this media type, in an artifact of that type, is to be handed over as it is.
    static func attached(
        to digest: Digest, with reader: ImageReader, verifier: AttestationVerifier, limit: Int,
        isContent: (_ layer: String, _ artifact: String) -> Bool = { _, _ in false }
    ) async -> AttestationCandidates {
        var candidates = AttestationCandidates(about: digest, verifier: verifier)
        let attachments = await Attachments.find(for: digest, tags: [.attestation], with: reader)
        for unusable in attachments.unusable {
            switch unusable.fault {
            case .defect(let defect): candidates.reject(.candidateUnreadable, unusable.origin, defect.message)
            case .otherSubject(let message): candidates.reject(.wrongSubject, unusable.origin, message)
            case .obstacle(let obstacle): candidates.block(obstacle, unusable.origin)
            }
        }
        var budget = Budget(perCandidate: limit)
        for attached in attachments.manifests {
            for (number, layer) in attached.manifest.layers.enumerated() {
                let one = attached.manifest.layers.count == 1
                let origin = one ? attached.origin : "\(attached.origin) layer \(number + 1)"
                let form = Self.form(of: layer)
                let isWanted =
                    form == nil
                    ? isContent(layer.mediaType, attached.manifest.artifactType)
                    : candidates.concerns(layer, of: attached)
                guard isWanted, let bytes = await candidates.fetch(layer, origin, reader, &budget) else { continue }
                let evidence = NonEmpty(
                    attached.document.evidence(in: reader.repository),
                    [
                        Evidence(
                            uri: reader.name(layer.digest), digest: layer.digest, mediaType: layer.mediaType,
                            content: bytes)
                    ])
                if let form {
                    candidates.add(bytes, as: form, origin: origin, evidence: evidence)
                } else {
                    candidates.contents.append(
                        AttachedContent(origin: origin, content: bytes, evidence: evidence.array))
                }
            }
        }
        return candidates
    }

    private static func form(of layer: Descriptor) -> AttestationVerifier.Form? {
        if MediaType.isSigstoreBundle(layer.mediaType) { return .bundle }
        return layer.mediaType == MediaType.dsseEnvelope ? .envelope(annotations: layer.annotations) : nil
    }

    // An unauthenticated hint: it saves fetching what is of another kind, and can only hide what it could also delete.
    private func concerns(_ layer: Descriptor, of attached: AttachedManifest) -> Bool {
        let announced = Self.predicateAnnotations.compactMap {
            attached.manifest.annotations[$0] ?? layer.annotations[$0]
        }.first
        return announced.map((verifier.types + verifier.unread).contains) ?? true
    }

    private struct Budget {
        let perCandidate: Int
        var bytes = 0
        var count = 0
        var isExceeded = false
    }

    private mutating func fetch(
        _ layer: Descriptor, _ origin: String, _ reader: ImageReader, _ budget: inout Budget
    ) async -> [UInt8]? {
        guard budget.count < Self.countLimit, budget.bytes < Self.totalBytes else {
            // Told once: the others are as if they were not there.
            if !budget.isExceeded {
                budget.isExceeded = true
                block(
                    Obstacle("too-many-candidates", "there is more attached to the image than is looked at"), origin)
            }
            return nil
        }
        budget.count += 1
        do throws(Obstacle) {
            switch try await reader.blob(layer, limit: budget.perCandidate) {
            case .success(let content):
                budget.bytes += content.count
                return content
            case .failure(let defect): reject(.candidateUnreadable, origin, defect.message)
            }
        } catch {
            block(error, origin)
        }
        return nil
    }
}
