import Airworthy
import Trust

/// Registries, asked each thing once.
struct CachedImages: ImageSource {
    private var source: any ImageSource
    private let cache: ImageCache
    private let flights = SingleFlight()

    init(_ source: any ImageSource, cache: ImageCache) {
        self.source = source
        self.cache = cache
    }

    func within(_ time: AttemptTime) -> any ImageSource {
        var images = self
        images.source = source.within(time)
        return images
    }

    func forget(_ image: Digest) { cache.forget(image) }

    func resolve(tag: String, in repository: ImageReference) async throws(Obstacle) -> Digest? {
        guard let question = ImageQuestion(tag: tag, in: repository) else {
            return try await source.resolve(tag: tag, in: repository)
        }
        return try await answer(question) { answer in
            switch answer {
            case .nothing: .some(nil)
            case .names(let digest): .some(digest)
            default: nil
            }
        } ask: { () throws(Obstacle) -> Digest? in
            let digest = try await source.resolve(tag: tag, in: repository)
            cache.keep(digest.map { .names($0) } ?? .nothing, to: question)
            return digest
        }
    }

    func manifest(
        tagged tag: String, in repository: ImageReference, limit: Int
    ) async throws(Obstacle) -> RawManifest? {
        guard let question = ImageQuestion(tag: tag, in: repository) else {
            return try await source.manifest(tagged: tag, in: repository, limit: limit)
        }
        return try await answer(question) { answer in
            switch answer {
            case .nothing: .some(nil)
            case .names(let digest): known(digest, in: repository, limit: limit).map { .some($0) }
            default: nil
            }
        } ask: { () throws(Obstacle) -> RawManifest? in
            guard let raw = try await source.manifest(tagged: tag, in: repository, limit: limit) else {
                cache.keep(.nothing, to: question)
                return nil
            }
            let digest = Digest.of(raw.bytes)
            keep(raw, as: digest, in: repository)
            cache.keep(.names(digest), to: question)
            return raw
        }
    }

    func manifest(
        _ digest: Digest, in repository: ImageReference, limit: Int
    ) async throws(Obstacle) -> RawManifest? {
        try await answer(ImageQuestion(.manifest, digest, in: repository)) { _ in
            known(digest, in: repository, limit: limit).map { .some($0) }
        } ask: { () throws(Obstacle) -> RawManifest? in
            let raw = try await source.manifest(digest, in: repository, limit: limit)
            if let raw, Digest.of(raw.bytes, digest.algorithm) == digest { keep(raw, as: digest, in: repository) }
            return raw
        }
    }

    func blob(_ digest: Digest, in repository: ImageReference, limit: Int) async throws(Obstacle) -> [UInt8]? {
        let question = ImageQuestion(.blob, digest, in: repository)
        return try await answer(question) { _ in
            guard let bytes = cache.content(digest), bytes.count <= limit else { return nil }
            return .some(bytes)
        } ask: { () throws(Obstacle) -> [UInt8]? in
            let bytes = try await source.blob(digest, in: repository, limit: limit)
            if let bytes, Digest.of(bytes, digest.algorithm) == digest {
                cache.keep(bytes, as: digest)
                cache.keep(.blob, to: question)
            }
            return bytes
        }
    }

    func measure(
        _ digest: Digest, in repository: ImageReference, limit: Int64
    ) async throws(Obstacle) -> Measurement? {
        let question = ImageQuestion(.layer, digest, in: repository)
        return try await answer(question) { answer in
            guard case .measured(let size, let packing) = answer, size <= limit else { return nil }
            return .some(Measurement(size: size, digest: digest, packing: packing))
        } ask: { () throws(Obstacle) -> Measurement? in
            let seen = try await source.measure(digest, in: repository, limit: limit)
            if let seen, seen.digest == digest { cache.keep(.measured(seen.size, seen.packing), to: question) }
            return seen
        }
    }

    func referrers(of digest: Digest, in repository: ImageReference, limit: Int) async throws(Obstacle) -> [Digest] {
        let question = ImageQuestion(.referrers, digest, in: repository)
        return try await answer(question) { answer in
            switch answer {
            case .nothing: []
            case .referrers(let digests) where digests.count <= limit: digests
            default: nil
            }
        } ask: { () throws(Obstacle) -> [Digest] in
            let digests = try await source.referrers(of: digest, in: repository, limit: limit)
            cache.keep(digests.isEmpty ? .nothing : .referrers(digests), to: question)
            return digests
        }
    }

    // MARK: -

    /// What is remembered, or else what asking finds.
    ///
    /// - Parameter read: makes a value of an answer; nil when it is not enough of one.
    private func answer<Value>(
        _ question: ImageQuestion, _ read: (ImageAnswer) -> Value?, ask: () async throws(Obstacle) -> Value
    ) async throws(Obstacle) -> Value {
        while true {
            if let answer = cache.answer(question), let value = read(answer) { return value }
            if let value = try await flights.ask(question, ask) { return value }
            // Somebody else has asked meanwhile. When they failed, or were told nothing that is kept, it is our turn.
            guard !Task.isCancelled else {
                throw Obstacle("registry-interrupted", "the wait for another check's answer was interrupted")
            }
        }
    }

    private func keep(_ raw: RawManifest, as digest: Digest, in repository: ImageReference) {
        cache.keep(raw.bytes, as: digest)
        cache.keep(.manifest(mediaType: raw.mediaType), to: ImageQuestion(.manifest, digest, in: repository))
    }

    private func known(_ digest: Digest, in repository: ImageReference, limit: Int) -> RawManifest? {
        guard case .manifest(let mediaType) = cache.answer(ImageQuestion(.manifest, digest, in: repository)),
            let bytes = cache.content(digest), bytes.count <= limit
        else { return nil }
        return RawManifest(bytes: bytes, mediaType: mediaType)
    }
}
