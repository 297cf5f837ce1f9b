public import Trust

/// A manifest or index whose bytes hash to its digest and whose media type everybody agrees on.
public struct ImageDocument: Sendable, Hashable {
    public enum Content: Sendable, Hashable {
        case manifest(ImageManifest)
        case index(ImageIndex)
    }

    public let digest: Digest
    /// The exact bytes, as received.
    public let bytes: [UInt8]
    public let mediaType: String
    public let content: Content

    /// Reads `raw`, which must hash to `digest`.
    ///
    /// The type is taken from the document's own `mediaType`, else from `declared` (the descriptor that led here), else
    /// from the source's hint; wherever two of them speak they must agree.
    public init(
        _ raw: RawManifest, digest: Digest, declared: String? = nil, name: String, limits: ImageLimits = ImageLimits()
    ) throws(ImageDefect) {
        let place = Location.image(name)
        guard Digest.of(raw.bytes, digest.algorithm) == digest else {
            throw ImageDefect(.digestMismatch, "the manifest served for `\(name)` has another digest", at: place)
        }
        let root = try Self.object(raw.bytes, name: name)
        // CVE-2021-41190: without this, one document with both lists is an image to one reader and an index to another.
        guard !root.has("manifests") || !(root.has("layers") || root.has("config")) else {
            throw ImageDefect(.malformedManifest, "`\(name)` is a manifest and an index at once", at: place)
        }
        mediaType = try Self.mediaType(of: root, declared: declared, hint: raw.mediaType, name: name)
        self.digest = digest
        bytes = raw.bytes
        switch mediaType {
        case MediaType.imageManifest, MediaType.dockerManifest:
            content = .manifest(try ImageManifest(root, limits: limits))
        case MediaType.imageIndex, MediaType.dockerManifestList:
            content = .index(try ImageIndex(root, limits: limits))
        default:
            throw ImageDefect(
                .unknownMediaType, "`\(name)` is of type `\(mediaType)`, which is neither manifest nor index", at: place
            )
        }
        guard try root.integer("schemaVersion") == 2 else {
            throw ImageDefect(.malformedManifest, "`schemaVersion` of `\(name)` is not 2", at: place)
        }
    }

    public var size: Int64 { Int64(bytes.count) }

    public var subject: Descriptor? {
        switch content {
        case .manifest(let manifest): manifest.subject
        case .index(let index): index.subject
        }
    }

    /// For reports: kept whole, as manifests are small.
    public func evidence(in repository: ImageReference) -> Evidence {
        Evidence(uri: "\(repository.repository)@\(digest)", digest: digest, mediaType: mediaType, content: bytes)
    }

    private static func object(_ bytes: [UInt8], name: String) throws(ImageDefect) -> ManifestFields {
        let document: JSONDocument
        do throws(Diagnostic) {
            document = try JSONDocument(bytes, name: name)
        } catch {
            throw ImageDefect(.malformedManifest, error.description, at: .image(name))
        }
        return try ManifestFields(document.root)
    }

    private static func mediaType(
        of root: ManifestFields, declared: String?, hint: String?, name: String
    ) throws(ImageDefect) -> String {
        let place = Location.image(name)
        let own = try root.optionalText("mediaType")
        // Only a hint that names a manifest type is one: layouts give none, and plain web servers say
        // `application/json` or `application/octet-stream` of everything.
        let known = hint.map(bare).flatMap { manifestTypes.contains($0) ? $0 : nil }
        let claims = [own, declared, known].compactMap { $0 }
        if root.value["schemaVersion"]?.integer == 1 || claims.contains(where: MediaType.schema1.contains) {
            throw ImageDefect(.schemaOne, "`\(name)` is a Docker schema 1 manifest", at: place)
        }
        guard let mediaType = claims.first else {
            throw ImageDefect(.unknownMediaType, "nothing says what `\(name)` is", at: place)
        }
        guard claims.allSatisfy({ $0 == mediaType }) else {
            let words = [("itself", own), ("its descriptor", declared), ("its source", known)]
                .compactMap { who, what in what.map { "\(who) `\($0)`" } }
            throw ImageDefect(
                .mediaTypeMismatch, "`\(name)` is called \(words.joined(separator: ", by "))", at: place)
        }
        return mediaType
    }

    private static let manifestTypes: Set<String> = MediaType.schema1.union([
        MediaType.imageManifest, MediaType.imageIndex, MediaType.dockerManifest, MediaType.dockerManifestList,
    ])

    private static func bare(_ contentType: String) -> String {
        String(contentType.prefix { $0 != ";" && $0 != " " })
    }
}
