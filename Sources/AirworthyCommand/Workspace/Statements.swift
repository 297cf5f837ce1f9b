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
        let evidence = facts.record.units.flatMap(\.outcome.evidence).compactMap(\.content)
        try await Directory.make(directory)
        let storing = Task { () -> Result<[Digest], Obstacle> in
            do throws(Obstacle) {
                return .success(try await EvidenceStore(directory: "\(state)/evidence").store(evidence))
            } catch {
                return .failure(error)
            }
        }
        var files: [(name: String, content: @Sendable () -> [UInt8])] = []
        for claim in claims {
            let bundle = try claim.bundle(key)
            files.append(("\(claim.name).intoto.jsonl", { claim.envelopeLine }))
            files.append(("\(claim.name).sigstore.json", { SignedClaim.line(bundle) }))
        }
        try await AtomicFile.write(files, in: directory) { () throws(Obstacle) in
            _ = try await storing.value.get()
        }
    }
}
