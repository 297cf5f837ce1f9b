import Trust

/// The platforms a release is built for.
enum PlatformList {
    /// As image indexes name them (OCI image index, `platform`): an operating system, an architecture, and a variant where
    /// there is one.
    static let pattern = "^[a-z0-9]+(/[a-z0-9_.]+){1,2}$"

    static let most = 64

    /// - Throws: `bad-platform`, `duplicate-item`, `too-many-items`.
    static func load(_ fields: inout FieldReader) throws(InputError) -> [String] {
        guard let platforms = try fields.optionalStrings("platforms") else { return [] }
        guard platforms.count <= most else {
            throw InputError(
                "too-many-items", "`platforms` lists \(platforms.count)", at: fields.place(of: "platforms"),
                remedy: "list at most \(most)")
        }
        var seen: Set<String> = []
        for platform in platforms {
            guard isWellFormed(platform) else {
                throw InputError(
                    "bad-platform", "`\(Excerpt.of(platform))` is no platform", at: fields.place(of: "platforms"),
                    remedy: "write it as `linux/amd64` or `linux/arm/v7`")
            }
            guard seen.insert(platform).inserted else {
                throw InputError(
                    "duplicate-item", "`platforms` lists `\(platform)` twice", at: fields.place(of: "platforms"),
                    remedy: "list it once")
            }
        }
        return platforms
    }

    private static func isWellFormed(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count) else { return false }
        return parts.enumerated().allSatisfy { index, part in
            !part.isEmpty
                && part.allSatisfy { byte in
                    switch byte {
                    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
                    case UInt8(ascii: "_"), UInt8(ascii: "."): index > 0
                    default: false
                    }
                }
        }
    }
}
