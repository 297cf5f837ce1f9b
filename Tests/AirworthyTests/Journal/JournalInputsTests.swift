import Airworthy
import AirworthyTesting
import Testing
import Trust

@Suite("What a result stands on")
struct JournalInputsTests {
    private let earlier = JournalInputs.sample()
    private let now = Samples.instant + .seconds(60)

    @Test("nothing changed: results stand until what they were judged for is over")
    func unchanged() {
        let later = JournalInputs.sample(at: now)
        #expect(later.differences(from: earlier, at: now).isEmpty)
        #expect(later.differences(from: earlier, at: earlier.expires - .nanoseconds(1)).isEmpty)
    }

    @Test("a clock set back or far forward lets nothing stand", arguments: [-1, 30 * 3_600, 400 * 86_400])
    func clockJumps(seconds: Int64) {
        let jumped = Samples.instant + .seconds(seconds)
        let reasons = JournalInputs.sample(at: jumped).differences(from: earlier, at: jumped)
        #expect(reasons.count == 1)
        #expect(reasons.first?.contains("\(jumped)") == true)
    }

    @Test("whatever else changed is named")
    func changes() throws {
        let others: [(String, JournalInputs)] = [
            ("the checklist was", .sample(steps: "  - {id: other, uses: scripted}", at: now)),
            ("the release was", .sample(sequence: 2, at: now)), ("the tool was 1.0", .sample(tool: "1.1", at: now)),
        ]
        for (word, inputs) in others {
            let reasons = inputs.differences(from: earlier, at: now)
            #expect(reasons.count == 1 && reasons[0].contains(word), "\(word): \(reasons)")
        }
        let raised = try VirtualGate(epoch: 9)
        let reasons = JournalInputs.sample(trust: raised.trust, at: now).differences(from: earlier, at: now)
        #expect(reasons.contains { $0.contains("epoch was") && $0.contains("is 9") })
        #expect(reasons.contains { $0.hasPrefix("the trust policy was") })
    }
}
