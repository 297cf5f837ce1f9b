/// One platform's image, or an artifact: a config and layers (image-spec `manifest.md`; Docker schema 2).
public struct ImageManifest: Sendable, Hashable {
    public let config: Descriptor
    public let layers: [Descriptor]
    /// What this manifest is about, when it is an attachment to another.
    public let subject: Descriptor?
    public let annotations: [String: String]
    /// `artifactType`, or the config's media type when that is absent: the rule registries list referrers by.
    public let artifactType: String

    init(_ root: ManifestFields, limits: ImageLimits) throws(ImageDefect) {
        guard let config = try root.descriptor("config") else {
            throw ImageDefect(.malformedManifest, "`config` is missing", at: root.location)
        }
        self.config = config
        layers = try root.descriptors("layers", limit: limits.layers, beyond: .tooManyLayers)
        subject = try root.descriptor("subject")
        annotations = try root.texts("annotations")
        artifactType = try root.optionalText("artifactType") ?? config.mediaType
    }
}
