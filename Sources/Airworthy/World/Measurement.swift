public import Trust

/// What a stream of bytes turned out to be.
public struct Measurement: Sendable, Hashable {
    public let size: Int64
    public let digest: Digest
    public let packing: Packing

    public init(size: Int64, digest: Digest, packing: Packing = .none) {
        self.size = size
        self.digest = digest
        self.packing = packing
    }
}
