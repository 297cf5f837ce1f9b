import Trust

/// The proof part of a ``LoggedEntry``; the size is text, because some sizes are not numbers.
struct InclusionProof: Equatable {
    var index: Int64
    var rootHash: [UInt8]
    var size: String
    var hashes: [[UInt8]]
    var checkpoint: String?

    var json: JSON {
        .members([
            "logIndex": .int64(index), "rootHash": .base64(rootHash), "treeSize": .string(size),
            "hashes": .array(hashes.map(JSON.base64)), "checkpoint": checkpoint.map { ["envelope": .string($0)] },
        ])
    }
}
