import Trust

/// The hash tree of RFC 6962, section 2.1.
struct MerkleTree {
    private let leaves: [[UInt8]]

    init(_ entries: [[UInt8]]) {
        leaves = entries.map { Digest.of([0] + $0).bytes }
    }

    var size: Int { leaves.count }
    var root: [UInt8] { Self.root(leaves[...]) }

    /// The audit path of a leaf, nearest sibling first (section 2.1.1).
    func path(to index: Int) -> [[UInt8]] { Self.path(to: index, in: leaves[...]) }

    private static func root(_ leaves: ArraySlice<[UInt8]>) -> [UInt8] {
        guard leaves.count > 1 else { return leaves.first ?? Digest.of([UInt8]()).bytes }
        let (left, right) = halves(leaves)
        return Digest.of([1] + root(left) + root(right)).bytes
    }

    private static func path(to index: Int, in leaves: ArraySlice<[UInt8]>) -> [[UInt8]] {
        guard leaves.count > 1 else { return [] }
        let (left, right) = halves(leaves)
        return index < left.count
            ? path(to: index, in: left) + [root(right)] : path(to: index - left.count, in: right) + [root(left)]
    }

    /// The left one holds the largest power of two below the count.
    private static func halves(
        _ leaves: ArraySlice<[UInt8]>
    ) -> (ArraySlice<[UInt8]>, ArraySlice<[UInt8]>) {
        var left = 1
        while left * 2 < leaves.count { left *= 2 }
        return (leaves.prefix(left), leaves.dropFirst(left))
    }
}
