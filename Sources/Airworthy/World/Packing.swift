/// How bytes are compressed, told by how they begin.
public enum Packing: String, Sendable, Hashable, CaseIterable {
    case gzip
    case zstd
    /// Neither of the two.
    case none

    /// How many bytes at the front tell.
    public static let telling = 4

    /// - Parameter head: the first bytes, ``telling`` or as many as there are.
    public init(head: some Collection<UInt8>) {
        let bytes = Array(head.prefix(Self.telling))
        if bytes.starts(with: [0x1F, 0x8B]) {
            self = .gzip  // RFC 1952, section 2.3.1
        } else if bytes == [0x28, 0xB5, 0x2F, 0xFD] {
            self = .zstd  // RFC 8878, section 3.1.1
        } else if bytes.count == 4, bytes[0] & 0xF0 == 0x50, bytes[1...] == [0x2A, 0x4D, 0x18] {
            self = .zstd  // a skippable frame, RFC 8878, section 3.1.2
        } else {
            self = .none
        }
    }

    /// For messages, with its article where it has one.
    var noun: String {
        switch self {
        case .gzip: "a gzip stream"
        case .zstd: "a zstd stream"
        case .none: "not compressed"
        }
    }
}
