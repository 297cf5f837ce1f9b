/// The versions of bundles, each with the media types that name it (protobuf-specs, sigstore_bundle.proto).
public enum SigstoreBundleVersion: String, Sendable, Hashable, CaseIterable {
    case v0_1 = "0.1"
    case v0_2 = "0.2"
    case v0_3 = "0.3"

    /// The media type that is written.
    public var mediaType: String {
        switch self {
        case .v0_1, .v0_2: "application/vnd.dev.sigstore.bundle+json;version=\(rawValue)"
        case .v0_3: "application/vnd.dev.sigstore.bundle.v0.3+json"
        }
    }

    /// Nil for any other spelling: a type with parameters of its own is another type.
    init?(mediaType: String) {
        let version = Self.allCases.first {
            $0.mediaType.isExactly(mediaType)
                || "application/vnd.dev.sigstore.bundle+json;version=\($0.rawValue)".isExactly(mediaType)
        }
        guard let version else { return nil }
        self = version
    }
}
