import Trust

/// In files: an envelope, a Sigstore bundle, or JSON lines of either, as slsa-github-generator (`.intoto.jsonl`), the
/// GitHub command line and npm write them.
extension AttestationCandidates {
    static let fileBytes = 32 << 20
    private static let lineLimit = 100

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
        let lines = bytes.split(separator: UInt8(ascii: "\n")).filter { !$0.allSatisfy(Self.isBlank) }
        // A document printed over several lines is one document: its first line alone is none.
        guard lines.count > 1, let first = lines.first, (try? JSONDocument(Array(first), name: path)) != nil else {
            return add(document: bytes, origin: path)
        }
        guard lines.count <= Self.lineLimit else {
            return block(
                Obstacle("too-many-candidates", "`\(path)` has \(lines.count) lines, more than are looked at"), path)
        }
        for (number, line) in lines.enumerated() {
            add(document: Array(line), origin: "\(path) line \(number + 1)")
        }
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }

    private mutating func add(document bytes: [UInt8], origin: String) {
        do throws(Diagnostic) {
            let root = try JSONDocument(bytes, name: origin).root
            let isBundle = root["dsseEnvelope"] != nil || root["messageSignature"] != nil
            let form: AttestationVerifier.Form = isBundle ? .bundle : .envelope(annotations: [:])
            add(
                bytes, as: form, origin: origin,
                evidence: NonEmpty(
                    Evidence(uri: origin, digest: Digest.of(bytes), mediaType: form.mediaType, content: bytes)))
        } catch {
            reject(.candidateUnreadable, origin, error.description)
        }
    }
}
