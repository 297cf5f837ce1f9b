public import Trust

/// What is shipped, as its manifest says it. A service without a digest does not load outside `lint`.
public struct Release: Sendable, Hashable {
    public let id: String
    public let environment: String
    /// Position in this environment's history; grows by at least one with each release.
    public let sequence: Int
    /// Digest of the previous manifest in this environment; nil only for the first.
    public let previous: Digest?
    public let window: ReleaseWindow
    public let services: [Service]
    public let migrations: [Migration]
    public let flags: [FeatureFlag]
    public let configs: [Config]
    /// What it is built for, as `os/architecture[/variant]`.
    public let platforms: [String]
    /// Labels that passing steps must provide.
    public let requires: [String]
    /// The changes it declares, for the drift checks.
    public let intended: Intended
    /// What it gives the variables of checklists, by the checklist's name: read when a plan is made, by their types.
    public let variables: [String: [YAMLNode.Member]]
    /// SHA-256 of the manifest's exact bytes: what every statement about this release is bound to.
    public let manifestDigest: Digest
    /// How messages and attestations call the file.
    public let source: String

    public init(
        id: String, environment: String, sequence: Int, previous: Digest?, window: ReleaseWindow, services: [Service],
        migrations: [Migration], flags: [FeatureFlag], configs: [Config], platforms: [String] = [], requires: [String],
        intended: Intended = .nothing, variables: [String: [YAMLNode.Member]] = [:], manifestDigest: Digest,
        source: String
    ) {
        self.id = id
        self.environment = environment
        self.sequence = sequence
        self.previous = previous
        self.window = window
        self.services = services
        self.migrations = migrations
        self.flags = flags
        self.configs = configs
        self.platforms = platforms
        self.requires = requires
        self.intended = intended
        self.variables = variables
        self.manifestDigest = manifestDigest
        self.source = source
    }
}
