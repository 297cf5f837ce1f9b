public import Trust

/// One deployable of the release, pinned by digest.
public struct Service: Sendable, Hashable {
    public enum Class: String, Sendable, Hashable, CaseIterable {
        case producer, consumer, edge
    }

    public let name: String
    public let version: String
    /// Carries a digest in every release that loads.
    public let image: ImageReference
    public let revision: String?
    public let owner: String
    public let `class`: Class
    public let dependsOn: [String]
    /// Where `image` stands in the manifest.
    public let location: Location

    public init(
        name: String, version: String, image: ImageReference, revision: String?, owner: String, class: Class,
        dependsOn: [String], location: Location
    ) {
        self.name = name
        self.version = version
        self.image = image
        self.revision = revision
        self.owner = owner
        self.class = `class`
        self.dependsOn = dependsOn
        self.location = location
    }
}
