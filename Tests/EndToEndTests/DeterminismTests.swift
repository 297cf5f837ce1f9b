import AirworthyTesting
import Foundation
import Testing

@Suite("Determinism")
struct DeterminismTests {
    @Test("the same inputs at the same instant give the same statement and the same reports, byte for byte")
    func twice() async throws {
        let storefront = try await Storefront.make()
        let first = try await simulated(storefront, "first")
        let second = try await simulated(storefront, "second")
        #expect(first.keys.sorted() == ["statement", "report.json", "report.txt", "report.xml"].sorted())
        for (name, bytes) in first { #expect(bytes == second[name], "\(name) differs") }
    }

    @Test("a simulated run is not in the ledger and admits nothing")
    func neverAdmits() async throws {
        let storefront = try await Storefront.make()
        _ = try await simulated(storefront, "only")
        let admission = try await storefront.airworthy("admit", "previous.yaml", "--for", "promote")
        #expect(admission.status != 0)
        #expect(admission.errors.contains("[ledger-") || admission.errors.contains("[no-run]"))
    }

    private func simulated(_ storefront: Storefront, _ name: String) async throws -> [String: Data] {
        let at = try instant(of: storefront)
        let reports = ["json": "report.json", "text": "report.txt", "junit": "report.xml"]
        let outputs = reports.flatMap { ["-o", "\($0.key)=\(storefront.path("\(name)-\($0.value)"))"] }
        let run = try await Storefront.airworthy.run(
            ["run", "Checklists/pre-release.yaml", "-r", "previous.yaml", "--key", "private/gate.key.pem", "--at", at]
                + outputs, in: storefront.root)
        #expect([0, 1].contains(run.status), "\(run)")
        var found: [String: Data] = [:]
        for file in reports.values { found[file] = try storefront.read("\(name)-\(file)") }
        let runs = try FileManager.default.contentsOfDirectory(atPath: storefront.path(".airworthy/runs"))
        #expect(runs.count == 1, "equal runs have one name")
        let envelope = try storefront.read(".airworthy/runs/\(runs[0])/run.intoto.jsonl")
        let object = try JSONSerialization.jsonObject(with: envelope) as? [String: Any]
        // Only the signature may differ: ECDSA takes a fresh random number each time.
        found["statement"] = (object?["payload"] as? String).map { Data($0.utf8) }
        return found
    }

    /// An instant at which the storefront's keys are good.
    private func instant(of storefront: Storefront) throws -> String {
        let text = String(decoding: try storefront.read("Keys/trust.yaml"), as: UTF8.self)
        let start = try #require(text.firstRange(of: "validFrom: "))
        let from = try #require(try? Date(String(text[start.upperBound...].prefix(20)), strategy: .iso8601))
        return from.addingTimeInterval(3_600).formatted(.iso8601)
    }
}
