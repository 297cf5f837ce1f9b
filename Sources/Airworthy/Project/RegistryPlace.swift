public import Trust

/// Where repositories can be found: a registry host, and optionally a path all of them are below, as pull-through
/// caches have it: `mirror.internal/hub`.
public struct RegistryPlace: Sendable, Hashable {
    /// Host and optional port, lower case.
    public let host: String
    /// Without slashes at its ends.
    public let prefix: String?

    /// - Throws: `registry-place`.
    public init(_ text: String, at location: Location? = nil) throws(InputError) {
        do throws(InputError) {
            // The grammar of references, so that whatever stands here yields one.
            let probe = try ImageReference("\(text)/repository")
            guard probe.tag == nil, probe.digest == nil else {
                throw InputError("registry-place", "it has a tag or a digest")
            }
            let slash = probe.path.lastIndex(of: "/")
            host = probe.registry
            prefix = slash.map { String(probe.path[..<$0]) }
        } catch {
            throw InputError(
                "registry-place", "`\(text)` is not a registry: \(error.diagnostics.first.message)", at: location,
                remedy: "write `host`, `host:port` or `host/path`")
        }
    }

    /// The same repository here.
    public func holding(_ repository: ImageReference) -> ImageReference {
        ImageReference(
            registry: host, path: prefix.map { "\($0)/\(repository.path)" } ?? repository.path, tag: repository.tag,
            digest: repository.digest)
    }
}

extension RegistryPlace: CustomStringConvertible {
    public var description: String { prefix.map { "\(host)/\($0)" } ?? host }
}
