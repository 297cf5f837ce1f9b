/// A content digest in the OCI grammar `algorithm:hex` (image-spec, descriptor.md): lower case, exact length.
public struct Digest: Sendable, Hashable {
    public let algorithm: DigestAlgorithm
    public let bytes: [UInt8]

    /// Nil when the count of bytes is not the algorithm's.
    public init?(_ algorithm: DigestAlgorithm, bytes: [UInt8]) {
        guard bytes.count == algorithm.byteCount else { return nil }
        self.algorithm = algorithm
        self.bytes = bytes
    }

    /// Parses `sha256:<64 lower-case hex>`; nil for an unknown algorithm, upper case or a wrong length.
    public init?(_ text: some StringProtocol) {
        let utf8 = text.bytes
        guard let colon = utf8.firstIndex(of: UInt8(ascii: ":")),
            let algorithm = DigestAlgorithm(rawValue: String(decoding: utf8[..<colon], as: UTF8.self)),
            let bytes = Hex.decode(utf8[(colon + 1)...])
        else { return nil }
        self.init(algorithm, bytes: bytes)
    }

    public var hex: String { Hex.encode(bytes) }
    /// First twelve hex digits, for people; never for comparison.
    public var short: String { "\(algorithm.rawValue):\(hex.prefix(12))…" }
}

extension Digest: CustomStringConvertible {
    public var description: String { "\(algorithm.rawValue):\(hex)" }
}
