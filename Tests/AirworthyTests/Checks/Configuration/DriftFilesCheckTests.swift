import Airworthy
import AirworthyTesting
import Testing
import Trust

@Suite("drift-files: what is live is what was desired")
struct DriftFilesCheckTests {
    private static let sides = "desired: want\nlive: have\n"

    @Test(
        "each way of differing has its code",
        arguments: [
            ("{\"a\": 1}", "{\"a\": 2}", [DriftFilesCode.drifted]),
            ("{\"a\": 1}", "{\"b\": 1}", [.missing, .unexpected]),
            ("{\"a\": 1}", "{\"a\": \"1\"}", [.typeChanged]),
            ("{\"a\": 1}", "{\"a\": 1", [.invalid]), ("{\"a\": 1", "{\"a\": 1}", [.invalid]),
            ("{\"a\": 1}", "{\"a\": 1, \"a\": 1}", [.invalid]), ("{broken", "{broken", [.invalid]),
            ("{}", "{}", [.nothingCompared]), ("[]", "null", [.nothingCompared]), ("{}", "{\"a\": 1}", [.unexpected]),
            ("{\"a\": 1, \"b\": [true]}", "{\"b\":[true],\"a\":1.0}", []),
        ])
    func documents(desired: String, live: String, codes: [DriftFilesCode]) async throws {
        let files = MemoryFiles(texts: ["want": desired, "have": live])
        let answer = try await examine(Self.sides + "format: json", files)
        #expect(answer.codes == codes)
        #expect(answer.isInconclusive == (codes == [.invalid] || codes == [.nothingCompared]))
        #expect(answer.evidence.map(\.uri) == ["have", "want"])
    }

    @Test("a finding says where, what is there and what was desired")
    func message() async throws {
        let files = MemoryFiles(texts: [
            "want.yaml": "spec:\n  replicas: 3\n", "have.json": "{\"spec\":\n {\"replicas\": 5}}",
        ])
        let finding = try #require(
            try await examine("desired: want.yaml\nlive: have.json", files).findings.first)
        #expect(finding.message == "`/spec/replicas` is 5, desired 3")
        #expect(finding.location == .file("have.json", line: 2, column: 15))
    }

    @Test("what is not there is missing, and nothing excuses it")
    func missingFile() async throws {
        let rule = "ignore: [{path: \"**\", owner: o, reason: r, expires: 2027-01-01T00:00:00Z, maxMatches: 9}]"
        let answer = try await examine(Self.sides + rule, MemoryFiles(texts: ["want": "a"]))
        #expect(answer.codes == [.missing])
    }

    @Test(
        "a desired side that is not there, or is no directory, is an obstacle",
        arguments: [
            (Self.sides, "desired-missing"), (Self.sides + "format: json", "desired-missing"),
            (Self.sides + "format: bytes", "desired-missing"), (Self.sides + "format: tree", "desired-missing"),
            ("desired: have\nlive: want\nformat: tree", "desired-not-tree"), ("live: have", "drift-sides"),
            ("desired: have", "drift-sides"),
        ])
    func obstacles(arguments: String, code: String) async throws {
        let files = MemoryFiles(texts: ["have": "a"])
        let error = await #expect(throws: Obstacle.self) { try await examine(arguments, files) }
        #expect(error?.diagnostic.code == code)
    }

    @Test("bytes are compared by digest, whatever they are")
    func bytes() async throws {
        let files = MemoryFiles(["want": [0, 255], "have": [0, 254], "same": [0, 255]])
        let answer = try await examine(Self.sides, files)
        #expect(answer.codes == [.drifted])
        #expect(answer.findings.first?.message.contains(Digest.of([0, 254]).short) == true)
        #expect(try await examine("desired: want\nlive: same", files).isPass)
    }

    @Test("a digest decides alone, or vouches for the desired file")
    func digests() async throws {
        let files = MemoryFiles(texts: ["want": "a: 1", "have": "a:   1", "other": "a: 2"])
        let digest = Digest.of(Array("a: 1".utf8))
        #expect(try await examine("live: want\nsha256: \(digest)", files).isPass)
        #expect(try await examine("live: have\nsha256: \(digest)", files).codes == [.drifted])
        #expect(try await examine("live: gone\nsha256: \(digest)", files).codes == [.missing])
        #expect(try await examine(Self.sides + "format: yaml\nsha256: \(digest)", files).isPass)
        let altered = try await examine("desired: other\nlive: want\nformat: yaml\nsha256: \(digest)", files)
        #expect(altered.codes == [.desiredAltered])
    }

    @Test(
        "trees are compared by path, content, executable bit and link target",
        arguments: [
            (["f": "1"], ["f": "2"], ["drifted have/f"]), (["f": "1"], ["f": "1*"], ["drifted have/f"]),
            (["f": ">a"], ["f": ">b"], ["drifted have/f"]), (["f": ">a"], ["f": "a"], ["type-changed have/f"]),
            (["d/f": "1"], ["d": "1"], ["type-changed have/d"]), (["d": "1"], ["d/f": "1"], ["type-changed have/d"]),
            (["d/f": "1", "d/g": "1", "d-e": "1"], ["d-e": "1"], ["missing have/d"]),
            (["a": "1"], ["a": "1", "x/y": "1", "x/z": "1"], ["unexpected have/x"]),
            (["f": "?"], ["f": "?"], ["drifted have/f"]), (["f": "1*", "l": ">f"], ["f": "1*", "l": ">f"], []),
            (["d/": ""], ["d/": ""], ["nothing-compared want"]),
        ] as [([String: String], [String: String], [String])])
    func trees(desired: [String: String], live: [String: String], findings: [String]) async throws {
        let files = MemoryFiles()
        for (root, tree) in [("want", desired), ("have", live)] {
            files.makeDirectory(root)
            for (path, text) in tree { plant(text, at: "\(root)/\(path)", in: files) }
        }
        let answer = try await examine(Self.sides, files)
        #expect(answer.findings.map { "\($0.code.rawValue) \($0.location?.description ?? "")" } == findings)
    }

    // `1*` is executable, `>a` a link to a, `?` a socket, a trailing slash a directory.
    private func plant(_ text: String, at path: String, in files: MemoryFiles) {
        if path.hasSuffix("/") {
            files.makeDirectory(path)
        } else if text.hasPrefix(">") {
            files.link(path, to: String(text.dropFirst()))
        } else if text == "?" {
            files.makeSpecial(path)
        } else {
            files.write(Array(text.filter { $0 != "*" }.utf8), to: path, executable: text.hasSuffix("*"))
        }
    }

    @Test("a tree that is a file where a directory was desired has changed its type")
    func treeRoot() async throws {
        let files = MemoryFiles(texts: ["want/f": "1", "have": "1"])
        #expect(try await examine(Self.sides, files).codes == [.typeChanged])
        files.remove("have")
        #expect(try await examine(Self.sides, files).codes == [.missing])
    }

    @Test("a tree past its bound is an obstacle, never an equal part")
    func treeBound() async throws {
        let files = MemoryFiles(texts: ["want/a": "1", "want/b": "1", "have/a": "1"])
        let error = await #expect(throws: Obstacle.self) { try await examine(Self.sides + "maxEntries: 1", files) }
        #expect(["tree-too-large", "file-too-many"].contains(error?.diagnostic.code))
    }

    @Test("at most fifty differences are listed, and the rest is counted")
    func manyDifferences() async throws {
        func list(_ value: Int) -> String { "[\((0..<70).map { _ in "\(value)" }.joined(separator: ","))]" }
        let files = MemoryFiles(texts: ["want": list(1), "have": list(2)])
        let answer = try await examine(Self.sides + "format: json", files)
        #expect(answer.findings.count == 50)
        #expect(answer.findings.last?.notes == ["and 20 more differences"])
    }

    @Test(
        "arguments that compare nothing, or excuse without an end, are refused",
        arguments: [
            ("live: a\ndesired: a", "same-sides"), ("live: \"\"\ndesired: a", "empty-text"),
            ("live: a\nsha256: abc", "digest"), ("live: a\ndesired: b\nformat: toml", "unknown-value"),
            ("live: a\nformat: tree\nsha256: sha256:\(String(repeating: "0", count: 64))", "digest-of-tree"),
            ("live: a\ndesired: b\nmaxEntries: 0", "out-of-range"),
            ("live: a\ndesired: b\nsensitive: [\"\"]", "empty-text"),
            ("ignore: [{path: /a, owner: o, reason: r, expires: 2027-01-01T00:00:00Z}]", "missing-key"),
            ("ignore: [{path: /a, owner: o, reason: r, maxMatches: 1}]", "missing-key"),
            ("ignore: [{path: /a, owner: o, expires: 2027-01-01T00:00:00Z, maxMatches: 1}]", "missing-key"),
            ("ignore: [{path: /a, reason: r, expires: 2027-01-01T00:00:00Z, maxMatches: 1}]", "missing-key"),
            ("ignore: [{owner: o, reason: r, expires: 2027-01-01T00:00:00Z, maxMatches: 1}]", "missing-key"),
            ("ignore: [{path: /a, owner: o, reason: r, expires: 2027-01-01, maxMatches: 1}]", "wrong-type"),
            ("ignore: [{path: /a, owner: o, reason: r, expires: 2027-01-01T00:00:00Z, maxMatches: 0}]", "out-of-range"),
            (
                "ignore: [{path: /a, owner: o, reason: \" \", expires: 2027-01-01T00:00:00Z, maxMatches: 1}]",
                "empty-text"
            ),
            (
                "ignore: [{path: \"***\", owner: o, reason: r, expires: 2027-01-01T00:00:00Z, maxMatches: 1}]",
                "glob-stars"
            ),
        ])
    func refused(arguments: String, code: String) {
        #expect(DriftFilesCheck.refusal(of: arguments) == code)
    }

    @Test("it keeps the contract of every check, and tells no secret of either side")
    func contract() async {
        let files = MemoryFiles(texts: [
            "want": "{\"db\": {\"password\": \"hunter2\", \"url\": \"x://u:hunter3@h\"}}",
            "have": "{\"db\": {\"password\": \"hunter4\", \"url\": \"x://u:hunter5@h\"}}",
        ])
        let breaches = await CheckContract(
            DriftFilesCheck.self, arguments: Self.sides + "format: json", subject: .release,
            context: .alone(files: files), secrets: (2...5).map { Array("hunter\($0)".utf8) }
        ).verify()
        #expect(breaches == [])
    }

    private func examine(_ arguments: String, _ files: MemoryFiles) async throws -> Answer<DriftFilesCode> {
        try await DriftFilesCheck.reading(arguments).examine(.release, in: .alone(files: files))
    }
}
