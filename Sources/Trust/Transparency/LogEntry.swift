/// A log's record of one signature, as a bundle carries it (protobuf-specs, sigstore_rekor.proto,
/// `TransparencyLogEntry`). Nothing about it is believed yet.
public struct LogEntry: Sendable, Hashable {
    /// The path from the entry to a root the log has signed.
    struct InclusionProof: Sendable, Hashable {
        /// The place in this tree, which for Rekor 1 is not the entry's ``LogEntry/logIndex``.
        let logIndex: UInt64
        let rootHash: [UInt8]
        let treeSize: UInt64
        let hashes: [[UInt8]]
        /// A signed note; nil in bundles of version 0.1 from before there were any.
        let checkpoint: String?
    }

    /// A path in a tree of 2^63 leaves has 63 hashes, twice that is room for none.
    static let maximumHashes = 64

    /// Across all shards of the log.
    let logIndex: UInt64
    let logID: [UInt8]
    /// What sort of record the body says it is; nil where the format has no place for it.
    let kindVersion: KindVersion?
    /// Seconds since 1970; nil when the log does not say (Rekor 2).
    let integratedTime: Int64?
    /// The log's signature over the entry and its time (the signed entry timestamp).
    let promise: [UInt8]?
    let proof: InclusionProof?
    /// The record itself: the leaf of the tree.
    let body: [UInt8]

    struct KindVersion: Sendable, Hashable {
        let kind: String
        let version: String
    }

    init(
        logIndex: UInt64, logID: [UInt8], kindVersion: KindVersion?, integratedTime: Int64?, promise: [UInt8]?,
        proof: InclusionProof?, body: [UInt8]
    ) {
        self.logIndex = logIndex
        self.logID = logID
        self.kindVersion = kindVersion
        self.integratedTime = integratedTime
        self.promise = promise
        self.proof = proof
        self.body = body
    }

    /// The bytes of the promise's signature: RFC 8785 over the entry's four members, with the index across all shards
    /// (rekor, pkg/verify).
    var promiseMessage: [UInt8] {
        let message: JSON = [
            "body": .string(Base64.encode(body)), "integratedTime": .integer(integratedTime ?? 0),
            "logID": .string(Hex.encode(logID)), "logIndex": .integer(Int64(clamping: logIndex)),
        ]
        return message.canonicalBytes()
    }
}
