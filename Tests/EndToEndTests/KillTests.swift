import AirworthyTesting
import Foundation
import Testing

/// Power cuts and `kill -9` come at any moment. Whatever is left behind must verify as what it is, or not be there.
@Suite("Killing the process")
struct KillTests {
    @Test(
        "at any moment leaves a ledger whose chain holds and no statement that is not whole", .timeLimit(.minutes(10)))
    func anyMoment() async throws {
        let storefront = try await Storefront.make()
        let key = ["--key", "private/gate.key.pem", "-q"]
        let run = ["run", "first-release", "-r", "previous.yaml"] + key
        let began = ContinuousClock.now
        let whole = try await Storefront.airworthy.run(run, in: storefront.root)
        #expect(whole.status == 0, "\(whole)")
        let length = ContinuousClock.now - began

        let moments = 14
        for moment in 0..<moments {
            try await Storefront.airworthy.killed(
                run, after: length * Double(moment) / Double(moments - 1) * 1.1, in: storefront.root)
            let ledger = try await storefront.airworthy("ledger", "verify")
            #expect(ledger.status == 0, "killed at \(moment) of \(moments): \(ledger)")
        }
        // Nothing that was killed stands in the way of what comes next.
        let next = try await Storefront.airworthy.run(run, in: storefront.root)
        #expect(next.status == 0, "\(next)")
        try await everyStatementVerifies(in: storefront)
    }

    private func everyStatementVerifies(in storefront: Storefront) async throws {
        let runs = storefront.path(".airworthy/runs")
        let names = try FileManager.default.subpathsOfDirectory(atPath: runs).filter { $0.hasSuffix(".intoto.jsonl") }
        #expect(!names.isEmpty)
        for name in names {
            let type: String =
                switch name.split(separator: "/").last.map(String.init) ?? "" {
                case "run.intoto.jsonl": "https://airworthy.dev/checklist-run/v1"
                case "test-result.intoto.jsonl": "https://in-toto.io/attestation/test-result/v0.1"
                default: "https://slsa.dev/verification_summary/v1"
                }
            let result = try await storefront.airworthy(
                "verify", "attestation", "\(runs)/\(name)", "--key", "Keys/gate.pub.pem", "--type", type)
            #expect(result.status == 0, "\(name): \(result)")
        }
    }
}
