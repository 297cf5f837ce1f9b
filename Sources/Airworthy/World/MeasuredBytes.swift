public import Trust

/// A stream of bytes being measured, piece by piece.
public struct MeasuredBytes: ~Copyable {
    /// How many have come.
    public private(set) var size: Int64 = 0
    private var head: [UInt8] = []
    private var hasher: Hasher

    public init(_ algorithm: DigestAlgorithm) {
        hasher = Hasher(algorithm)
    }

    public mutating func update(_ piece: UnsafeRawBufferPointer) {
        size += Int64(piece.count)
        if head.count < Packing.telling { head += piece.prefix(Packing.telling - head.count) }
        hasher.update(piece)
    }

    public consuming func finish() -> Measurement {
        Measurement(size: size, digest: hasher.finish(), packing: Packing(head: head))
    }
}
