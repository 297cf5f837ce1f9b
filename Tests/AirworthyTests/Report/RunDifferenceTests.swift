import Airworthy
import AirworthyTesting
import Foundation
import Testing
import Trust

@Suite("What is not the same in two runs")
struct RunDifferenceTests {
    private let original: String

    init() throws {
        let report = JSONReport.json(try SampleRun.facts(), exitCode: 1, files: [])
        original = String(decoding: report.canonicalBytes(), as: UTF8.self)
    }

    /// The sample run as it would have been reported had `old` been `new`.
    private func report(_ old: String = "", _ new: String = "") throws -> RunReport {
        precondition(old.isEmpty || original.contains(old), "the edit changes nothing")
        let text = old.isEmpty ? original : original.replacing(old, with: new)
        return try RunReport(predicate: JSONDocument(Array(text.utf8), name: "report").root)
    }

    private func changes(from before: RunReport, to after: RunReport) -> [String: RunDifference.Change] {
        let entries = RunDifference(from: before, to: after).entries
        return Dictionary(entries.map { ($0.unit, $0.change) }) { first, _ in first }
    }

    @Test("a run does not differ from itself")
    func same() throws {
        let difference = RunDifference(from: try report(), to: try report())
        #expect(difference.entries.isEmpty && difference.inputs.isEmpty && !difference.isWorse)
        #expect(difference.stillFailing == 4)
        #expect(DifferenceText.lines(difference).last == "not worse: 4 still failing")
    }

    @Test("each change has its name, and its way back another")
    func kinds() throws {
        let sample = try report()
        let status = { (id: String, old: String, new: String) in
            // The members of a step are in canonical order: id first, status after it.
            let tail = original.components(separatedBy: "\"id\":\"\(id)\"").dropFirst().first ?? ""
            let step = tail.components(separatedBy: "\"status\":\"\(old)\"")[0]
            let found = "\"id\":\"\(id)\"" + step + "\"status\":\"\(old)\""
            return (found, found.replacing("\"status\":\"\(old)\"", with: "\"status\":\"\(new)\""))
        }
        let blind = status("blind", "undetermined", "passed")
        let healthy = try report(blind.0, blind.1)
        #expect(changes(from: healthy, to: sample) == ["blind": .newlyFailing])
        #expect(changes(from: sample, to: healthy) == ["blind": .fixed])

        let renamed = try report("\"id\":\"shaky\"", "\"id\":\"calm\"")
        #expect(changes(from: sample, to: renamed) == ["shaky": .noLongerChecked, "calm": .added])
        let excluded = status("shaky", "passed", "notApplicable")
        #expect(changes(from: sample, to: try report(excluded.0, excluded.1)) == ["shaky": .noLongerChecked])

        let excused = status("excused/a", "waived", "failed")
        #expect(changes(from: try report(excused.0, excused.1), to: sample) == ["excused/a": .newlyWaived])
        let soft = status("soft", "warned", "passed")
        #expect(changes(from: try report(soft.0, soft.1), to: sample) == ["soft": .newlyWarned])

        let twice = #"{"number":1,"outcome":"failed"},{"number":2,"outcome":"passed"}"#
        let atOnce = try report(twice, #"{"number":1,"outcome":"passed"}"#)
        #expect(changes(from: atOnce, to: sample) == ["shaky": .newlyMarked])
        #expect(changes(from: sample, to: atOnce) == [:])

        #expect(changes(from: sample, to: try report("\"undecided\"", "\"decided\"")) == ["bad": .otherFindings])
        let digest = Digest.of(Array("good/a".utf8)).hex
        let other = try report(digest, String(digest.reversed()))
        #expect(changes(from: sample, to: other) == ["good/a": .evidenceChanged])
    }

    @Test("what makes a run worse is worse, first and said")
    func worse() throws {
        for change in RunDifference.Change.allCases {
            let worse: [RunDifference.Change] = [
                .newlyFailing, .noLongerChecked, .newlyWaived, .newlyWarned, .newlyMarked,
            ]
            #expect(change.isWorse == worse.contains(change))
        }
        let renamed = RunDifference(from: try report(), to: try report("\"id\":\"shaky\"", "\"id\":\"calm\""))
        #expect(renamed.entries.map(\.change) == [.noLongerChecked, .added])
        #expect(DifferenceText.lines(renamed).last?.hasPrefix("worse: 1 no longer checked · 1 added") == true)
        #expect(DifferenceText.lines(renamed).contains("flaky: 1/11 → 1/11"))
    }

    @Test("an excerpt is the line's bytes, while the file is the one that was read and the line holds no secret")
    func excerpts() throws {
        func excerpt(_ text: String, line: Int = 2, recorded: String? = nil, message: String = "found")
            -> SourceExcerpt?
        {
            SourceExcerpt(
                of: Array(text.utf8), line: line, column: 8, recorded: .of(Array((recorded ?? text).utf8)),
                message: message)
        }
        let file = "first\nimage: x\u{202e}y\nlast"
        let shown = try #require(excerpt(file))
        #expect(shown.bytes == Array("image: x\u{202e}y".utf8) && shown.standing == .shown)
        #expect(excerpt(file, line: 4) == nil)
        #expect(excerpt(file, recorded: "other")?.standing == .changed)
        #expect(excerpt(file, message: "`/a` differs; its values are masked")?.standing == .withheld)
        let secrets = [
            "a\nDB_PASSWORD: hunter2", "a\n{limit: 5, apiToken: x}", "a\nurl: https://dana:x@db.example/",
            "kind: Secret\ndata: {a: b}", "{\"kind\": \"Secret\",\n\"a\": 1}", "-----BEGIN PRIVATE " + "KEY-----\nMIGH",
        ]
        for text in secrets {
            let excerpt = try #require(excerpt(text))
            #expect(excerpt.standing == .withheld && excerpt.bytes.isEmpty, "\(text)")
        }
    }

    @Test("an explanation gives the question, the rule's words and a waiver's terms, and no control character")
    func explanation() throws {
        let hostile = RunReport(try SampleRun.facts(saying: SampleRun.hostile))
        let all = try Explanation(hostile, step: nil, belief: "signed by gate")
        #expect(all.units.allSatisfy { $0.status < .passed } && all.units.count == 6)
        for line in all.lines() { #expect(SafeText.line(line) == line) }
        let one = try Explanation(hostile, step: "bad", belief: "signed by gate")
        #expect(one.units.map(\.id) == ["bad"])
        #expect {
            try Explanation(hostile, step: "none", belief: "")
        } throws: {
            ($0 as? InputError)?.diagnostics.first.code == "unknown-step"
        }
    }
}
