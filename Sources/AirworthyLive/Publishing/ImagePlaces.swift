public import Airworthy
public import Trust

/// Every place by its name: `registry/path[:tag][@digest]`, which a layout stands in for where the settings say so, and
/// `oci:DIRECTORY[:tag][@digest]`, a layout itself.
public struct ImagePlaces: Sendable {
    private let layouts: [String: String]
    private let locations: [String: RegistryPlace]
    private let standIn: String?
    private let reader: RegistryImages
    private let writer: RegistryWriter
    private let isOffline: Bool

    /// - Parameters:
    ///   - root: what relative paths of the settings are relative to.
    ///   - layout: a directory of layouts that stands in for every registry; nil for none.
    ///   - programs: asks the programs that `docker` leaves passwords to; nil when none may be run.
    ///   - spool: a directory with room for the largest layers, which wait there between two registries.
    public init(
        registries: [String: RegistrySettings], root: String, layout: String?, docker: DockerConfig,
        programs: CredentialProgram? = nil, offline: Bool, spool: String
    ) {
        layouts = registries.compactMapValues { $0.layout.map { RoutedImages.path($0, in: root) } }
        let remote = registries.filter { $0.value.layout == nil }.mapValues { RoutedImages.absolute($0, in: root) }
        locations = remote.compactMapValues(\.location)
        standIn = layout
        reader = RegistryImages(registries: remote, docker: docker, programs: programs)
        writer = RegistryWriter(
            registries: remote, logins: RegistryLogins(docker: docker, programs: programs), spool: spool)
        isOffline = offline
    }

    /// - Throws: `image-reference`.
    public func place(_ text: String) throws(InputError) -> ImagePlace {
        guard text.hasPrefix(Self.scheme) else { return place(of: try ImageReference(text)) }
        let reference = try Self.layoutReference(text)
        return layout(String(reference.registry.dropFirst(Self.scheme.count)), reference)
    }

    /// The place of a parsed reference. Nothing is sent to a host that something stands in for.
    public func place(of reference: ImageReference) -> ImagePlace {
        if let root = standIn ?? layouts[reference.registry] { return layout(root, reference) }
        let reference = locations[reference.registry]?.holding(reference) ?? reference
        guard isOffline else { return ImagePlace(reference: reference, source: reader, writer: writer) }
        return ImagePlace(reference: reference, source: OfflineImages(), writer: OfflineWriter())
    }

    private func layout(_ root: String, _ reference: ImageReference) -> ImagePlace {
        ImagePlace(reference: reference, source: LayoutImages(root: root), writer: LayoutWriter(root: root))
    }

    private static let scheme = "oci:"

    /// The parent directory stands where a reference has its registry, the directory's own name where it has its path.
    private static func layoutReference(_ text: String) throws(InputError) -> ImageReference {
        func refused(_ reason: String) -> InputError {
            InputError(
                "image-reference", "`\(text)` is not a layout reference: \(reason)",
                remedy: "write `oci:directory[:tag][@sha256:…]`")
        }
        var rest = text.dropFirst(scheme.count)
        var digest: Digest?
        if let at = rest.lastIndex(of: "@") {
            guard let parsed = Digest(rest[rest.index(after: at)...]) else {
                throw refused("the digest must be `sha256:` and 64 lower-case hex digits")
            }
            digest = parsed
            rest = rest[..<at]
        }
        var tag: String?
        let name = rest.lastIndex(of: "/").map { rest.index(after: $0) } ?? rest.startIndex
        if let colon = rest[name...].firstIndex(of: ":") {
            let candidate = String(rest[rest.index(after: colon)...])
            // The grammar of tags is the same everywhere: let the one reader of references judge it.
            guard (try? ImageReference("layout.invalid/name:\(candidate)"))?.tag == candidate else {
                throw refused("`\(candidate)` is not a tag")
            }
            tag = candidate
            rest = rest[..<colon]
        }
        let path = AbsolutePath.of(String(rest))
        guard !rest.isEmpty, path != "/" else { throw refused("it names no directory") }
        let parent = AbsolutePath.parent(of: path)
        return ImageReference(
            registry: scheme + parent, path: String(path.dropFirst(parent == "/" ? 1 : parent.count + 1)), tag: tag,
            digest: digest)
    }
}
