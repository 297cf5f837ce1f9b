import Trust

/// Whether one tree of a log is the beginning of another. No bundle carries such a proof, so nothing that is verified
/// offline asks for one; here it holds the published vectors to the same hashes as proofs of inclusion.
public enum ConsistencyProof {
    /// Whether `proof` shows that the tree of `first` leaves is the beginning of the tree of `second` leaves
    /// (RFC 9162, 2.1.4.2). Equal sizes need equal roots and an empty proof. A first size of zero is refused: every
    /// tree begins with nothing, so nothing is shown.
    public static func holds(
        first: UInt64, firstRoot: [UInt8], second: UInt64, secondRoot: [UInt8], proof: [[UInt8]]
    ) -> Bool {
        guard first >= 1, first <= second, proof.allSatisfy({ $0.count == DigestAlgorithm.sha256.byteCount }) else {
            return false
        }
        if first == second { return proof.isEmpty && firstRoot == secondRoot }
        var path = proof[...]
        // A first size that is a power of two is a whole subtree, whose root is the start.
        if first.nonzeroBitCount == 1 { path.insert(firstRoot, at: path.startIndex) }
        guard var hash = path.popFirst() else { return false }
        var older = hash
        var node = first - 1
        var last = second - 1
        while node & 1 == 1 {
            node >>= 1
            last >>= 1
        }
        for sibling in path {
            guard last != 0 else { return false }
            if node & 1 == 1 || node == last {
                older = nodeHash(sibling, older)
                hash = nodeHash(sibling, hash)
                while node & 1 == 0, node != 0 {
                    node >>= 1
                    last >>= 1
                }
            } else {
                hash = nodeHash(hash, sibling)
            }
            node >>= 1
            last >>= 1
        }
        return last == 0 && older == firstRoot && hash == secondRoot
    }

    private static func nodeHash(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] { Digest.of([1] + left + right).bytes }
}
