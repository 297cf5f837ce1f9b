public import Airworthy
public import Trust

/// Images in registries, over the distribution API (distribution-spec 1.1).
public struct RegistryImages: ImageSource {
    /// Without `Accept` a registry may say an index is not there at all (docker-registry 2.8: 404).
    static let manifestTypes = [
        MediaType.imageIndex, MediaType.imageManifest, MediaType.dockerManifestList, MediaType.dockerManifest,
    ].joined(separator: ", ")

    /// distribution-spec: what a registry should accept at least, and common ones accept at most.
    private static let manifestLimit = 4 << 20

    private(set) var repositories: RegistryRequests

    /// - Parameters:
    ///   - registries: how each is reached, by the host references name; those not named are reached over TLS with
    ///     the system's authorities.
    ///   - docker: who we are at each.
    ///   - programs: asks the programs that `docker` leaves passwords to; nil when none may be run.
    public init(
        registries: [String: RegistrySettings], docker: DockerConfig, programs: CredentialProgram? = nil
    ) {
        repositories = RegistryRequests(
            registries: registries, logins: RegistryLogins(docker: docker, programs: programs))
    }

    public func within(_ time: AttemptTime) -> any ImageSource {
        var images = self
        images.repositories = repositories.within(time)
        return images
    }

    /// The same, for whom somebody else can take the place of: nothing is waited for.
    func impatient() -> RegistryImages {
        var images = self
        images.repositories = repositories.impatient()
        return images
    }

    public func resolve(tag: String, in repository: ImageReference) async throws(Obstacle) -> Digest? {
        guard
            let (raw, response) = try await answer(at: "manifests/\(tag)", in: repository, limit: Self.manifestLimit)
        else { return nil }
        // A tag names the bytes that are served for it. `Docker-Content-Digest` says by which algorithm the registry calls
        // them; were its word taken for the rest, HEAD would do, and a tag that was moved could look as if it had not been.
        let algorithm = response["docker-content-digest"].flatMap { Digest($0) }?.algorithm ?? .sha256
        return Digest.of(raw.bytes, algorithm)
    }

    public func manifest(
        tagged tag: String, in repository: ImageReference, limit: Int
    ) async throws(Obstacle) -> RawManifest? {
        try await manifest(at: "manifests/\(tag)", in: repository, limit: limit)
    }

    public func manifest(
        _ digest: Digest, in repository: ImageReference, limit: Int
    ) async throws(Obstacle) -> RawManifest? {
        try await manifest(at: "manifests/\(digest)", in: repository, limit: limit)
    }

    public func blob(_ digest: Digest, in repository: ImageReference, limit: Int) async throws(Obstacle) -> [UInt8]? {
        let body = BodyBuffer(limit: limit)
        guard try await repositories.read(blob: digest, of: repository, into: body) else { return nil }
        guard let bytes = body.bytes else {
            throw Obstacle(
                "blob-too-large", "the blob `\(repository.repository)@\(digest)` is larger than \(limit) bytes",
                at: .image("\(repository.repository)@\(digest)"))
        }
        return bytes
    }

    public func measure(
        _ digest: Digest, in repository: ImageReference, limit: Int64
    ) async throws(Obstacle) -> Measurement? {
        let body = BodyMeasure(digest.algorithm, limit: limit)
        return try await repositories.read(blob: digest, of: repository, into: body) ? body.finish() : nil
    }

    public func referrers(
        of digest: Digest, in repository: ImageReference, limit: Int
    ) async throws(Obstacle) -> [Digest] {
        var list = RegistryReferrers(subject: digest, repository: repository, limit: limit)
        try await list.read(from: repositories)
        return list.found
    }

    private func manifest(
        at path: String, in repository: ImageReference, limit: Int
    ) async throws(Obstacle) -> RawManifest? {
        try await answer(at: path, in: repository, limit: limit)?.raw
    }

    private func answer(
        at path: String, in repository: ImageReference, limit: Int
    ) async throws(Obstacle) -> (raw: RawManifest, response: HTTPResponse)? {
        let body = BodyBuffer(limit: limit)
        let response = try await repositories.ask(
            .get, path, of: repository, accept: Self.manifestTypes, into: body)
        guard try found(response, repository) else { return nil }
        guard let bytes = body.bytes else {
            throw Obstacle(
                "manifest-too-large", "`\(path)` of `\(repository.repository)` is larger than \(limit) bytes",
                at: .image(repository.repository))
        }
        return (RawManifest(bytes: bytes, mediaType: response.mediaType), response)
    }

    private func found(_ response: HTTPResponse, _ repository: ImageReference) throws(Obstacle) -> Bool {
        switch response.status {
        case 200: return true
        case 404: return false
        default: throw response.obstacle(for: repository)
        }
    }
}
