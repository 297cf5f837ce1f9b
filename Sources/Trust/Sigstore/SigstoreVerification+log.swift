/// Whether the log's entries are in the log, and about this signature (client specification, 4.4).
extension SigstoreVerification {
    /// Every entry of a known log must hold; those of strangers are passed over.
    func logEntries(
        by signer: LogRecord.Signer, key: PublicKey, at times: [TrustedTime]
    ) throws(Diagnostic) -> [EstablishedEntry] {
        var established: [EstablishedEntry] = []
        for entry in evidence.logEntries {
            let logs = logs(of: entry)
            guard let first = logs.first else { continue }
            let record = try LogRecord(entry.body, expecting: entry.kindVersion)
            try requireBinding(record, signer: signer)
            // The log's own word for the time when it gave one; else the log must be believed at all times known.
            let log =
                entry.promise != nil
                ? first : logs.first { log in times.allSatisfy { log.validFor.contains($0.instant) } }
            guard let log else {
                throw SigstoreRefusal.logOutsideValidity.diagnostic(
                    "the signature is of \(times.map(\.instant.rfc3339).joined(separator: ", ")), and \(first) is believed \(first.validFor)"
                )
            }
            let isProven = try requireInclusion(entry, record, in: log)
            established.append(
                EstablishedEntry(
                    log: log.baseURL, voice: log.voice, index: entry.logIndex, isProven: isProven))
        }
        return established
    }

    func requireThreshold(_ entries: [EstablishedEntry], notes: [String]) throws(Diagnostic) {
        let logs = Set(entries.map(\.voice)).count
        guard logs < requirement.logEntries else { return }
        if evidence.logEntries.isEmpty {
            throw SigstoreRefusal.logEntryMissing.diagnostic("the signature comes with no log entry")
        }
        if let note = notes.first, logs == 0 { throw SigstoreRefusal.logUnknown.diagnostic(note, notes: root.notes) }
        throw SigstoreRefusal.logThreshold.diagnostic(
            "\(logs) of \(requirement.logEntries) logs hold an entry about the signature", notes: notes + root.notes)
    }

    // MARK: - The record

    private func requireBinding(_ record: LogRecord, signer: LogRecord.Signer) throws(Diagnostic) {
        guard isAbout(record.subject) else {
            throw SigstoreRefusal.logEntryArtifact.diagnostic(
                "the log entry is about something else than what is signed")
        }
        if let signature = record.signature, signature != evidence.signature {
            throw SigstoreRefusal.logEntrySignature.diagnostic("the log entry is about another signature")
        }
        guard record.signer == signer else {
            throw SigstoreRefusal.logEntrySigner.diagnostic("the log entry is about another signer")
        }
    }

    private func isAbout(_ subject: LogRecord.Subject) -> Bool {
        switch (subject, message.envelope) {
        case (.message(let digest), _): return message.digest(digest.algorithm) == digest
        case (.payload(let digest), let signed?):
            return Digest.of(signed.envelope.payload, digest.algorithm) == digest
        // Only the stored bytes can be hashed: no two writers of JSON write an envelope alike.
        case (.envelope(let digest), let signed?):
            return signed.stored.map { Digest.of($0, digest.algorithm) == digest } ?? false
        case (.payload, nil), (.envelope, nil): return false
        }
    }

    // MARK: - The tree

    private func requireInclusion(
        _ entry: LogEntry, _ record: LogRecord, in log: TransparencyLog
    ) throws(Diagnostic) -> Bool {
        guard let proof = entry.proof else {
            guard evidence.logEvidence == .promise, !record.isTiled else {
                throw SigstoreRefusal.logProofMissing.diagnostic("the log entry has no proof of inclusion")
            }
            return false
        }
        guard let text = proof.checkpoint else {
            throw SigstoreRefusal.logProofMissing.diagnostic(
                "the log entry's proof of inclusion has no checkpoint, so its root is anybody's")
        }
        guard !record.isTiled || entry.logIndex == proof.logIndex else {
            throw SigstoreRefusal.logProof.diagnostic(
                "the log entry is number \(entry.logIndex), its proof is for number \(proof.logIndex)")
        }
        let checkpoint = try Checkpoint(text)
        try checkpoint.requireSigned(by: log, also: anchor.origins)
        guard checkpoint.treeSize == proof.treeSize, checkpoint.rootHash == proof.rootHash else {
            throw SigstoreRefusal.checkpointMismatch.diagnostic(
                "the checkpoint of \(log) is of another tree than the proof of inclusion")
        }
        let computed = MerkleTree.root(
            leafHash: MerkleTree.leafHash(entry.body), index: proof.logIndex, size: proof.treeSize,
            proof: proof.hashes)
        guard computed == proof.rootHash else {
            throw SigstoreRefusal.logProof.diagnostic("the proof of inclusion does not lead to the root of \(log)")
        }
        return true
    }
}
