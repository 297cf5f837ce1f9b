import Airworthy
import AirworthyLive
import Trust

/// Writes what a run claims, in the order that makes a crash harmless: evidence, then statements, then the ledger line
/// that refers to them.
struct Statements {
    let directory: String
    let claims: [SignedClaim]

    /// Names of the files, the run's bundle first.
    var files: [String] {
        claims.flatMap { ["\(directory)/\($0.name).sigstore.json", "\(directory)/\($0.name).intoto.jsonl"] }
    }

    func write(_ facts: RunFacts, in state: String, key: PublicKey) async throws {
        let evidence = facts.record.units.flatMap(\.outcome.evidence)
        try await EvidenceStore(directory: "\(state)/evidence").store(evidence.compactMap(\.content))
        try await Directory.make(directory)
        try await AtomicFile.write(
            claims.flatMap { claim throws(Diagnostic) in
                [
                    ("\(claim.name).intoto.jsonl", claim.envelopeLine),
                    ("\(claim.name).sigstore.json", try claim.bundleLine(key)),
                ]
            }, in: directory)
    }
}
