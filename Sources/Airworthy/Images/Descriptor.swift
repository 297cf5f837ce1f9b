public import Trust

/// A reference from one document to another: media type, digest and size (image-spec `descriptor.md`).
public struct Descriptor: Sendable, Hashable {
    public let mediaType: String
    public let digest: Digest
    /// In bytes, never negative.
    public let size: Int64
    public let artifactType: String?
    public let annotations: [String: String]
    public let platform: Platform?
    /// Where else the content is said to be. Never followed.
    public let urls: [String]

    public init(
        mediaType: String, digest: Digest, size: Int64, artifactType: String? = nil,
        annotations: [String: String] = [:], platform: Platform? = nil, urls: [String] = []
    ) {
        self.mediaType = mediaType
        self.digest = digest
        self.size = size
        self.artifactType = artifactType
        self.annotations = annotations
        self.platform = platform
        self.urls = urls
    }

    /// Reads a descriptor. Inline `data` must be the content described: a reader that trusted it unseen would see other
    /// bytes than one that fetches.
    /// - Throws: `malformed-manifest` `unverifiable-digest` `inline-data-mismatch`.
    public init(_ value: JSONValue) throws(ImageDefect) {
        let fields = try ManifestFields(value)
        mediaType = try fields.text("mediaType")
        guard MediaType.isWellFormed(mediaType) else {
            throw ImageDefect(
                .malformedManifest, "`\(mediaType.prefix(120))` is not a media type", at: value.location)
        }
        digest = try Self.digest(of: fields)
        size = try fields.integer("size")
        guard size >= 0 else {
            throw ImageDefect(.malformedManifest, "`\(value.pointer)/size` is negative", at: value.location)
        }
        artifactType = try fields.optionalText("artifactType")
        annotations = try fields.texts("annotations")
        platform = try Platform(in: fields)
        urls = try Self.urls(of: fields)
        if let data = try fields.optionalText("data") {
            guard let content = Base64.decode(data), Int64(content.count) == size,
                Digest.of(content, digest.algorithm) == digest
            else {
                throw ImageDefect(
                    .inlineDataMismatch, "`\(value.pointer)/data` is not the content \(digest.short)",
                    at: value.location)
            }
        }
    }

    /// Whether a registry may lack the content, by the rules for non-distributable layers.
    public var isForeign: Bool { !urls.isEmpty || MediaType.foreignLayers.contains(mediaType) }

    private static func digest(of fields: ManifestFields) throws(ImageDefect) -> Digest {
        let text = try fields.text("digest")
        if let digest = Digest(text) { return digest }
        guard let colon = text.firstIndex(of: ":"), isAlgorithm(text[..<colon]),
            DigestAlgorithm(rawValue: String(text[..<colon])) == nil
        else {
            throw ImageDefect(
                .malformedManifest, "`\(text)` is not a digest in lower-case hexadecimal of the right length",
                at: fields.location)
        }
        throw ImageDefect(
            .unverifiableDigest, "no digest of algorithm `\(text[..<colon])` can be checked", at: fields.location)
    }

    // image-spec `descriptor.md`: algorithm-component is [a-z0-9]+, joined by one of + . _ -
    private static func isAlgorithm(_ text: Substring) -> Bool {
        guard let first = text.first, let last = text.last, !"+._-".contains(first), !"+._-".contains(last) else {
            return false
        }
        return text.allSatisfy { ("a"..."z").contains($0) || ("0"..."9").contains($0) || "+._-".contains($0) }
    }

    private static func urls(of fields: ManifestFields) throws(ImageDefect) -> [String] {
        var urls: [String] = []
        for element in try fields.optionalElements("urls") ?? [] {
            guard let url = element.string else { throw ManifestFields.wrongType(element, "a string") }
            urls.append(url)
        }
        return urls
    }
}
