import Synchronization

/// The digests of one message that somebody asked for already.
final class KnownDigests: Sendable {
    private let digests = Mutex<[DigestAlgorithm: Digest]>([:])

    /// - Parameter message: the same at every call.
    func digest(of message: [UInt8], _ algorithm: DigestAlgorithm) -> Digest {
        // Held while hashing: two who ask at once want one digest, not two.
        digests.withLock { digests in
            if let known = digests[algorithm] { return known }
            let digest = Digest.of(message, algorithm)
            digests[algorithm] = digest
            return digest
        }
    }
}
