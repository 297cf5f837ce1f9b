public import Trust

/// How entries are chained: each hash covers its entry's fields and the hash before it, so that nothing recorded can be
/// altered, dropped from the middle or put in another order without every later hash telling.
///
/// What a chain alone cannot tell is that its *end* was cut off: the newest hash must be known from somewhere else.
public enum LedgerChain {
    /// What the first entry has for a previous hash.
    public static let origin: Digest = {
        guard let digest = Digest(.sha256, bytes: [UInt8](repeating: 0, count: 32)) else {
            preconditionFailure("a SHA-256 digest has 32 bytes")
        }
        return digest
    }()

    /// SHA-256 over seven strings of bytes, each preceded by its length as eight bytes, big-endian:
    ///
    /// 1. `https://airworthy.dev/ledger-entry/v1` — no other hash of ours begins so;
    /// 2. `index` in decimal; 3. `recordedAt` in RFC 3339; 4. `kind`; 5. `manifest` as `sha256:…`;
    /// 6. `envelope`, the exact bytes; 7. `previous` as `sha256:…`.
    ///
    /// The lengths make it injective: no two different entries are one string of bytes.
    public static func hash(
        index: Int, recordedAt: Instant, kind: LedgerKind, manifest: Digest, envelope: [UInt8], previous: Digest
    ) -> Digest {
        var hasher = Hasher(.sha256)
        let fields: [[UInt8]] = [
            Array("https://airworthy.dev/ledger-entry/v1".utf8), Array(String(index).utf8),
            Array(recordedAt.rfc3339.utf8), Array(kind.rawValue.utf8), Array(manifest.description.utf8), envelope,
            Array(previous.description.utf8),
        ]
        for field in fields {
            hasher.update(withUnsafeBytes(of: UInt64(field.count).bigEndian) { Array($0) })
            hasher.update(field)
        }
        return hasher.finish()
    }

    /// The entry that follows `last`; nil before the first.
    public static func next(
        after last: LedgerEntry?, recordedAt: Instant, kind: LedgerKind, manifest: Digest, envelope: [UInt8]
    ) -> LedgerEntry {
        let index = (last?.index ?? 0) + 1
        let previous = last?.hash ?? origin
        return LedgerEntry(
            index: index, recordedAt: recordedAt, kind: kind, manifest: manifest, envelope: envelope,
            previous: previous,
            hash: hash(
                index: index, recordedAt: recordedAt, kind: kind, manifest: manifest, envelope: envelope,
                previous: previous))
    }
}
