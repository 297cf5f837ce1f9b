import AirworthyTesting
import Foundation
import Testing

/// The built program against every hostile registry and layout there is a row for: each is called by its name, in little
/// memory and few requests, and what was not seen never passes.
@Suite("Hostile registries, row by row", .timeLimit(.minutes(15)))
struct RegistryRowTests {
    /// Far above what any of them takes, and far below what one of them tries to make us take.
    private static let memory = 64 << 20

    @Test("is called by its name, in little memory", arguments: RegistryRow.all)
    func row(_ row: RegistryRow) async throws {
        let scene = try RegistryScene(row.traits, stranger: row.stranger)
        var question = try row.arrange(scene)
        question.takesLong = row.id == "R15"
        let (result, peak) = try await scene.ask(question)
        try Self.judge(result, by: row)
        #expect(peak < Self.memory, "used \(peak >> 20) MiB")
        let count = scene.registry.exchanges.count
        #expect(count <= row.requestLimit, "\(count) requests")
        #expect(row.holds(scene), "\(scene.stranger.exchanges.map { "\($0.request.target) \($0.status)" })")
    }

    /// Faults that are over when the registry is put right; the patience of `R15` is long, and nothing of it is kept.
    static let passing = RegistryRow.all.filter { $0.id != "R15" }

    @Test("what a hostile registry said is not remembered once it is put right", arguments: passing)
    func memory(row: RegistryRow) async throws {
        let scene = try RegistryScene(row.traits, stranger: row.stranger)
        let question = try row.arrange(scene)
        guard scene.registry.isFaulty else { return }
        let hostile = try await scene.ask(question).result
        scene.registry.repair()
        let after = try await scene.ask(question).result
        let afresh = try await scene.ask(question, "--no-cache").result
        #expect(after.status == afresh.status, "\(hostile) \(after) \(afresh)")
        #expect(try CheckAnswer(after).codes == CheckAnswer(afresh).codes, "\(hostile) \(after) \(afresh)")
    }

    private static func judge(_ result: Program.Result, by row: RegistryRow) throws {
        #expect(result.status == row.expectation.status, "\(result)")
        let codes = try CheckAnswer(result).codes
        #expect(codes == row.expectation.codes, "\(result)")
    }

    @Test("every row is there")
    func complete() {
        #expect(Set(RegistryRow.all.map(\.id)) == Set((1...22).map { "R\($0)" }))
        #expect(Set(RegistryRow.all.map(\.testDescription)).count == RegistryRow.all.count)
        // A row that only ever passes shows that we get through, and not that anything is refused.
        let refused = Set(RegistryRow.all.filter { $0.expectation.status != 0 }.map(\.id))
        #expect(Set(RegistryRow.all.map(\.id)).subtracting(refused) == ["R18"])
    }
}
