/// How much of an image is looked at before looking is given up.
public struct ImageLimits: Sendable, Hashable {
    /// Largest manifest or index. distribution-spec: a registry should accept at least 4 MiB; common ones no more.
    public var manifestBytes: Int
    /// All manifests and indexes of one image, or all that is attached to it: they are kept as evidence.
    public var totalManifestBytes: Int
    /// Indexes below one another, the outermost counted.
    public var indexDepth: Int
    /// Manifests and indexes listed by one index, and those of a whole tree.
    public var platforms: Int
    public var layers: Int
    /// Largest layer or config, in bytes.
    public var blobBytes: Int64

    public init(
        manifestBytes: Int = 4 << 20, totalManifestBytes: Int = 64 << 20, indexDepth: Int = 3, platforms: Int = 256,
        layers: Int = 1_000,
        blobBytes: Int64 = 64 << 30
    ) {
        self.manifestBytes = manifestBytes
        self.totalManifestBytes = totalManifestBytes
        self.indexDepth = indexDepth
        self.platforms = platforms
        self.layers = layers
        self.blobBytes = blobBytes
    }
}
