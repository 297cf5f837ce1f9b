public import Trust

/// A reference to an image in the distribution grammar: `registry/path[:tag][@sha256:…]`.
///
/// There is no default registry: `nginx` could be anybody's, so a reference without a host is refused rather than
/// silently read as Docker Hub's. When both tag and digest are given, the digest rules.
public struct ImageReference: Sendable, Hashable {
    /// Host and optional port, lower case.
    public let registry: String
    /// Path below the registry, `acme/checkout`.
    public let path: String
    public let tag: String?
    public let digest: Digest?

    public init(registry: String, path: String, tag: String?, digest: Digest?) {
        self.registry = registry
        self.path = path
        self.tag = tag
        self.digest = digest
    }

    /// `registry/path`, without tag or digest: what trust rules match and signatures name.
    public var repository: String { "\(registry)/\(path)" }

    /// The same image by digest only.
    public func pinned(to digest: Digest) -> ImageReference {
        ImageReference(registry: registry, path: path, tag: tag, digest: digest)
    }
}

extension ImageReference: CustomStringConvertible {
    public var description: String {
        repository + (tag.map { ":\($0)" } ?? "") + (digest.map { "@\($0)" } ?? "")
    }
}
