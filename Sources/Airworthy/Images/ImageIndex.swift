/// A list of manifests, one a platform (image-spec `image-index.md`; Docker manifest list).
public struct ImageIndex: Sendable, Hashable {
    public let manifests: [Descriptor]
    public let subject: Descriptor?
    public let annotations: [String: String]
    /// Nil when absent: an index has no config whose type could stand in for it.
    public let artifactType: String?

    init(_ root: ManifestFields, limits: ImageLimits) throws(ImageDefect) {
        manifests = try root.descriptors("manifests", limit: limits.platforms, beyond: .tooManyPlatforms)
        subject = try root.descriptor("subject")
        annotations = try root.texts("annotations")
        artifactType = try root.optionalText("artifactType")
    }
}
