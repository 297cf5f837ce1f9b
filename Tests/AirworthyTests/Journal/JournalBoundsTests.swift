import AirworthyTesting
import Testing
import Trust

@testable import Airworthy

@Suite("A journal's bounds")
struct JournalBoundsTests {
    private static func written(
        _ contents: [Int], inputs: Int
    ) throws -> (event: JournalEvent, read: JournalEvent) {
        let evidence = contents.enumerated().map { number, size in
            Evidence(
                uri: "part \(number)", digest: .of([UInt8(number)]), mediaType: "text/plain",
                content: Array(repeating: 0x78, count: size))
        }
        let outcome = Outcome.passed(
            summary: "ok", NonEmpty(evidence[0], Array(evidence.dropFirst())), warnings: [])
        let seen = (0..<inputs).map { TracedInput(.content, "configs/\($0)", "sha256:00") }
        let event = JournalEvent.result(
            of: "unit", Attempt(number: 1, outcome: outcome, elapsed: .zero), reading: seen)
        var chain = JournalChain()
        let line = chain.add(event)
        var reader = JournalChain()
        return (event, try reader.accept(line.dropLast(), of: nil))
    }

    @Test("what a record cannot hold is left out, so that it can be read, and is looked at again")
    func leftOut() async throws {
        for (contents, inputs) in [([40 << 20], 1), ([20 << 20, 20 << 20], 1), ([1], 200_000)] {
            let (event, read) = try Self.written(contents, inputs: inputs)
            #expect(read == event)
            guard case .result(_, let attempt, let inputs) = read else {
                Issue.record("not a result")
                return
            }
            #expect(inputs == [TracedInput(.unkept, "unit", nil)])
            #expect(attempt.outcome.evidence.count == contents.count)
            if contents != [1] { #expect(attempt.outcome.evidence.allSatisfy { $0.content == nil }) }
            #expect(await !inputs[0].holds(in: MemoryFiles()))
            #expect(inputs[0].change == "what it saw was too much for the journal")
        }
    }

    @Test("what it can hold is there")
    func kept() throws {
        for (contents, inputs) in [([32 << 20], 1), ([1], 100_000)] {
            let (event, read) = try Self.written(contents, inputs: inputs)
            #expect(read == event)
            guard case .result(_, let attempt, let seen) = read else {
                Issue.record("not a result")
                return
            }
            #expect(seen.count == inputs)
            #expect(attempt.outcome.evidence.map { $0.content?.count } == contents)
        }
    }
}
