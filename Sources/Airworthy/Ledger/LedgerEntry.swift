public import Trust

/// One line of the ledger: a signed statement and its place in the hash chain.
public struct LedgerEntry: Sendable, Hashable {
    /// Counts from 1 without gaps.
    public let index: Int
    public let recordedAt: Instant
    /// `checklist-run` and so on: a look-up aid, not a claim.
    public let kind: LedgerKind
    /// The release manifest the statement is about.
    public let manifest: Digest
    /// The DSSE envelope's exact JSON bytes.
    public let envelope: [UInt8]
    /// Hash of the previous entry; all zero before the first.
    public let previous: Digest
    /// SHA-256 over the fields above, see ``LedgerChain``.
    public let hash: Digest

    public init(
        index: Int, recordedAt: Instant, kind: LedgerKind, manifest: Digest, envelope: [UInt8], previous: Digest,
        hash: Digest
    ) {
        self.index = index
        self.recordedAt = recordedAt
        self.kind = kind
        self.manifest = manifest
        self.envelope = envelope
        self.previous = previous
        self.hash = hash
    }
}
