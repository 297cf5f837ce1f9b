import Trust

/// Another source with one fault in one repository.
struct FaultyImages: ImageSource {
    enum Kind: Sendable {
        /// Blobs arrive with one byte changed.
        case flippedByte
        /// No signature, attestation or SBOM is found.
        case nothingAttached
        /// Tags name other digests than they did.
        case tagsMoved
    }

    private let base: any ImageSource
    private let target: ImageReference
    private let fault: Kind

    init(_ base: any ImageSource, target: ImageReference, fault: Kind) {
        self.base = base
        self.target = target
        self.fault = fault
    }

    private func applies(_ fault: Kind, to repository: ImageReference) -> Bool {
        self.fault == fault && repository.repository == target.repository
    }

    func resolve(tag: String, in repository: ImageReference) async throws(Obstacle) -> Digest? {
        if applies(.nothingAttached, to: repository), tag.hasPrefix("sha256-") { return nil }
        let digest = try await base.resolve(tag: tag, in: repository)
        guard applies(.tagsMoved, to: repository), let digest else { return digest }
        return .of(digest.bytes)
    }

    func manifest(_ digest: Digest, in repository: ImageReference, limit: Int) async throws(Obstacle) -> RawManifest? {
        try await base.manifest(digest, in: repository, limit: limit)
    }

    func blob(_ digest: Digest, in repository: ImageReference, limit: Int) async throws(Obstacle) -> [UInt8]? {
        guard var bytes = try await base.blob(digest, in: repository, limit: limit) else { return nil }
        if applies(.flippedByte, to: repository), !bytes.isEmpty { bytes[0] ^= 1 }
        return bytes
    }

    func measure(
        _ digest: Digest, in repository: ImageReference, limit: Int64
    ) async throws(Obstacle) -> Measurement? {
        guard let seen = try await base.measure(digest, in: repository, limit: limit) else { return nil }
        guard applies(.flippedByte, to: repository) else { return seen }
        // Other bytes of the same length have, for every purpose here, an unrelated digest.
        return Measurement(size: seen.size, digest: .of(seen.digest.bytes), packing: seen.packing)
    }

    func referrers(of digest: Digest, in repository: ImageReference, limit: Int) async throws(Obstacle) -> [Digest] {
        if applies(.nothingAttached, to: repository) { return [] }
        return try await base.referrers(of: digest, in: repository, limit: limit)
    }
}
