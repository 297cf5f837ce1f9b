import Airworthy
import AirworthyTesting
import Testing
import Trust

@Suite("drift-terraform: documents that are not as they should be")
struct DriftTerraformHostileTests {
    private typealias Sample = TerraformSample

    @Test(
        "what cannot be read is invalid, with the reader's own code beside it",
        arguments: [
            ("", "json-syntax"), ("{\"format_version\": \"1.2\"", "json-syntax"), ("{}}", "json-syntax"),
            ("{\"format_version\": \"1.2\"} {}", "json-syntax"),
            ("{\"errored\": true, \"errored\": false}", "json-duplicate-key"),
            (String(repeating: "[", count: 100_000), "json-too-deep"), ("{\"a\": 1e999}", "json-number-range"),
        ] as [(String, String)])
    func unreadable(text: String, code: String) async throws {
        let answer = try await Sample.examine(Array(text.utf8))
        #expect(answer.codes == [.invalid])
        #expect(answer.isInconclusive)
        #expect(answer.findings.first?.notes == [code])
    }

    @Test("bytes that are no text are invalid", arguments: [[0xFF, 0xFE], [0x7B, 0x22, 0xC3, 0x28, 0x22, 0x7D]])
    func encoding(bytes: [UInt8]) async throws {
        #expect(try await Sample.examine(bytes).codes == [.invalid])
    }

    @Test("every plan cut short is invalid, whatever was in the part that is left")
    func truncated() async throws {
        let bytes = Sample.plan(changes: [Sample.update("a.b", ["x": 1], ["x": 2])]).canonicalBytes()
        for length in stride(from: 0, to: bytes.count, by: 7) {
            #expect(try await Sample.examine(Array(bytes.prefix(length))).codes == [.invalid], "\(length)")
        }
    }

    @Test("no member of the wrong kind makes a plan pass that did not")
    func wrongKinds() async throws {
        let plan = Sample.plan([
            "resource_changes": [Sample.update("a.b", ["x": 1], ["x": 2])], "applyable": true, "checks": [],
        ])
        guard case .object(let members) = plan else { return }
        let kinds: [JSON] = [nil, false, 0, "", [], [:], ["x"], ["a": nil]]
        for name in members.keys.sorted() where name != "timestamp" && name != "terraform_version" {
            for kind in kinds {
                var changed = members
                changed[name] = kind
                let answer = try await Sample.examine(.object(changed))
                // Without its only change the plan changes nothing, which is an answer as long as it says so.
                #expect(!answer.isPass, "\(name)")
            }
        }
    }

    @Test(
        "conditions of the wrong kind are not taken for none", arguments: ["checks", "condition_results"],
        [false, "", ["a": 1]] as [JSON])
    func wrongConditions(name: String, value: JSON) async throws {
        let changes: JSON = [Sample.update("a.b", ["x": 1], ["x": 2])]
        let intended = ["{address: a.b, actions: [update]}"]
        #expect(try await Sample.examine(Sample.plan(["resource_changes": changes, name: []]), intended).isPass)
        let answer = try await Sample.examine(Sample.plan(["resource_changes": changes, name: value]), intended)
        #expect(answer.codes == [.invalid] && answer.isInconclusive)
    }

    @Test("a name as long as half the plan before a hundred thousand changes is refused, and not kept for each")
    func longName() async throws {
        func side(_ value: Int) -> JSON {
            let members = (0..<100_000).map { ("k\($0)", JSON.integer(Int64(value))) }
            return [String(repeating: "n", count: 1 << 20): .object(Dictionary(uniqueKeysWithValues: members))]
        }
        let answer = try await Sample.examine(Sample.plan(changes: [Sample.update("a.b", side(1), side(2))]))
        #expect(answer.codes == [.invalid] && answer.isInconclusive)
    }

    @Test("ten thousand places of one object are ten thousand changes, and fifty findings")
    func wide() async throws {
        let before: JSON = .object(Dictionary(uniqueKeysWithValues: (0..<10_000).map { ("k\($0)", .integer($0)) }))
        let after: JSON = .object(Dictionary(uniqueKeysWithValues: (0..<10_000).map { ("k\($0)", .integer($0 + 1)) }))
        let answer = try await Sample.examine(Sample.plan(changes: [Sample.update("a.b", before, after)]))
        #expect(answer.findings.count == 50)
        #expect(try Sample.changes(told: answer).count == 10_000)
    }

    @Test("a plan past the bound is an obstacle")
    func tooLarge() async throws {
        let files = MemoryFiles()
        files.obstruct("plan.json", with: Obstacle("file-too-large", "too large"))
        let error = await #expect(throws: Obstacle.self) {
            try await DriftTerraformCheck.reading("plan: plan.json").examine(
                .release, in: .alone(release: try Sample.release([]), files: files))
        }
        #expect(error?.diagnostic.code == "file-too-large")
    }
}
