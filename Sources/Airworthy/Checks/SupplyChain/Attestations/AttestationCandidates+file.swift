import Trust

/// In files: an envelope, a Sigstore bundle, or JSON lines of either, as slsa-github-generator (`.intoto.jsonl`), the
/// GitHub command line and npm write them.
extension AttestationCandidates {
    static let fileBytes = 32 << 20

    /// - Parameter paths: those that do not exist are passed over.
    static func inFiles(
        _ paths: [String], about digest: Digest, files: any FileAccess, verifier: AttestationVerifier
    ) async -> AttestationCandidates {
        var candidates = AttestationCandidates(about: digest, verifier: verifier)
        for path in paths {
            do throws(Obstacle) {
                guard let bytes = try await files.read(path, limit: Self.fileBytes) else { continue }
                candidates.add(file: bytes, path: path)
            } catch {
                candidates.block(error, path)
            }
        }
        return candidates
    }

    private mutating func add(file bytes: [UInt8], path: String) {
        do throws(Diagnostic) {
            for entry in try SignedDocuments(bytes, name: path).entries { add(entry) }
        } catch {
            block(Obstacle(error), path)
        }
    }

    private mutating func add(_ entry: SignedDocuments.Entry) {
        switch entry.document {
        case .success(let document):
            let isEnvelope = if case .envelope = document { true } else { false }
            let evidence = Evidence(
                uri: entry.origin, digest: Digest.of(entry.bytes),
                mediaType: isEnvelope ? MediaType.dsseEnvelope : MediaType.sigstoreBundle, content: entry.bytes)
            add(verifier.read(document, origin: entry.origin), origin: entry.origin, evidence: NonEmpty(evidence))
        case .failure(let diagnostic): reject(.candidateUnreadable, entry.origin, diagnostic.description)
        }
    }
}
