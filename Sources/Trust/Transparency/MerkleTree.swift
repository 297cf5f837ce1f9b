/// The hash tree of RFC 6962, section 2, over SHA-256: what every log here is.
enum MerkleTree {
    static func leafHash(_ leaf: [UInt8]) -> [UInt8] {
        var hasher = Trust.Hasher()
        hasher.update([0x00])
        hasher.update(leaf)
        return hasher.finish().bytes
    }

    static func nodeHash(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] {
        var hasher = Trust.Hasher()
        hasher.update([0x01])
        hasher.update(left)
        hasher.update(right)
        return hasher.finish().bytes
    }

    /// The root of the tree of `size` leaves in which the leaf of that hash stands at `index`, if `proof` is its path.
    ///
    /// Nil when the index is outside the tree, or the proof has not exactly as many hashes as the place of the leaf
    /// asks for (RFC 9162, 2.1.3.2): a longer proof would let an inner node pass for a leaf.
    static func root(leafHash: [UInt8], index: UInt64, size: UInt64, proof: [[UInt8]]) -> [UInt8]? {
        guard index < size, proof.allSatisfy({ $0.count == DigestAlgorithm.sha256.byteCount }) else { return nil }
        // Below the point where the paths of this leaf and of the last one part, a sibling stands on either side;
        // above it, only on the left.
        let inner = UInt64.bitWidth - (index ^ (size - 1)).leadingZeroBitCount
        let border = inner < UInt64.bitWidth ? (index >> UInt64(inner)).nonzeroBitCount : 0
        guard proof.count == inner + border else { return nil }
        var hash = leafHash
        for (level, sibling) in proof.prefix(inner).enumerated() {
            hash = index >> UInt64(level) & 1 == 0 ? nodeHash(hash, sibling) : nodeHash(sibling, hash)
        }
        for sibling in proof.dropFirst(inner) { hash = nodeHash(sibling, hash) }
        return hash
    }
}
