/// Reads the presentation language of TLS (RFC 8446, section 3): big-endian integers and vectors with their length
/// first. Nil where the bytes end too early.
struct TLSReader {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) {
        rest = bytes
    }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func bytes(_ count: Int) -> ArraySlice<UInt8>? {
        guard rest.count >= count else { return nil }
        defer { rest = rest.dropFirst(count) }
        return rest.prefix(count)
    }

    mutating func integer(bytes count: Int) -> UInt64? {
        bytes(count)?.reduce(0) { $0 << 8 | UInt64($1) }
    }

    mutating func vector(lengthBytes: Int) -> ArraySlice<UInt8>? {
        integer(bytes: lengthBytes).flatMap { bytes(Int($0)) }
    }
}
