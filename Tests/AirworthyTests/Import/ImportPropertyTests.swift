import Airworthy
import AirworthyTesting
import Testing
import Trust

@Suite("Importing files that somebody damaged")
struct ImportPropertyTests {
    private static let samples: [(ForeignFormat, String)] = [
        (
            .goss,
            """
            file: {/etc/passwd: {exists: true, mode: "0644", contents: [root, "!x"], sha256: abc}}
            command: {c: {exec: "a | b", exit-status: 0, stdout: [x], timeout: 1000}}
            http: {"https://a.example/": {status: 200, headers: ["A: b"], body: [ok]}}
            port: {tcp:80: {listening: true}}
            package: {p: {installed: true, versions: ["1"]}}
            """
        ),
        (
            .troubleshoot,
            """
            kind: Preflight
            spec:
              collectors: [{http: {collectorName: a, get: {url: "https://a.example/"}}}]
              analyzers:
                - textAnalyze: {fileName: a.json, regex: ok, outcomes: [{fail: {when: "false"}}, {pass: {when: "true"}}]}
                - storageClass: {checkName: s, storageClassName: fast, outcomes: [{fail: {message: a, uri: u}}]}
            """
        ),
        (
            .chaostoolkit,
            #"""
            {"configuration": {"u": "https://a.example/"}, "steady-state-hypothesis": {"probes": [{"name": "a", "type": "probe",
            "tolerance": {"type": "jsonpath", "path": "$.a", "expect": [1]}, "provider": {"type": "http", "url": "${u}"}}]},
            "method": [{"type": "action", "name": "b", "provider": {"type": "process", "path": "c", "arguments": ["d"]}}],
            "rollbacks": [{"type": "action", "name": "e", "provider": {"type": "process", "path": "f"}}]}
            """#
        ),
    ]

    @Test("whatever comes of it is a sound checklist, or a refusal of the file itself", arguments: samples.indices)
    func damaged(index: Int) throws {
        let (format, text) = Self.samples[index]
        var generator = SeededGenerator(seed: UInt64(index) + 7)
        let whole = try ChecklistImport(Array(text.utf8), name: "f", from: format)
        #expect(whole.stepCount > 1)
        let pieces = Array("{}[]:,\"'#&*!|>-?%@`$ \n\t0ax\u{7f}é".utf8)
        for _ in 0..<400 {
            var bytes = Array(text.utf8)
            for _ in 0...Int.random(in: 0...2, using: &generator) {
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                switch Int.random(in: 0...2, using: &generator) {
                case 0: bytes.remove(at: place)
                case 1: bytes[place] = pieces.randomElement(using: &generator) ?? 0
                default: bytes.insert(pieces.randomElement(using: &generator) ?? 0, at: place)
                }
            }
            do throws(InputError) {
                let imported = try ChecklistImport(bytes, name: "f", from: format)
                let checklist = try ChecklistLoader.load(Array(imported.text.utf8), source: "again")
                #expect(checklist.steps.count == imported.stepCount)
            } catch {
                let places = error.diagnostics.array.compactMap { $0.location.map { "\($0)" } }
                #expect(places.allSatisfy { $0.hasPrefix("f") }, "\(String(decoding: bytes, as: UTF8.self)): \(error)")
            }
        }
    }
}
