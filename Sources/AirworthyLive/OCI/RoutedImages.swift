public import Airworthy
public import Trust

/// Every image by its reference: in the layout directory that the settings say stands in for its registry, or else in
/// the registry itself. Nothing is sent to a host that has a layout.
public struct RoutedImages: ImageSource {
    private let layouts: [String: LayoutImages]
    private let registry: any ImageSource

    /// - Parameters:
    ///   - root: what relative `layout` and `caFile` paths are relative to.
    ///   - offline: whether every registry without a layout is out of reach by the user's own will.
    public init(registries: [String: RegistrySettings], root: String, docker: DockerConfig, offline: Bool = false) {
        var layouts: [String: LayoutImages] = [:]
        var remote: [String: RegistrySettings] = [:]
        for (host, settings) in registries {
            var settings = settings
            settings.caFile = settings.caFile.map { Self.path($0, in: root) }
            if let layout = settings.layout {
                layouts[host] = LayoutImages(root: Self.path(layout, in: root))
            } else {
                remote[host] = settings
            }
        }
        self.layouts = layouts
        registry = offline ? OfflineImages() : RegistryImages(registries: remote, docker: docker)
    }

    private static func path(_ path: String, in root: String) -> String {
        path.hasPrefix("/") ? path : "\(root)/\(path)"
    }

    private func source(of repository: ImageReference) -> any ImageSource {
        layouts[repository.registry] ?? registry
    }

    public func resolve(tag: String, in repository: ImageReference) async throws(Obstacle) -> Digest? {
        try await source(of: repository).resolve(tag: tag, in: repository)
    }

    public func manifest(
        _ digest: Digest, in repository: ImageReference, limit: Int
    ) async throws(Obstacle) -> RawManifest? {
        try await source(of: repository).manifest(digest, in: repository, limit: limit)
    }

    public func blob(_ digest: Digest, in repository: ImageReference, limit: Int) async throws(Obstacle) -> [UInt8]? {
        try await source(of: repository).blob(digest, in: repository, limit: limit)
    }

    public func measure(
        _ digest: Digest, in repository: ImageReference, limit: Int64
    ) async throws(Obstacle) -> Measurement? {
        try await source(of: repository).measure(digest, in: repository, limit: limit)
    }

    public func referrers(
        of digest: Digest, in repository: ImageReference, limit: Int
    ) async throws(Obstacle) -> [Digest] {
        try await source(of: repository).referrers(of: digest, in: repository, limit: limit)
    }
}
