import Airworthy
import AirworthyLive
import AirworthyTesting
import Foundation
import Testing
import Trust

@Suite("drift-git: the tree is what was committed, whatever Git has been told", .enabled(if: GitScene.isPossible))
struct DriftGitCheckTests {
    @Test("a clean tree passes, in repositories of either hash", arguments: ["sha1", "sha256"])
    func clean(format: String) async throws {
        let scene = try await GitScene(format: format)
        let head = try await scene.git("rev-parse", "HEAD")
        let answer = try await scene.ask("revision: \(head)")
        #expect(answer.word == "passed", "\(answer)")
        guard case .passed(let summary, let evidence, _) = answer else { return }
        #expect(summary.hasPrefix("4 files as \(head.prefix(12))"))
        let facts = try #require(evidence.first.content)
        #expect(try JSONDocument(facts, name: "facts").root["commit"]?.string == head)
    }

    /// What somebody does to a clean tree, and what is found.
    private static let changes:
        [(name: String, codes: Set<DriftGitCode>, act: @Sendable (GitScene) async throws -> Void)] =
            [
                ("untracked file", [.untracked], { try $0.directory.write("x", to: "repo/app/extra") }),
                (
                    "ignored file", [.untracked],
                    { scene in
                        try scene.directory.write("extra\n", to: "repo/.git/info/exclude")
                        try scene.directory.write("x", to: "repo/extra")
                    }
                ),
                (
                    "a repository within", [.untracked],
                    { scene in
                        try scene.directory.makeDirectory("repo/inner")
                        try await scene.git("init", "-q", in: "repo/inner")
                    }
                ),
                ("content", [.modified], { try $0.directory.write("limits: 4\n", to: "repo/app/limits.yaml") }),
                (
                    "executable bit", [.modified],
                    { scene in
                        try FileManager.default.setAttributes(
                            [.posixPermissions: 0o644], ofItemAtPath: scene.directory.path("repo/run"))
                    }
                ),
                (
                    "link elsewhere", [.modified],
                    { scene in
                        let path = scene.directory.path("repo/now")
                        try FileManager.default.removeItem(atPath: path)
                        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "/etc/passwd")
                    }
                ),
                (
                    "link for a file", [.modified],
                    { scene in
                        let path = scene.directory.path("repo/notes")
                        try FileManager.default.moveItem(atPath: path, toPath: scene.directory.path("notes"))
                        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "../notes")
                    }
                ),
                (
                    "directory for a file", [.modified],
                    { scene in
                        try FileManager.default.removeItem(atPath: scene.directory.path("repo/notes"))
                        try scene.directory.makeDirectory("repo/notes")
                    }
                ),
                (
                    "removed", [.missing],
                    { try FileManager.default.removeItem(atPath: $0.directory.path("repo/notes")) }
                ),
                (
                    "directory removed", [.missing],
                    { scene in
                        try FileManager.default.removeItem(atPath: scene.directory.path("repo/app"))
                    }
                ),
                (
                    "staged change", [.staged, .modified],
                    { scene in
                        try scene.directory.write("second\n", to: "repo/notes")
                        try await scene.git("add", "notes")
                    }
                ),
                (
                    "staged change, tree restored", [.staged],
                    { scene in
                        try scene.directory.write("second\n", to: "repo/notes")
                        try await scene.git("add", "notes")
                        try scene.directory.write("first\n", to: "repo/notes")
                    }
                ),
                (
                    "staged addition", [.staged, .untracked],
                    { scene in
                        try scene.directory.write("x", to: "repo/extra")
                        try await scene.git("add", "extra")
                    }
                ),
                ("staged mode", [.staged], { try await $0.git("update-index", "--chmod=+x", "notes") }),
                ("staged removal", [.staged], { try await $0.git("rm", "-q", "--cached", "notes") }),
                (
                    "assume-unchanged", [.hidden, .modified],
                    { scene in
                        try await scene.git("update-index", "--assume-unchanged", "notes")
                        try scene.directory.write("other\n", to: "repo/notes")
                    }
                ),
                (
                    "skip-worktree", [.hidden, .missing],
                    { scene in
                        try await scene.git("update-index", "--skip-worktree", "notes")
                        try FileManager.default.removeItem(atPath: scene.directory.path("repo/notes"))
                    }
                ),
                (
                    "a bit and nothing changed", [.hidden],
                    { try await $0.git("update-index", "--skip-worktree", "notes") }
                ),
                (
                    "conflict", [.unmerged, .modified],
                    { scene in
                        try await scene.git("checkout", "-q", "-b", "other")
                        try scene.directory.write("theirs\n", to: "repo/notes")
                        try await scene.commit("theirs")
                        try await scene.git("checkout", "-q", "main")
                        try scene.directory.write("ours\n", to: "repo/notes")
                        try await scene.commit("ours")
                        await #expect(throws: Obstacle.self) { try await scene.git("merge", "other") }
                    }
                ),
            ]

    @Test("every way to differ has its code", arguments: changes.indices)
    func difference(index: Int) async throws {
        let scene = try await GitScene()
        let change = Self.changes[index]
        try await change.act(scene)
        let answer = try await scene.ask()
        #expect(answer.word == "failed", "\(change.name)")
        #expect(Set(answer.codes) == change.codes, "\(change.name): \(answer)")
    }

    @Test("a change that keeps size and time is found, though Git's index remembers the file as clean")
    func sameTime() async throws {
        let scene = try await GitScene()
        let path = scene.directory.path("repo/notes")
        let old = Date(timeIntervalSince1970: 1_700_000_000)
        try FileManager.default.setAttributes([.modificationDate: old], ofItemAtPath: path)
        try await scene.git("update-index", "--refresh")
        let handle = try #require(FileHandle(forWritingAtPath: path))
        try handle.write(contentsOf: Data("FIRST\n".utf8))
        try handle.close()
        try FileManager.default.setAttributes([.modificationDate: old], ofItemAtPath: path)
        #expect(try await scene.ask().codes == [.modified])
    }

    @Test("another commit than the released one is named, for a release and for a service")
    func head() async throws {
        let scene = try await GitScene()
        let first = try await scene.git("rev-parse", "HEAD")
        try scene.directory.write("second\n", to: "repo/notes")
        let second = try await scene.commit("second")
        #expect(try await scene.ask("revision: \(first)").codes == [.headMoved])
        #expect(try await scene.ask("revision: \(second)").word == "passed")
        for (revision, codes) in [(first, [DriftGitCode.headMoved]), (second, []), (nil, [.unpinned])] {
            let release = try scene.release(revision: revision)
            let answer = try await scene.ask("", release, about: .service(release.services[0]))
            #expect(answer.codes == codes)
        }
    }

    @Test("what may be there is named, and what is committed is compared all the same")
    func untracked() async throws {
        let scene = try await GitScene()
        try scene.directory.write("x", to: "repo/.build/a/b")
        try scene.directory.write("x", to: "repo/app/cache/x.tmp")
        #expect(try await scene.ask().codes == [.untracked, .untracked])
        #expect(try await scene.ask("untracked: [.build, \"**/*.tmp\"]").word == "passed")
        #expect(try await scene.ask("untracked: [\".build/**\", \"app/**\"]").word == "passed")
        try scene.directory.write("limits: 4\n", to: "repo/app/limits.yaml")
        #expect(try await scene.ask("untracked: [\"**\"]").codes == [.modified])
        // A directory without a file is nothing Git could record.
        try scene.directory.makeDirectory("repo/empty/more")
        #expect(try await scene.ask("untracked: [\"**\"]").codes == [.modified])
    }

    @Test("a linked working tree is read where its own file says the repository is")
    func linkedWorktree() async throws {
        let scene = try await GitScene()
        try await scene.git("worktree", "add", "-q", "../other", "HEAD")
        #expect(try await scene.ask().word == "passed")
        let answer = try await DriftGitCheckTests.ask(scene, "repository: other")
        #expect(answer.word == "passed", "\(answer)")
        try scene.directory.write("x", to: "other/extra")
        #expect(try await DriftGitCheckTests.ask(scene, "repository: other").codes == [.untracked])
    }

    @Test("submodules are at their commits, checked out and clean themselves")
    func submodules() async throws {
        let scene = try await GitScene()
        let library = scene.directory.path("library")
        try scene.directory.write("one\n", to: "library/file")
        try await scene.git("init", "-q", "-b", "main", in: "library")
        try await scene.commit("one", in: "library")
        try await scene.git("submodule", "--quiet", "add", library, "deps/library")
        try await scene.commit("with a submodule")
        #expect(try await scene.ask().word == "passed")

        try scene.directory.write("x", to: "repo/deps/library/extra")
        #expect(try await scene.ask().codes == [.untracked])
        #expect(try await scene.ask("untracked: [deps/library/extra]").word == "passed")
        try await scene.commit("moved", in: "repo/deps/library")
        #expect(try await scene.ask().codes == [.submoduleMoved])
        try await scene.git("submodule", "--quiet", "deinit", "-f", "deps/library")
        #expect(try await scene.ask().codes == [.submoduleAbsent])
        try FileManager.default.removeItem(atPath: scene.directory.path("repo/deps"))
        #expect(try await scene.ask().codes == [.submoduleAbsent])
    }

    @Test("no repository is a finding, no commit decides nothing, and a file in the place of `.git` is refused")
    func absent() async throws {
        let scene = try await GitScene()
        #expect(try await Self.ask(scene, "repository: nowhere").codes == [.absent])
        // Not the one that a parent directory has.
        #expect(try await Self.ask(scene, "repository: repo/app").codes == [.absent])
        try scene.directory.makeDirectory("empty")
        try await scene.git("init", "-q", in: "empty")
        let answer = try await Self.ask(scene, "repository: empty")
        #expect(answer.codes == [.incomplete])
        #expect(answer.word == "inconclusive")
        try scene.directory.write("nonsense", to: "broken/.git")
        let obstacle = await #expect(throws: Obstacle.self) { try await Self.ask(scene, "repository: broken") }
        #expect(obstacle?.diagnostic.code == "git-refused")
    }

    @Test("bounds are obstacles")
    func bounds() async throws {
        let scene = try await GitScene()
        for count in [1, 4] {
            let obstacle = await #expect(throws: Obstacle.self) { try await scene.ask("maxEntries: \(count)") }
            #expect(obstacle?.diagnostic.code == "tree-too-large")
        }
        for index in 0..<60 { try scene.directory.write("x", to: "repo/extra\(index)") }
        let answer = try await scene.ask()
        #expect(answer.codes == Array(repeating: .untracked, count: 50))
        guard case .failed(let findings, _) = answer else { return }
        #expect(findings.array.last?.notes == ["and 10 more findings"])
    }

    @Test(
        "arguments that say nothing sensible are refused",
        arguments: [
            ("revision: abc", "bad-revision"), ("live: x", "nothing-stated"), ("maxEntries: 0", "out-of-range"),
            ("moment: never", "unknown-value"), ("untracked: [\"a***\"]", "bad-glob"),
        ])
    func arguments(text: String, code: String) async throws {
        let scene = try await GitScene()
        let error = await #expect(throws: InputError.self) { try await scene.ask(text) }
        if code != "bad-glob" { #expect(error?.diagnostics.first.code == code) }
    }

    @Test("the check keeps the contract")
    func contract() async throws {
        let scene = try await GitScene()
        let contract = CheckContract(
            DriftGitCheck.self, arguments: "repository: repo", subject: .release,
            context: scene.context(try scene.release()))
        #expect(await contract.verify() == [])
    }

    static func ask(_ scene: GitScene, _ arguments: String) async throws -> Answer<DriftGitCode> {
        var fields = try FieldReader(YAMLDocument.parse(Array(arguments.utf8), name: "with"), as: "the step")
        return try await DriftGitCheck(from: &fields).examine(.release, in: scene.context(try scene.release()))
    }
}
