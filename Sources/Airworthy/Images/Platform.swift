/// What an index entry says it runs on (image-spec `image-index.md`). A hint for people; nothing rests on it.
public struct Platform: Sendable, Hashable {
    public let os: String
    public let architecture: String
    public let variant: String?

    public init(os: String, architecture: String, variant: String? = nil) {
        self.os = os
        self.architecture = architecture
        self.variant = variant
    }

    /// Nil when the entry names no platform.
    init?(in entry: ManifestFields) throws(ImageDefect) {
        guard let fields = try entry.optionalObject("platform") else { return nil }
        os = try fields.text("os")
        architecture = try fields.text("architecture")
        variant = try fields.optionalText("variant")
    }
}

extension Platform: CustomStringConvertible {
    public var description: String {
        "\(os)/\(architecture)" + (variant.map { "/\($0)" } ?? "")
    }
}
