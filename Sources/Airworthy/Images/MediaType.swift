/// Media types by name, from image-spec `media-types.md`, its Docker ancestors, and cosign. What is not listed here is
/// not guessed at.
public enum MediaType {
    public static let imageManifest = "application/vnd.oci.image.manifest.v1+json"
    public static let imageIndex = "application/vnd.oci.image.index.v1+json"
    public static let dockerManifest = "application/vnd.docker.distribution.manifest.v2+json"
    public static let dockerManifestList = "application/vnd.docker.distribution.manifest.list.v2+json"

    public static let imageConfig = "application/vnd.oci.image.config.v1+json"
    public static let dockerConfig = "application/vnd.docker.container.image.v1+json"
    public static let empty = "application/vnd.oci.empty.v1+json"
    public static let inToto = "application/vnd.in-toto+json"

    /// One cosign signature a layer: the payload, with the signature in an annotation.
    public static let simpleSigning = "application/vnd.dev.cosign.simplesigning.v1+json"
    /// One cosign attestation a layer.
    public static let dsseEnvelope = "application/vnd.dsse.envelope.v1+json"
    public static let sigstoreBundle = "application/vnd.dev.sigstore.bundle.v0.3+json"

    /// Either spelling of a Sigstore bundle of any version; the bundle itself says which it is.
    public static func isSigstoreBundle(_ mediaType: String) -> Bool {
        mediaType.hasPrefix("application/vnd.dev.sigstore.bundle+json")
            || mediaType.hasPrefix("application/vnd.dev.sigstore.bundle.v")
    }

    /// `type/subtype`, each a restricted name of RFC 6838, section 4.2; parameters may follow.
    static func isWellFormed(_ text: String) -> Bool {
        let names = text.utf8.prefix { $0 != UInt8(ascii: ";") }
            .split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        return names.count == 2
            && names.allSatisfy { name in
                guard let first = name.first, isAlphanumeric(first), name.count <= 127 else { return false }
                return name.allSatisfy { isAlphanumeric($0) || marks.contains($0) }
            }
    }

    private static let marks = Array("!#$&-^_.+".utf8)

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }

    /// Docker's first manifest format: signed inside the JSON and without content addressing of its layers.
    static let schema1: Set<String> = [
        "application/vnd.docker.distribution.manifest.v1+json",
        "application/vnd.docker.distribution.manifest.v1+prettyjws",
    ]

    static let configs: Set<String> = [imageConfig, dockerConfig, empty]

    static let layers: Set<String> = foreignLayers.union([
        "application/vnd.oci.image.layer.v1.tar",
        "application/vnd.oci.image.layer.v1.tar+gzip",
        "application/vnd.oci.image.layer.v1.tar+zstd",
        "application/vnd.docker.image.rootfs.diff.tar",
        "application/vnd.docker.image.rootfs.diff.tar.gzip",
        "application/vnd.docker.image.rootfs.diff.tar.zstd",
        empty,
        // What BuildKit lists in an index beside the platforms: an attestation about one of them.
        inToto,
    ])

    /// How a layer of this type is packed; nil where its type does not say.
    static func packing(of mediaType: String) -> Packing? {
        guard mediaType.contains(".tar"), layers.contains(mediaType) else { return nil }
        if mediaType.hasSuffix("gzip") { return .gzip }
        return mediaType.hasSuffix("zstd") ? .zstd : Packing.none
    }

    /// Layers a registry need not hold (image-spec `layer.md`, non-distributable layers; Docker's foreign layers).
    static let foreignLayers: Set<String> = [
        "application/vnd.oci.image.layer.nondistributable.v1.tar",
        "application/vnd.oci.image.layer.nondistributable.v1.tar+gzip",
        "application/vnd.oci.image.layer.nondistributable.v1.tar+zstd",
        "application/vnd.docker.image.rootfs.foreign.diff.tar",
        "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip",
    ]
}
