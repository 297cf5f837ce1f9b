/// One signature held against one trusted root. The parts are in extensions, in the order they happen.
struct SigstoreVerification {
    let anchor: SigstoreVerifier.Anchor
    let evidence: SigstoreEvidence
    let message: SignedMessage
    let claimed: Digest?
    let instant: Instant

    var root: TrustedRoot { anchor.root }
    var requirement: SigstoreRequirement { anchor.requirement }

    func establish(_ certificates: NonEmpty<Certificate>) throws(Diagnostic) -> EstablishedSigner {
        try requireBounded()
        let timestamps = try timestamps()
        let promises = try promises()
        let known = timestamps.times + promises.times
        let notes = timestamps.notes + promises.notes
        guard let times = NonEmpty(known) else { throw noTime(timestamps.notes, promises.notes) }
        try requirePast(times)
        let authorities = Set(timestamps.times.map(\.voice)).count
        guard authorities >= requirement.timestamps else {
            throw SigstoreRefusal.timestampThreshold.diagnostic(
                "\(authorities) of \(requirement.timestamps) timestamp authorities vouch for the time", notes: notes)
        }
        let leaf = certificates.first
        let path = try path(certificates, at: times)
        try requirePurpose(leaf)
        let identity = try FulcioIdentity(leaf.fields)
        let promised = try certificateLogs(leaf, issuer: path.count > 1 ? path[1] : leaf)
        let entries = try logEntries(by: .certificate(leaf.der), key: try leaf.publicKey, at: times.array)
        try requireThreshold(entries, notes: promises.notes)
        try requireSignature(by: try leaf.publicKey)
        return EstablishedSigner(
            identity: identity, certificate: leaf, times: times, logEntries: entries, certificateLogs: promised,
            trustedRoot: root.digest, notes: notes)
    }

    func check(_ key: PublicKey) throws(Diagnostic) -> [TrustedTime] {
        try requireBounded()
        let times = try timestamps().times + (try promises()).times
        if let times = NonEmpty(times) { try requirePast(times) }
        _ = try logEntries(by: .key(key.spki), key: key, at: times)
        return times
    }

    private func requireBounded() throws(Diagnostic) {
        guard evidence.logEntries.count <= SigstoreEvidence.maximumEntries else {
            throw SigstoreRefusal.logEntryTooMany.diagnostic(
                "\(evidence.logEntries.count) log entries, more than \(SigstoreEvidence.maximumEntries)")
        }
        guard evidence.timestamps.count <= SigstoreEvidence.maximumTimestamps else {
            throw SigstoreRefusal.timestampTooMany.diagnostic(
                "\(evidence.timestamps.count) timestamps, more than \(SigstoreEvidence.maximumTimestamps)")
        }
        guard Set(evidence.timestamps).count == evidence.timestamps.count else {
            throw SigstoreRefusal.timestampDuplicate.diagnostic("the same timestamp twice")
        }
        guard Set(evidence.logEntries.map { [$0.logID, $0.body] }).count == evidence.logEntries.count else {
            throw SigstoreRefusal.logEntryDuplicate.diagnostic("the same log entry twice")
        }
    }

    /// Says what was there instead of a trusted time.
    private func noTime(_ timestampNotes: [String], _ logNotes: [String]) -> Diagnostic {
        let fault: SigstoreRefusal =
            !timestampNotes.isEmpty ? .timestampUnknownAuthority : !logNotes.isEmpty ? .logUnknown : .noTrustedTime
        let message =
            timestampNotes.first ?? logNotes.first
            ?? "nobody trusted says when the signature was made: it has neither a timestamp nor a log's promise"
        return fault.diagnostic(message, notes: timestampNotes + logNotes + root.notes)
    }

    private func requirePast(_ times: NonEmpty<TrustedTime>) throws(Diagnostic) {
        for time in times where time.instant > instant + SigstoreVerifier.tolerance {
            throw SigstoreRefusal.timeInFuture.diagnostic("the signature is of \(time.instant), after \(instant)")
        }
    }

    private func requireSignature(by key: PublicKey) throws(Diagnostic) {
        if let claimed, let actual = message.digest(claimed.algorithm), claimed != actual {
            throw SigstoreRefusal.artifactDigest.diagnostic("the bundle is over \(claimed), the artifact is \(actual)")
        }
        guard message.isSigned(evidence.signature, by: key) else {
            throw SigstoreRefusal.badSignature.diagnostic("the certificate's key did not make the signature")
        }
    }
}
