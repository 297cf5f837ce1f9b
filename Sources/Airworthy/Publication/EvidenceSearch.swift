import Trust

/// Looks for evidence in one repository of one registry, mirror or layout; what is attached to an image is asked once.
public struct EvidenceSearch: Sendable {
    private enum Answer {
        case attachments(Attachments)
        /// There is nothing to look through.
        case finding(EvidenceAudit.Finding)
    }

    private let reader: ImageReader
    private var answers: [Digest: Answer] = [:]

    /// - Parameter reader: of the repository that is asked, whatever the run calls it.
    public init(_ reader: ImageReader) {
        self.reader = reader
    }

    public mutating func look(for expectation: EvidenceAudit.Expectation) async -> EvidenceAudit.Finding {
        switch expectation.wanted {
        case .run: return await look(for: expectation.wanted, at: expectation.image)
        case .attachment(_, let places, _):
            let first = await look(for: expectation.wanted, at: expectation.image)
            guard first == .evidenceMissing else { return first }
            // What is attached to a platform is the image's as well.
            for place in places where place != expectation.image {
                switch await look(for: expectation.wanted, at: place) {
                case .evidenceMissing, .imageMissing: continue
                case let finding: return finding
                }
            }
            return .evidenceMissing
        }
    }

    private mutating func look(
        for wanted: EvidenceAudit.Expectation.Wanted, at image: Digest
    ) async -> EvidenceAudit.Finding {
        let attachments: Attachments
        switch await attached(to: image) {
        case .attachments(let found): attachments = found
        case .finding(let finding): return finding
        }
        switch wanted {
        case .attachment(let digest, _, _):
            if attachments.manifests.contains(where: { $0.document.digest == digest }) { return .present }
        case .run(let payload):
            do throws(Obstacle) {
                if try await holds(attachments, payload) { return .present }
            } catch {
                return .obstacle(error.diagnostic)
            }
        }
        // What could not be read might have been it.
        for unusable in attachments.unusable {
            if case .obstacle(let obstacle) = unusable.fault { return .obstacle(obstacle.diagnostic) }
        }
        return .evidenceMissing
    }

    private mutating func attached(to image: Digest) async -> Answer {
        if let known = answers[image] { return known }
        let answer = await ask(image)
        answers[image] = answer
        return answer
    }

    private func ask(_ image: Digest) async -> Answer {
        do throws(Obstacle) {
            if case .failure(let defect) = try await reader.document(image) {
                return .finding(defect.code == .missingManifest ? .imageMissing : .obstacle(defect.diagnostic))
            }
        } catch {
            return .finding(.obstacle(error.diagnostic))
        }
        return .attachments(await Attachments.find(for: image, tags: CosignTag.allCases, with: reader))
    }

    private func holds(_ attachments: Attachments, _ payload: Digest) async throws(Obstacle) -> Bool {
        for attached in attachments.manifests {
            guard let bundle = attached.manifest.layers.first, attached.manifest.layers.count == 1,
                MediaType.isSigstoreBundle(bundle.mediaType),
                case .success(let bytes) = try await reader.blob(bundle, limit: BundleReferrer.bundleLimit),
                case .envelope(let envelope)? = (try? SigstoreBundle(bytes))?.content
            else { continue }
            if Digest.of(envelope.payload) == payload { return true }
        }
        return false
    }
}
