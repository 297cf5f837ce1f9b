/// A log's signed statement of what it holds: how many leaves, under which root (C2SP, tlog-checkpoint.md).
struct Checkpoint: Hashable, Sendable {
    let origin: String
    let treeSize: UInt64
    let rootHash: [UInt8]
    let note: SignedNote

    /// Throws `checkpoint-malformed`.
    init(_ text: String) throws(Diagnostic) {
        note = try SignedNote(text)
        let lines = note.text.dropLast().split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        guard lines.count >= 3, let origin = String(validating: lines[0], as: UTF8.self), !origin.isEmpty else {
            throw SignedNote.malformed("its text has fewer than three lines")
        }
        guard let size = Self.decimal(lines[1]) else { throw SignedNote.malformed("its second line is no tree size") }
        guard let root = Base64.decode(String(decoding: lines[2], as: UTF8.self)),
            root.count == DigestAlgorithm.sha256.byteCount
        else { throw SignedNote.malformed("its third line is no root hash") }
        self.origin = origin
        treeSize = size
        rootHash = root
    }

    /// Without leading zeros, and within what logs count with.
    private static func decimal(_ digits: ArraySlice<UInt8>) -> UInt64? {
        guard (1...19).contains(digits.count), digits.first != UInt8(ascii: "0") || digits.count == 1,
            digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            let value = Int64(String(decoding: digits, as: UTF8.self))
        else { return nil }
        return UInt64(value)
    }

    /// Throws `checkpoint-origin` or `checkpoint-signature` unless the log itself has signed.
    ///
    /// Signatures by keys that are not known, witnesses above all, are passed over. One that claims the log's name and
    /// key and does not hold refuses the note (signed-note.md, "Verifying").
    ///
    /// - Parameter names: what the log may call itself besides its address.
    func requireSigned(by log: TransparencyLog, also names: [String] = []) throws(Diagnostic) {
        guard log.speaks(as: origin, also: names) else {
            throw SigstoreRefusal.checkpointOrigin.diagnostic(
                "the checkpoint is of `\(origin.prefix(120))`, the entry of \(log)")
        }
        let own = note.signatures.filter { log.isSigner(name: $0.name, keyHint: $0.keyHint, also: names) }
        guard !own.isEmpty else {
            throw SigstoreRefusal.checkpointSignature.diagnostic("the checkpoint is not signed by \(log)")
        }
        for signature in own where !log.key.verifies(signature.bytes, over: note.text) {
            throw SigstoreRefusal.checkpointSignature.diagnostic(
                "the checkpoint's signature in the name of \(log) does not hold")
        }
    }
}
