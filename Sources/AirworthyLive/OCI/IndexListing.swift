import Airworthy
import Trust

/// What an index lists, as far as finding things goes: unjudged, because every document it leads to is compared with
/// its digest by whoever reads it.
struct IndexListing: Sendable {
    struct Item: Sendable, Hashable {
        let digest: Digest
        let mediaType: String?
        /// `org.opencontainers.image.ref.name`: what a layout calls a tag.
        let name: String?
    }

    let items: [Item]

    /// More than any repository lists; a document this size is an attack on whoever reads it.
    static let itemLimit = 10_000
    private static let limits = JSONLimits(bytes: 4 << 20, depth: 32, nodes: 1 << 20)

    /// - Parameter name: what the document is called in messages.
    /// - Throws: plain diagnostics: only the caller knows what an unreadable list means. A digest with a path in it is
    ///   `index-escape`, one with more entries than ``itemLimit`` `index-too-long`, everything else wrong with the list
    ///   itself `index-invalid`.
    init(_ bytes: [UInt8], name: String) throws(Diagnostic) {
        let root = try JSONDocument(bytes, name: name, limits: Self.limits).root
        guard let manifests = root["manifests"], manifests.kind == .array else {
            throw Diagnostic("index-invalid", "`\(name)` has no list of `manifests`", at: root.location)
        }
        let elements = manifests.elements
        guard elements.count <= Self.itemLimit else {
            throw Diagnostic(
                "index-too-long", "`\(name)` lists \(elements.count) manifests, more than \(Self.itemLimit)",
                at: manifests.location)
        }
        var listed: [(element: JSONValue, digest: Digest)] = []
        for element in elements {
            guard let digest = try Self.digest(element["digest"], of: element) else { continue }
            listed.append((element, digest))
        }
        let saved = Self.imageSaved(in: listed)
        items = listed.map { element, digest in
            let name = element["annotations"]?["org.opencontainers.image.ref.name"]?.string
            return Item(
                digest: digest, mediaType: element["mediaType"]?.string,
                name: name ?? saved.flatMap { Self.cosignKinds[Self.kind(element) ?? ""]?.name(for: $0) })
        }
    }

    /// What `cosign save` calls the manifests that a registry lists under tags (cosign, `pkg/oci/layout`).
    private static let cosignKinds: [String: CosignTag] = [
        "dev.cosignproject.cosign/sigs": .signature, "dev.cosignproject.cosign/atts": .attestation,
    ]

    /// The image of a layout that `cosign save` wrote; nil where there are several, and nobody can tell whose the
    /// signatures beside them are.
    private static func imageSaved(in listed: [(element: JSONValue, digest: Digest)]) -> Digest? {
        let images = Set(
            listed.filter { element, _ in
                ["dev.cosignproject.cosign/image", "dev.cosignproject.cosign/imageIndex"].contains(kind(element))
            }.map(\.digest))
        return images.count == 1 ? images.first : nil
    }

    private static func kind(_ element: JSONValue) -> String? { element["annotations"]?["kind"]?.string }

    /// - Returns: nil for an algorithm we do not have: what nobody can verify is as good as not listed.
    private static func digest(_ value: JSONValue?, of element: JSONValue) throws(Diagnostic) -> Digest? {
        guard let text = value?.string else {
            throw Diagnostic("index-invalid", "a listed manifest has no `digest`", at: element.location)
        }
        guard !text.contains("/"), !text.contains("..") else {
            throw Diagnostic(
                "index-escape", "a listed digest is the path `\(text.prefix(200))`", at: value?.location)
        }
        if let digest = Digest(text) { return digest }
        let algorithm = text.prefix { $0 != ":" }
        guard DigestAlgorithm(rawValue: String(algorithm)) == nil, algorithm.count < text.count else {
            throw Diagnostic("index-invalid", "`\(text.prefix(200))` is not a digest", at: value?.location)
        }
        return nil
    }
}

extension Digest {
    /// The tag under which referrers are listed where there is no API for them (distribution-spec, "Referrers Tag
    /// Schema"). Long digests are cut, so two may share one: every referrer's own `subject` decides.
    var referrersTag: String { "\(algorithm.rawValue.prefix(32))-\(hex.prefix(64))" }
}
