/// The name Git gives an object: a hash over its kind, size and content (gitglossary, "object name").
///
/// SHA-1 in most repositories, SHA-256 in some. It tells which object Git means. Content that has to be what somebody
/// signed is held against a ``Digest`` besides: two files with one SHA-1 can be made.
public struct GitObjectName: Sendable, Hashable {
    /// What an object is, as Git spells it.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case blob, tree, commit, tag
    }

    /// 20 bytes of SHA-1 or 32 of SHA-256.
    public let bytes: [UInt8]

    /// Nil for any other count of bytes.
    public init?(bytes: [UInt8]) {
        guard Self.sizes.contains(bytes.count) else { return nil }
        self.bytes = bytes
    }

    /// Nil for anything but 40 or 64 lower-case hex digits.
    public init?(_ text: some StringProtocol) {
        guard let bytes = Hex.decode(text) else { return nil }
        self.init(bytes: bytes)
    }

    private static let sizes = [20, 32]

    public var hex: String { Hex.encode(bytes) }
    /// First twelve digits, for people; never for comparison.
    public var short: String { "\(hex.prefix(12))…" }

    /// Whether an object of this kind and content has this name, hashed as the name's length says.
    public func names(_ kind: Kind, _ content: [UInt8]) -> Bool {
        var context = DigestContext()
        if bytes.count == 20 { context.begin(.sha1) } else { context.begin(.sha256) }
        Array("\(kind.rawValue) \(content.count)\0".utf8).withUnsafeBytes { context.update($0) }
        content.withUnsafeBytes { context.update($0) }
        return context.finish() == bytes
    }
}

extension GitObjectName: CustomStringConvertible {
    public var description: String { hex }
}
