public import Trust

/// Reads one repository of an ``ImageSource`` and believes nothing it says: whatever is handed on has been compared
/// with its digest, its size and its type, and every lie has a name.
public struct ImageReader: Sendable {
    public let source: any ImageSource
    public let repository: ImageReference
    public let limits: ImageLimits

    public init(_ source: any ImageSource, repository: ImageReference, limits: ImageLimits = ImageLimits()) {
        self.source = source
        self.repository = repository
        self.limits = limits
    }

    /// The manifest or index named by a bare digest.
    public func document(_ digest: Digest) async throws(Obstacle) -> Result<ImageDocument, ImageDefect> {
        try await read(digest, declared: nil)
    }

    /// The manifest or index a tag names now, under the digest its bytes have; nil for no such tag.
    public func document(tagged tag: String) async throws(Obstacle) -> Result<ImageDocument, ImageDefect>? {
        let raw = try await source.manifest(tagged: tag, in: repository, limit: limits.manifestBytes)
        guard let raw else { return nil }
        return judge(raw, digest: .of(raw.bytes), declared: nil)
    }

    /// The manifest or index a descriptor leads to; size first, then digest, then type.
    public func document(_ descriptor: Descriptor) async throws(Obstacle) -> Result<ImageDocument, ImageDefect> {
        try await read(descriptor.digest, declared: descriptor)
    }

    /// A whole blob, for content that must be understood: a config, a signature, a bundle.
    /// - Throws: `blob-too-large` when the descriptor says more than `limit` bytes.
    public func blob(_ descriptor: Descriptor, limit: Int) async throws(Obstacle) -> Result<[UInt8], ImageDefect> {
        let name = name(descriptor.digest)
        guard descriptor.size <= Int64(limit) else {
            throw Obstacle(
                "blob-too-large", "the descriptor of `\(name)` says \(descriptor.size) bytes, more than \(limit)",
                at: .image(name))
        }
        guard let bytes = try await source.blob(descriptor.digest, in: repository, limit: limit) else {
            return .failure(ImageDefect(.missingBlob, "there is no blob `\(name)`", at: .image(name)))
        }
        if let defect = compare(
            Measurement(size: Int64(bytes.count), digest: Digest.of(bytes, descriptor.digest.algorithm)), descriptor)
        {
            return .failure(defect)
        }
        return .success(bytes)
    }

    /// What is wrong with a blob, streamed: nil when size, digest and packing are as described.
    /// - Throws: `blob-too-large` when the descriptor says more than the limits allow.
    public func inspect(_ descriptor: Descriptor) async throws(Obstacle) -> ImageDefect? {
        let name = name(descriptor.digest)
        guard descriptor.size <= limits.blobBytes else {
            throw Obstacle(
                "blob-too-large",
                "the descriptor of `\(name)` says \(descriptor.size) bytes, more than \(limits.blobBytes)",
                at: .image(name))
        }
        // Reading stops where the descriptor says the blob ends, so a body without end costs no more than a true one.
        guard let seen = try await source.measure(descriptor.digest, in: repository, limit: descriptor.size) else {
            return descriptor.isForeign
                ? ImageDefect(.foreignLayer, "the foreign layer `\(name)` is not in the repository", at: .image(name))
                : ImageDefect(.missingBlob, "there is no blob `\(name)`", at: .image(name))
        }
        return compare(seen, descriptor) ?? wrongPacking(seen, descriptor)
    }

    /// How messages call a thing of this repository.
    public func name(_ digest: Digest) -> String { "\(repository.repository)@\(digest)" }

    private func read(
        _ digest: Digest, declared: Descriptor?
    ) async throws(Obstacle) -> Result<ImageDocument, ImageDefect> {
        let name = name(digest)
        guard let raw = try await source.manifest(digest, in: repository, limit: limits.manifestBytes) else {
            return .failure(ImageDefect(.missingManifest, "there is no manifest `\(name)`", at: .image(name)))
        }
        if let declared, declared.size != Int64(raw.bytes.count) {
            return .failure(wrongSize(Int64(raw.bytes.count), declared))
        }
        return judge(raw, digest: digest, declared: declared?.mediaType)
    }

    private func judge(
        _ raw: RawManifest, digest: Digest, declared: String?
    ) -> Result<ImageDocument, ImageDefect> {
        do throws(ImageDefect) {
            return .success(
                try ImageDocument(raw, digest: digest, declared: declared, name: name(digest), limits: limits))
        } catch {
            return .failure(error)
        }
    }

    private func compare(_ seen: Measurement, _ descriptor: Descriptor) -> ImageDefect? {
        guard seen.size == descriptor.size else { return wrongSize(seen.size, descriptor) }
        guard seen.digest == descriptor.digest else {
            let name = name(descriptor.digest)
            return ImageDefect(
                .digestMismatch, "the blob served for `\(name)` hashes to \(seen.digest)", at: .image(name))
        }
        return nil
    }

    /// A layer packed otherwise than its type says is unpacked by some runtimes and refused, or taken for something
    /// else, by others: what was looked at need not be what runs.
    private func wrongPacking(_ seen: Measurement, _ descriptor: Descriptor) -> ImageDefect? {
        guard let packing = MediaType.packing(of: descriptor.mediaType), packing != seen.packing else { return nil }
        let name = name(descriptor.digest)
        return ImageDefect(
            .mediaTypeMismatch,
            "the layer `\(name)` should be \(packing.noun) by its type `\(descriptor.mediaType)`, and is "
                + seen.packing.noun,
            at: .image(name))
    }

    private func wrongSize(_ size: Int64, _ descriptor: Descriptor) -> ImageDefect {
        let name = name(descriptor.digest)
        let seen = size > descriptor.size ? "more" : "\(size)"
        return ImageDefect(
            .sizeMismatch, "`\(name)` should have \(descriptor.size) bytes and has \(seen)", at: .image(name))
    }
}
