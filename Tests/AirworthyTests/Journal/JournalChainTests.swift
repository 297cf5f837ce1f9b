import Airworthy
import AirworthyTesting
import Testing
import Trust

@Suite("The journal's chain")
struct JournalChainTests {
    static let events: [JournalEvent] = {
        let inputs = JournalInputs.sample()
        let finding = Diagnostic(
            "output-mismatch", "says \"no\"\n", at: .file("a.yaml", line: 3, column: 9), remedy: "mend it",
            notes: ["one", "two"])
        let evidence = Evidence(uri: "stdout", digest: .of([1, 2]), mediaType: "text/plain", content: [1, 2])
        let bare = Evidence(uri: "layer", digest: .of([3]), mediaType: "application/octet-stream")
        let outcomes: [Outcome] = [
            .passed(summary: "ok", NonEmpty(evidence, [bare]), warnings: [finding]),
            .failed(NonEmpty(finding), [evidence]), .inconclusive(NonEmpty(finding, [finding]), []),
            .errored(Diagnostic("timed-out", "no answer", at: .pointer(document: "d", "/a/0"))),
            .errored(Diagnostic("x", "y", at: .image("r/a@b"))), .errored(Diagnostic("x", "y", at: .path("p"))),
            .errored(Diagnostic("x", "y", at: .field(of: "certificate", "notAfter"))),
        ]
        let results = outcomes.enumerated().map { number, outcome in
            JournalEvent.result(
                unit: "unit/\(number)", Attempt(number: number + 1, outcome: outcome, elapsed: .milliseconds(17)),
                inputs: [TracedInput(.content, "db/up.sql", "sha256:00"), TracedInput(.kind, "absent", nil)])
        }
        return [
            .began(run: "5f21", inputs, seed: .max, at: Samples.instant), .leased(FencingToken(7), at: Samples.instant),
            .intent(unit: "look", attempt: 1, nil),
            .intent(
                unit: "switch", attempt: 2,
                EffectIntent(key: "k", token: FencingToken(7), undoes: nil, isUndoable: true)),
            .intent(
                unit: "switch.undo", attempt: 1,
                EffectIntent(key: "u", token: FencingToken(7), undoes: "switch", isUndoable: false)),
            .retry(unit: "look", attempt: 1, wait: .milliseconds(2_250)),
            .undoing(.everything(because: "the run did not clear")), .undoing(.always),
            .resumed(inputs, reasons: ["the clock says…"], at: Samples.instant),
            .ended(cleared: false, at: Samples.instant), .recorded(entry: Digest.of([1, 2, 3])),
        ] + results
    }()

    static func journal(_ events: [JournalEvent] = events) -> [UInt8] {
        var chain = JournalChain()
        return events.flatMap { chain.add($0) }
    }

    @Test("every event is read back as it was written")
    func roundTrip() throws {
        let text = try JournalText(Self.journal())
        #expect(text.events == Self.events)
        #expect(text.torn == 0)
        #expect(text.chain.count == Self.events.count)
    }

    @Test("a bit flipped anywhere is found, and the record it is in is named")
    func everyBit() {
        let bytes = Self.journal(Array(Self.events.prefix(6)))
        var record = 1
        for position in bytes.indices {
            // Every bit of some bytes and one of each other, or the test would take minutes.
            for bit in position % 37 == 0 ? 0..<8 : (position % 8)..<(position % 8 + 1) {
                var flipped = bytes
                flipped[position] ^= UInt8(1 << bit)
                do throws(Obstacle) {
                    let text = try JournalText(flipped)
                    Issue.record("byte \(position), bit \(bit): \(text.events.count) events, \(text.torn) torn")
                } catch {
                    #expect(error.diagnostic.code == "journal-broken")
                    #expect(error.diagnostic.message.hasPrefix("record \(record) of the journal"), "byte \(position)")
                }
            }
            if bytes[position] == UInt8(ascii: "\n") { record += 1 }
        }
    }

    @Test("a journal cut off anywhere keeps its whole records and tells the torn one")
    func everyLength() throws {
        let bytes = Self.journal(Array(Self.events.prefix(6)))
        let first = try #require(bytes.firstIndex(of: UInt8(ascii: "\n"))) + 1
        var whole = 1
        for length in (first + 1)...bytes.count {
            let text = try JournalText(Array(bytes[..<length]))
            if bytes[length - 1] == UInt8(ascii: "\n") { whole += 1 }
            #expect(text.events.count == whole)
            #expect(text.length + text.torn == length)
            #expect((text.torn == 0) == (bytes[length - 1] == UInt8(ascii: "\n")))
        }
        #expect(throws: Obstacle.self) { try JournalText(Array(bytes[..<(first - 1)])) }
    }

    @Test("a record left out, said twice or moved is found at its place")
    func order() throws {
        let lines = Self.events.indices.map { index in
            let before = Self.journal(Array(Self.events[..<index])).count
            return Array(Self.journal(Array(Self.events[...index]))[before...])
        }
        for (name, order) in [
            ("left out", [0, 1, 3]), ("twice", [0, 1, 1, 2]), ("moved", [0, 2, 1]), ("first left out", [1, 2]),
        ] {
            let bytes = order.flatMap { lines[$0] }
            let place = zip(order, 0...).first { $0.0 != $0.1 }?.1 ?? -1
            do throws(Obstacle) {
                _ = try JournalText(bytes)
                Issue.record("\(name): not found")
            } catch {
                #expect(error.diagnostic.code == "journal-broken")
                #expect(error.diagnostic.message.hasPrefix("record \(place + 1) "), "\(name): \(error)")
                #expect(error.diagnostic.notes.count == 2, "expected and found are told")
            }
        }
    }

    @Test("a journal that does not begin a run is none")
    func beginning() throws {
        let text = try JournalText(Self.journal([.undoing(.always)]))
        do throws(Obstacle) {
            _ = try JournalledRun(text)
            Issue.record("it was read")
        } catch {
            #expect(error.diagnostic.code == "journal-broken")
        }
    }
}

extension JournalInputs {
    /// The inputs of a small run; other arguments, other inputs.
    static func sample(
        trust: TrustPolicy = .nobody, steps: String = "  - {id: look, uses: scripted}", sequence: Int = 1,
        tool: String = "1.0", at instant: Instant = Samples.instant
    ) -> JournalInputs {
        do {
            let plan = try Samples.plan(steps, for: Samples.release(sequence: sequence))
            return JournalInputs(plan, trust: trust, tool: tool, effective: instant)
        } catch {
            preconditionFailure("the sample loads: \(error)")
        }
    }
}
