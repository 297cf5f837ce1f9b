import Airworthy
import AirworthyLive
import AirworthyTesting
import Foundation
import Testing
import Trust

@Suite("drift-git: a hostile repository runs nothing and is not believed", .enabled(if: GitScene.isPossible))
struct DriftGitHostileTests {
    @Test("no program a repository names is run, and the answer is the same")
    func programs() async throws {
        let scene = try await GitScene()
        let marker = scene.directory.path("ran")
        let program = scene.directory.path("program")
        try scene.directory.write("#!/bin/sh\ntouch '\(marker)'\n", to: "program")
        for hook in ["post-index-change", "reference-transaction", "fsmonitor-watchman", "post-checkout"] {
            try scene.directory.write("#!/bin/sh\ntouch '\(marker)'\n", to: "hooks/\(hook)")
        }
        for path in ["program"]
            + (try FileManager.default.contentsOfDirectory(atPath: scene.directory.path("hooks")))
            .map({ "hooks/\($0)" })
        {
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o755], ofItemAtPath: scene.directory.path(path))
        }
        let settings = [
            ("core.fsmonitor", program), ("core.hooksPath", scene.directory.path("hooks")), ("core.pager", program),
            ("core.editor", program), ("core.sshCommand", program), ("core.askPass", program),
            ("core.gitProxy", program), ("diff.external", program), ("diff.x.textconv", program),
            ("filter.x.clean", program), ("filter.x.smudge", program), ("filter.x.process", program),
            ("filter.x.required", "true"), ("credential.helper", "!\(program)"), ("alias.cat-file", "!\(program)"),
            ("alias.ls-files", "!\(program)"), ("uploadpack.packObjectsHook", program), ("pager.ls-files", program),
            ("remote.origin.url", "ext::\(program)"), ("remote.origin.promisor", "true"),
            ("remote.origin.partialclonefilter", "blob:none"), ("protocol.allow", "always"),
            ("protocol.ext.allow", "always"), ("core.repositoryformatversion", "1"),
            ("extensions.partialClone", "origin"), ("core.alternateRefsCommand", program), ("gpg.program", program),
        ]
        // The same settings do run programs when Git is asked as usual, so the absence of the marker below says something.
        for (name, value) in settings { try await scene.git("config", name, value) }
        try scene.directory.write("* filter=x diff=x\n", to: "repo/.git/info/attributes")
        _ = try? await scene.git("status")
        #expect(FileManager.default.fileExists(atPath: marker))
        try FileManager.default.removeItem(atPath: marker)

        let answer = try await scene.ask()
        #expect(answer.word == "passed", "\(answer)")
        // An object that a partial clone would fetch from its remote, by running the remote's address.
        let blob = try await Self.remove("HEAD:app/limits.yaml", from: scene)
        let release = try await Self.releaseOfLimits(scene)
        #expect(!FileManager.default.fileExists(atPath: marker))
        let lacking = try await scene.ask("", release)
        #expect(lacking.codes == [.incomplete], "\(blob)")
        #expect(lacking.word == "inconclusive")
        #expect(!FileManager.default.fileExists(atPath: marker))
    }

    @Test("objects handed over under another's name are not believed")
    func alteredObject() async throws {
        let scene = try await GitScene()
        let tree = try await scene.git("rev-parse", "HEAD^{tree}")
        try scene.directory.write("second\n", to: "repo/notes")
        try await scene.commit("second")
        let other = try await scene.git("rev-parse", "HEAD^{tree}")
        try await scene.git("checkout", "-q", "HEAD~1")
        #expect(try await scene.ask().word == "passed")
        // Git itself reads the other tree under this name without a word.
        try Self.overwrite(tree, with: other, in: scene)
        let answer = try await scene.ask()
        #expect(answer.codes == [.objectAltered])
        #expect(answer.word == "failed")
    }

    @Test("replacements that a repository carries are not followed")
    func replacement() async throws {
        let scene = try await GitScene()
        let first = try await scene.git("rev-parse", "HEAD")
        try scene.directory.write("second\n", to: "repo/notes")
        let second = try await scene.commit("second")
        try await scene.git("replace", second, first)
        #expect(try await scene.git("log", "-1", "--format=%s") == "first")
        #expect(try await scene.ask("revision: \(second)").word == "passed")
    }

    @Test("a repository of somebody else's is read all the same", .enabled(if: NSUserName() == "root"))
    func owner() async throws {
        let scene = try await GitScene()
        for path in ["repo", "repo/.git"] {
            try FileManager.default.setAttributes(
                [.ownerAccountID: 65_534], ofItemAtPath: scene.directory.path(path))
        }
        await #expect(throws: Obstacle.self) { try await scene.git("status") }
        #expect(try await scene.ask().word == "passed")
    }

    @Test("another working tree or index that a repository points to is not the one that is judged")
    func elsewhere() async throws {
        let scene = try await GitScene()
        try await scene.git("config", "core.worktree", scene.directory.path("elsewhere"))
        try scene.directory.makeDirectory("elsewhere")
        #expect(try await scene.ask().word == "passed")
        try scene.directory.write("x", to: "repo/extra")
        #expect(try await scene.ask().codes == [.untracked])
    }

    /// What Git might print, and what comes of it.
    private static let outputs: [(String, String)] = [
        ("", "git-output"), ("HEAD\n", "git-output"), ("x commit 3\nabc\n", "git-output"),
        ("\(String(repeating: "a", count: 40)) commit 99999999999\nabc\n", "git-output"),
        ("\(String(repeating: "a", count: 40)) commit -1\nabc\n", "git-output"),
        ("\(String(repeating: "a", count: 40)) commit 3\nabc", "git-output"),
        ("HEAD missing\nmore", "git-output"),
        ("\(String(repeating: "a", count: 40)) commit 3\nabc\n", "object-altered"),
    ]

    @Test("an answer that is not Git's format decides nothing", arguments: outputs.indices)
    func output(index: Int) async throws {
        let (text, code) = Self.outputs[index]
        let scene = try await GitScene()
        let processes = MemoryProcesses()
        processes.install("git", output: text)
        var fields = try FieldReader(
            YAMLDocument.parse(Array("repository: repo".utf8), name: "with"), as: "the step")
        let check = try DriftGitCheck(from: &fields)
        let context = scene.context(try scene.release(), processes: processes)
        do throws(Obstacle) {
            let answer = try await check.examine(.release, in: context)
            #expect(answer.codes.map(\.rawValue) == [code])
        } catch {
            #expect(error.diagnostic.code == code)
        }
        #expect(processes.runs.allSatisfy { $0.environment["GIT_ALLOW_PROTOCOL"]?.isEmpty == true })
        #expect(processes.runs.allSatisfy { !$0.arguments.contains("status") && !$0.arguments.contains("diff") })
    }

    @Test("a commit or a tree that is none, and file names that lead elsewhere, decide nothing")
    func malformed() async throws {
        let scene = try await GitScene()
        let blob = try await scene.git("rev-parse", "HEAD:notes")
        for name in [".git", "..", "a/b"] {
            try scene.directory.write("100644 \(name)\0", to: "tree")
            // Written as raw bytes, past the checks of `mktree`.
            let raw = Array("100644 \(name)\0".utf8) + (GitObjectName(blob)?.bytes ?? [])
            try scene.directory.write(raw, to: "tree")
            let tree = try await scene.git(
                "hash-object", "-t", "tree", "-w", "--literally", scene.directory.path("tree"))
            let commit = try await scene.git("commit-tree", tree, "-m", "x")
            try await scene.git("update-ref", "refs/heads/main", commit)
            let answer = try await scene.ask()
            #expect(answer.codes == [.invalid], "\(name): \(answer)")
            #expect(answer.word == "inconclusive")
        }
        let tag = try await scene.git("rev-parse", "HEAD^{tree}")
        let release = try scene.release("configs: {notes: {revision: \"\(tag)\", sha256: \"\(Digest.of([1]).hex)\"}}")
        try await scene.git("update-ref", "refs/heads/main", try await scene.git("rev-parse", "main~0"))
        #expect(try await scene.ask("", release).word == "inconclusive")
    }

    @Test("a tree that has a name twice shows either file, so it decides nothing")
    func repeatedName() async throws {
        let scene = try await GitScene()
        let blobs = [try await scene.git("rev-parse", "HEAD:notes"), try await scene.git("rev-parse", "HEAD:run")]
        let entries = blobs.map { Array("100644 notes\0".utf8) + (GitObjectName($0)?.bytes ?? []) }
        try scene.directory.write(entries[0] + entries[1], to: "tree")
        let tree = try await scene.git(
            "hash-object", "-t", "tree", "-w", "--literally", scene.directory.path("tree"))
        try await scene.git("update-ref", "refs/heads/main", try await scene.git("commit-tree", tree, "-m", "x"))
        let answer = try await scene.ask()
        #expect(answer.codes == [.invalid], "\(answer)")
        #expect(answer.word == "inconclusive")
    }

    @Test("a commit without a file says nothing about an empty directory")
    func emptyTree() async throws {
        let scene = try await GitScene()
        try await scene.git("rm", "-rq", ".")
        try await scene.commit("nothing")
        let answer = try await scene.ask()
        #expect(answer.codes == [.incomplete], "\(answer)")
        #expect(answer.word == "inconclusive")
    }

    @Test("a file whose name is not UTF-8 is not passed over, in a repository and among manifests")
    func fileName() async throws {
        let scene = try await GitScene()
        try scene.directory.makeDirectory("rendered")
        var names: [[CChar]] = []
        defer { for name in names { unlink(name) } }
        for place in ["repo", "rendered"] {
            let path = scene.directory.path("\(place)/").utf8.map { CChar(truncatingIfNeeded: $0) }
            names.append(path + [CChar(truncatingIfNeeded: 0xFF), 0])
            let descriptor = creat(names[names.count - 1], 0o644)
            try #require(descriptor >= 0)
            close(descriptor)
        }
        let inTree = await #expect(throws: Obstacle.self) { try await scene.ask() }
        #expect(inTree?.diagnostic.code == "tree-changed")
        var fields = try FieldReader(
            YAMLDocument.parse(Array("desired: rendered\nlive: repo/notes".utf8), name: "with"), as: "the step")
        let check = try DriftKubernetesCheck(from: &fields)
        let context = scene.context(try scene.release())
        let inManifests = await #expect(throws: Obstacle.self) { try await check.examine(.release, in: context) }
        #expect(inManifests?.diagnostic.code == "tree-changed")
    }

    /// Takes a loose object away.
    private static func remove(_ revision: String, from scene: GitScene) async throws -> String {
        let name = try await scene.git("rev-parse", revision)
        try FileManager.default.removeItem(atPath: scene.directory.path("repo/.git/objects/\(loose(name))"))
        return name
    }

    private static func overwrite(_ name: String, with other: String, in scene: GitScene) throws {
        let objects = scene.directory.path("repo/.git/objects")
        try FileManager.default.removeItem(atPath: "\(objects)/\(loose(name))")
        try FileManager.default.copyItem(atPath: "\(objects)/\(loose(other))", toPath: "\(objects)/\(loose(name))")
    }

    private static func loose(_ name: String) -> String { "\(name.prefix(2))/\(name.dropFirst(2))" }

    private static func releaseOfLimits(_ scene: GitScene) async throws -> Release {
        let head = try await scene.git("rev-parse", "HEAD")
        let digest = Digest.of(Array("limits: 3\n".utf8)).hex
        return try scene.release("configs: {app/limits.yaml: {revision: \"\(head)\", sha256: \"\(digest)\"}}")
    }
}
