import Trust

/// Whether what cleared the previous release is believed until a rollback to it is off the table: the keys that signed
/// its runs must outlive the window, or the way back is refused just when it is wanted.
struct PreviousRelease {
    let release: Release
    let trust: TrustPolicy
    let ledger: any LedgerReader

    func judge(in window: CredentialWindow) async throws(Obstacle) -> [Finding<SecretWindowCode>] {
        guard let previous = release.previous else { return [] }
        let entries = try await ledger.entries(manifest: previous)
        let end = window.end(for: [.rollback])
        let now = RunHistory(entries, trust: trust, at: window.begin)
        let then = RunHistory(entries, trust: trust, at: end)
        let cleared = now.believed.filter { isClearance($0.run.value, of: previous) }
        guard !cleared.isEmpty else {
            let message =
                "the ledger holds no live run that passed for the previous release \(previous.short) in "
                + "\(release.environment) and is believed"
            return [
                Finding(
                    .nothingRead, message, at: .path(release.source),
                    remedy: "correct `previous`, or restore the ledger that holds its runs",
                    notes: now.refused.map(\.description))
            ]
        }
        let kept = Set(then.believed.map(\.entry.index))
        return cleared.filter { !kept.contains($0.entry.index) }.map { record in
            Finding(
                .trustEnds,
                "run \(record.entry.index) of the previous release, signed by "
                    + record.run.signers.map { "`\($0)`" }.joined(separator: ", ") + ", is not believed at \(end)",
                at: .path(release.source))
        }
    }

    /// A run that failed, only rehearsed, or was of another environment cleared nothing here.
    private func isClearance(_ claim: RunClaim, of manifest: Digest) -> Bool {
        claim.passed && claim.mode == .live && claim.manifest == manifest
            && claim.environment == release.environment
    }
}
