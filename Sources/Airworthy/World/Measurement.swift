public import Trust

/// What a stream of bytes turned out to be.
public struct Measurement: Sendable, Hashable {
    public let size: Int64
    public let digest: Digest

    public init(size: Int64, digest: Digest) {
        self.size = size
        self.digest = digest
    }
}
