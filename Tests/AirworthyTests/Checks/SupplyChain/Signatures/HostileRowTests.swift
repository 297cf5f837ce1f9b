import AirworthyTesting
import Testing

/// The list of hostile inputs, row by row: each is shown by a fault of the virtual Sigstore or by a scenario, with the
/// code it is refused with. ``BundleDecisionTests`` and the image check's tests put every fault to the question.
@Suite("Hostile inputs", .timeLimit(.minutes(10)))
struct HostileRowTests {
    /// Binding, predicate, identity, certificates, SCT, time, log, bundle JSON and trust root: how many rows each has.
    private static let list: [(letter: String, rows: Int)] = [
        ("B", 13), ("P", 11), ("I", 10), ("C", 13), ("S", 8), ("T", 13), ("L", 17), ("J", 14), ("K", 10),
    ]
    /// What the versions of bundles demand stands in another list.
    private static let others: Set = ["2.4"]

    @Test("every row of the list is shown, and nothing is shown that is in no row")
    func rows() {
        let listed = Set(Self.list.flatMap { letter, rows in (1...rows).map { "\(letter)\($0)" } })
        #expect(listed.count == 109)
        let shown = Set(SigstoreFault.allCases.map(\.row)).union(HostileScenario.allCases.map(\.row))
        #expect(listed.subtracting(shown).sorted() == [])
        #expect(shown.subtracting(listed) == Self.others)
    }

    @Test("every fault that must be refused has its code in a table")
    func faults() {
        for fault in SigstoreFault.allCases where fault.expectation == .refused {
            let name = fault.description
            #expect(SigstoreFaultCodes.codes[name] != nil || SigstoreFaultCodes.elsewhere[name] != nil, "\(name)")
        }
    }

    @Test("what no single bundle shows is refused by its code", arguments: HostileScenario.allCases)
    func scenarios(_ scenario: HostileScenario) async throws {
        #expect(try await scenario.outcome() == scenario.code)
    }
}
