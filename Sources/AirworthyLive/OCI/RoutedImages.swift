public import Airworthy
public import Trust

/// Every image by its reference, wherever the settings say it is: in the layout directory or at the other registry that
/// stands in for its own, or else in the registry itself, with what is named by digest looked for in its mirrors first.
/// Nothing is sent to a host that something stands in for.
public struct RoutedImages: ImageSource {
    private let layouts: [String: LayoutImages]
    private let locations: [String: RegistryPlace]
    private var registry: any ImageSource

    /// - Parameters:
    ///   - root: what relative paths of the settings are relative to.
    ///   - programs: asks the programs that `docker` leaves passwords to; nil when none may be run.
    ///   - cache: what registries have answered before.
    ///   - offline: whether every registry without a layout is out of reach by the user's own will. What the cache
    ///     has, it has.
    public init(
        registries: [String: RegistrySettings], root: String, docker: DockerConfig, programs: CredentialProgram? = nil,
        cache: ImageCache? = nil, offline: Bool = false
    ) {
        var layouts: [String: LayoutImages] = [:]
        var remote: [String: RegistrySettings] = [:]
        for (host, settings) in registries {
            if let layout = settings.layout {
                layouts[host] = LayoutImages(root: Self.path(layout, in: root))
            } else {
                remote[host] = Self.absolute(settings, in: root)
            }
        }
        self.layouts = layouts
        locations = remote.compactMapValues(\.location)
        let remoteImages: any ImageSource =
            offline
            ? OfflineImages()
            : MirroredImages(
                RegistryImages(registries: remote, docker: docker, programs: programs),
                mirrors: remote.mapValues(\.mirrors))
        registry = cache.map { CachedImages(remoteImages, cache: $0) } ?? remoteImages
    }

    static func absolute(_ settings: RegistrySettings, in root: String) -> RegistrySettings {
        var settings = settings
        settings.caFile = settings.caFile.map { path($0, in: root) }
        settings.clientCertificate = settings.clientCertificate.map { path($0, in: root) }
        settings.clientKey = settings.clientKey.map { path($0, in: root) }
        return settings
    }

    static func path(_ path: String, in root: String) -> String {
        path.hasPrefix("/") ? path : "\(root)/\(path)"
    }

    /// Where to ask, and what to ask for there.
    private func route(_ repository: ImageReference) -> (source: any ImageSource, repository: ImageReference) {
        if let layout = layouts[repository.registry] { return (layout, repository) }
        return (registry, locations[repository.registry]?.holding(repository) ?? repository)
    }

    public func within(_ time: AttemptTime) -> any ImageSource {
        var images = self
        images.registry = registry.within(time)
        return images
    }

    public func forget(_ image: Digest) { registry.forget(image) }

    public func resolve(tag: String, in repository: ImageReference) async throws(Obstacle) -> Digest? {
        let (source, repository) = route(repository)
        return try await source.resolve(tag: tag, in: repository)
    }

    public func manifest(
        tagged tag: String, in repository: ImageReference, limit: Int
    ) async throws(Obstacle) -> RawManifest? {
        let (source, repository) = route(repository)
        return try await source.manifest(tagged: tag, in: repository, limit: limit)
    }

    public func manifest(
        _ digest: Digest, in repository: ImageReference, limit: Int
    ) async throws(Obstacle) -> RawManifest? {
        let (source, repository) = route(repository)
        return try await source.manifest(digest, in: repository, limit: limit)
    }

    public func blob(_ digest: Digest, in repository: ImageReference, limit: Int) async throws(Obstacle) -> [UInt8]? {
        let (source, repository) = route(repository)
        return try await source.blob(digest, in: repository, limit: limit)
    }

    public func measure(
        _ digest: Digest, in repository: ImageReference, limit: Int64
    ) async throws(Obstacle) -> Measurement? {
        let (source, repository) = route(repository)
        return try await source.measure(digest, in: repository, limit: limit)
    }

    public func referrers(
        of digest: Digest, in repository: ImageReference, limit: Int
    ) async throws(Obstacle) -> [Digest] {
        let (source, repository) = route(repository)
        return try await source.referrers(of: digest, in: repository, limit: limit)
    }
}
