import Airworthy
import Trust

/// Puts images into registries, over the distribution API (distribution-spec 1.1).
struct RegistryWriter: ImageWriter {
    /// What is kept in memory on its way; larger blobs wait in a file.
    private static let smallBlob = 1 << 20

    private let requests: RegistryRequests
    /// Where blobs of other registries wait to be sent.
    private let spool: String
    private let fallback: FallbackTagTiming

    /// - Parameter spool: a directory with room for the largest layers.
    init(
        registries: [String: RegistrySettings], logins: RegistryLogins, spool: String,
        fallback: FallbackTagTiming = FallbackTagTiming()
    ) {
        requests = RegistryRequests(registries: registries, logins: logins, tokenScope: .writing)
        self.spool = spool
        self.fallback = fallback
    }

    // MARK: - Blobs

    func holds(_ blob: Descriptor, in repository: ImageReference) async throws(Obstacle) -> Bool {
        let response = try await requests.ask(
            .head, "blobs/\(blob.digest)", of: repository, accept: "*/*", into: BodyBuffer(limit: 0))
        switch response.status {
        case 200: return response["content-length"].flatMap { Int64($0) }.map { $0 == blob.size } ?? true
        case 404: return false
        default: throw response.obstacle(for: repository)
        }
    }

    func put(
        _ blob: Descriptor, in repository: ImageReference, from source: any BlobSource, of origin: ImageReference
    ) async throws(Obstacle) -> ImageDefect? {
        let upload = RegistryUpload(requests: requests, repository: repository, blob: blob)
        var beginning: RegistryUpload.Beginning?
        if origin.registry == repository.registry, source is RegistryImages {
            beginning = try await upload.begin(mountingFrom: origin.path)
            if case .mounted = beginning { return nil }
        }
        // Everything has been read and compared before the first byte is sent.
        var content = Content.bytes([])
        if let defect = try await fetch(blob, from: source, of: origin, into: &content) { return defect }
        let started = if let beginning { beginning } else { try await upload.begin() }
        guard case .session(let session, let leastChunk) = started else { return nil }
        switch content {
        case .bytes(let bytes): try await upload.send(bytes, to: session)
        case .file(let file): try await upload.send(file, to: session, leastChunk: leastChunk)
        }
        return nil
    }

    func put(_ bytes: [UInt8], in repository: ImageReference) async throws(Obstacle) {
        let blob = Descriptor(
            mediaType: "application/octet-stream", digest: .of(bytes), size: Int64(bytes.count))
        guard try await !holds(blob, in: repository) else { return }
        let upload = RegistryUpload(requests: requests, repository: repository, blob: blob)
        guard case .session(let session, _) = try await upload.begin() else { return }
        try await upload.send(bytes, to: session)
    }

    private enum Content {
        case bytes([UInt8])
        case file(BlobFile)
    }

    private func fetch(
        _ blob: Descriptor, from source: any BlobSource, of origin: ImageReference, into content: inout Content
    ) async throws(Obstacle) -> ImageDefect? {
        let reader = ImageReader(source, repository: origin)
        if blob.size <= Int64(Self.smallBlob) {
            switch try await reader.blob(blob, limit: Self.smallBlob) {
            case .failure(let defect): return defect
            case .success(let bytes): content = .bytes(bytes)
            }
            return nil
        }
        if let file = try await source.file(of: blob.digest, in: origin) {
            content = .file(file)
            return try await reader.inspect(blob)
        }
        let spool = spool
        let file: BlobFile
        do throws(FileFailure) {
            file = try await BlockingWork.run { (_) throws(FileFailure) in try BlobFile.unnamed(in: spool) }
        } catch {
            throw error.obstacle("blob-unwritable", "keep a blob in", spool)
        }
        content = .file(file)
        return try await BlobTransfer(blob: blob, source: source, origin: origin).fill(file, in: spool)
    }

    // MARK: - Manifests

    func holds(
        _ document: ImageDocument, as role: ManifestRole, in repository: ImageReference
    ) async throws(Obstacle) -> Bool {
        let name = if case .named(let tag) = role { tag } else { document.digest.description }
        let response = try await requests.ask(
            .head, "manifests/\(name)", of: repository, accept: RegistryImages.manifestTypes,
            into: BodyBuffer(limit: 0))
        switch response.status {
        case 200:
            guard let stored = response["docker-content-digest"] else {
                // By digest there is only one thing it can be; under a tag it could be anything.
                if case .named = role { return false }
                return true
            }
            return stored == document.digest.description
        case 404: return false
        default: throw response.obstacle(for: repository)
        }
    }

    func put(
        _ document: ImageDocument, as role: ManifestRole, in repository: ImageReference
    ) async throws(Obstacle) -> Bool {
        let name = if case .named(let tag) = role { tag } else { document.digest.description }
        let request = HTTPRequest(
            method: .put, url: try requests.url("manifests/\(name)", of: repository),
            headers: [("Content-Type", document.mediaType)], body: BytesBody(document.bytes))
        let response = try await requests.send(request, of: repository, into: BodyBuffer(limit: 64 << 10))
        guard response.status == 201 else { throw response.writeObstacle(for: repository) }
        try response.requireDigest(document.digest, in: repository)
        if response["docker-content-digest"] == nil, try await !holds(document, as: .pinned, in: repository) {
            throw Obstacle(
                "registry-digest-differs",
                "`\(repository.registry)` accepted \(document.digest) and does not have it",
                at: .image("\(repository.repository)@\(document.digest)"), remedy: "do not use that registry")
        }
        // Without this header the registry has not understood `subject`, and nobody will find the referrer by it
        // (distribution-spec, "Pushing Manifests with Subject").
        return document.subject == nil || response["oci-subject"] == document.subject?.digest.description
    }

    func list(
        _ referrers: [Descriptor], of subject: Digest, in repository: ImageReference
    ) async throws(Obstacle) {
        var tag = FallbackTag(requests: requests, repository: repository, subject: subject, timing: fallback)
        try await tag.add(referrers)
    }
}
