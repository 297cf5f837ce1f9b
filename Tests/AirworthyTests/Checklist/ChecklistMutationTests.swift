import Airworthy
import AirworthyTesting
import Testing
import Trust

/// Files of strangers are mended or refused, and never stop the program.
@Suite("Spoilt checklists")
struct ChecklistMutationTests {
    private static let group = """
        group: speaking
        variables: {word: {type: enum, values: [blue, green]}, most: {type: integer, min: 1, default: 3}}
        steps:
          - id: say
            uses: command
            with: {program: p, args: ["${{ vars.word }}"], expect: {output: {jsonpath: {"$.a[*]": {every: {le: 3}}}}}}
            outputs: {color: {from: stdout, jsonpath: "$['color'][-1]"}}
            when: {phase: [release], variables: {most: {between: [1, 5]}}}
        """

    private static let checklist = """
        checklist: speaking
        phase: release
        title: One step says what the next is about
        variables: {color: {type: enum, values: [blue, green], default: blue}}
        defaults: {timeout: 30s}
        steps:
          - {include: g.yaml, sha256: "\(Digest.of(Array(group.utf8)))", as: first, with: {word: "${{ vars.color }}"}}
          - id: hear
            uses: scripted
            needs: [first]
            when: {outputs: {first-say.color: {anyOf: [{equals: blue}, {semver: ">=1 <2"}, {matches: "[a-z]+"}]}}}
            with: {answer: "${{ outputs.first-say.color }}"}
        """

    @Test("a byte put in, taken out or changed gives another checklist or a refusal at its place")
    func mutations() async throws {
        var dice = SeededGenerator()
        let release = try Samples.release()
        let original = Array(Self.checklist.utf8)
        var refused = 0
        for round in 0..<600 {
            var text = original
            for _ in 0..<Int.random(in: 1...3, using: &dice) {
                let place = Int.random(in: 0..<text.count, using: &dice)
                let byte = Array("{}[]:,\"'$.-~ \nax09".utf8).randomElement(using: &dice) ?? 0
                switch Int.random(in: 0..<3, using: &dice) {
                case 0: text[place] = byte
                case 1: text.insert(byte, at: place)
                default: text.remove(at: place)
                }
            }
            let files = try await IncludedFiles.gather(text, source: "sample.yaml") { (path) async throws(Obstacle) in
                path == "g.yaml" ? Array(Self.group.utf8) : nil
            }
            do throws(InputError) {
                _ = try Samples.plan(checklist: String(decoding: text, as: UTF8.self), for: release, files: files)
            } catch {
                refused += 1
                #expect(
                    error.diagnostics.array.allSatisfy { !$0.code.isEmpty && $0.location != nil },
                    "round \(round), \(dice): \(error)")
            }
        }
        #expect(refused > 100, "\(dice)")
    }

    @Test("the same of a step group, which is then not the one that is pinned")
    func groups() async throws {
        var dice = SeededGenerator()
        for _ in 0..<300 {
            var text = Array(Self.group.utf8)
            text[Int.random(in: 0..<text.count, using: &dice)] ^= 1
            let spoilt = text
            do throws(InputError) {
                try ChecklistLoader.lint(group: spoilt, source: "g.yaml")
            } catch {
                #expect(error.diagnostics.array.allSatisfy { !$0.code.isEmpty }, "\(dice)")
            }
            let checklist = Array(Self.checklist.utf8)
            let files = try await IncludedFiles.gather(checklist, source: "sample.yaml") { (_) async throws(Obstacle) in
                spoilt
            }
            let error = #expect(throws: InputError.self) {
                try ChecklistLoader.load(checklist, source: "sample.yaml", files: files)
            }
            #expect(error?.diagnostics.first.code == "include-changed")
        }
    }
}
