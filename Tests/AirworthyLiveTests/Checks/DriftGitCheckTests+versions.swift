import Airworthy
import AirworthyTesting
import Testing
import Trust

@Suite(
    "drift-git: configs at their revisions; versions file, ledger and cluster agree", .enabled(if: GitScene.isPossible))
struct DriftGitVersionsTests {
    @Test("each config is, at its revision, the released file by digest")
    func configs() async throws {
        let scene = try await GitScene()
        let first = try await scene.git("rev-parse", "HEAD")
        try scene.directory.write("limits: 4\n", to: "repo/app/limits.yaml")
        let second = try await scene.commit("second")
        let digest = Digest.of(Array("limits: 3\n".utf8)).hex
        func codes(_ path: String, _ fields: String, _ arguments: String = "") async throws -> [DriftGitCode] {
            try await scene.ask(arguments, try scene.release("configs: {\(path): {\(fields)}}")).codes
        }
        // Also when the working tree has moved on.
        #expect(try await codes("app/limits.yaml", "revision: \"\(first)\", sha256: \"\(digest)\"") == [])
        #expect(try await codes("limits.yaml", "revision: \"\(first)\", sha256: \"\(digest)\"", "base: app") == [])
        #expect(
            try await codes("app/limits.yaml", "revision: \"\(second)\", sha256: \"\(digest)\"") == [.configAltered])
        for path in ["limits.yaml", "app", "now", "app/limits.yaml/x"] {
            #expect(
                try await codes(path, "revision: \"\(first)\", sha256: \"\(digest)\"") == [.configAbsent], "\(path)")
        }
        #expect(try await codes("app/limits.yaml", "sha256: \"\(digest)\"") == [.unpinned])
        let nobody = String(repeating: "1", count: 40)
        #expect(try await codes("app/limits.yaml", "revision: \"\(nobody)\", sha256: \"\(digest)\"") == [.incomplete])
    }

    private static let image = "registry.example/acme/web@\(Digest.of(Array("web".utf8)))"
    private static let other = "registry.example/acme/web@\(Digest.of(Array("other".utf8)))"
    private static let file = """
        environment: production
        release: sample-1
        services:
          web: {version: "1.0.0", image: "\(image)"}
        """

    private static func deployment(_ image: String, replicas: Int = 1) -> String {
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web-\(replicas)}
        spec: {replicas: \(replicas), template: {spec: {containers: [{name: web, image: "\(image)"}]}}}
        """
    }

    /// The versions file, and what the step says of it.
    private static let files: [(text: String, codes: [DriftGitCode])] = [
        (file, []),
        (file.replacing("1.0.0", with: "1.0.1"), [.versionDiffers]),
        (file.replacing(image, with: other), [.versionDiffers]),
        (file.replacing("sample-1", with: "sample-0"), [.versionDiffers]),
        (file.replacing("production", with: "staging"), [.versionDiffers]),
        (file.replacing("  web:", with: "  wob:"), [.versionMissing, .versionUnknown]),
        (file + "\n  api: {version: \"1\", image: \"\(image)\"}", [.versionUnknown]),
        (file.replacing("\"1.0.0\"", with: "1.0"), [.invalid]),
        (file.replacing("@\(Digest.of(Array("web".utf8)))", with: ":latest"), [.invalid]),
        (file + "\nmore: 1", [.invalid]), ("", [.invalid]), ("a: 1\na: 2", [.invalid]), ("[", [.invalid]),
    ]

    @Test("the file names what was rolled out last", arguments: files.indices)
    func file(index: Int) async throws {
        let (text, codes) = Self.files[index]
        let scene = try await Self.scene(after: [.release])
        try scene.directory.write(text, to: "versions.yaml")
        let answer = try await scene.ask("versions: versions.yaml\nmoment: after")
        #expect(answer.codes == codes, "\(answer)")
        if codes == [.invalid] { #expect(answer.word == "inconclusive") }
    }

    @Test("the ledger's last rollout decides which release that is")
    func ledger() async throws {
        func codes(_ phases: [Phase], answer: String = "pass", _ arguments: String) async throws -> [DriftGitCode] {
            let scene = try await Self.scene(after: phases, answer: answer)
            try scene.directory.write(Self.file, to: "versions.yaml")
            return try await scene.ask("versions: versions.yaml\n" + arguments).codes
        }
        #expect(try await codes([.promote], "moment: after") == [])
        #expect(try await codes([], "moment: after") == [.notRecorded])
        #expect(try await codes([.preRelease], "moment: after") == [.notRecorded])
        #expect(try await codes([.release], answer: "fail", "moment: after") == [.notRecorded])
        // The first release follows none.
        #expect(try await codes([.release], "moment: before") == [.notRecorded])
    }

    @Test("before the rollout the file shows the previous release, whose manifest the ledger keeps")
    func before() async throws {
        let former = Samples.manifest() + Array("\n".utf8)
        let next =
            String(decoding: Samples.manifest(services: ["web"], sequence: 2), as: UTF8.self)
            + "\nprevious: \(Digest.of(former))"
        let release = try ReleaseLoader.load(Array(next.utf8), source: "release.yaml")
        let scene = try await Self.scene(after: [.release])
        try scene.directory.write(Self.file, to: "versions.yaml")
        #expect(try await scene.ask("versions: versions.yaml", release).codes == [.notRecorded])
        scene.ledger.record(manifest: former, as: .of(former))
        #expect(try await scene.ask("versions: versions.yaml", release).codes == [])
        #expect(try await scene.ask("versions: versions.yaml\nmoment: after", release).codes == [.ledgerDiffers])
        scene.ledger.record(manifest: [1], as: .of(former))
        #expect(try await scene.ask("versions: versions.yaml", release).codes == [.notRecorded])
    }

    @Test("a run that is not believed may be a later rollout, and one before the last says nothing")
    func refusedRun() async throws {
        let (gate, stranger) = (try VirtualGate(), try VirtualGate())
        for isLast in [false, true] {
            var scene = try await GitScene()
            scene.trust = gate.trust
            try scene.directory.write(Self.file, to: "versions.yaml")
            let believed = try await gate.run(try scene.release(), phase: .release)
            let refused = try await stranger.run(try scene.release(), phase: .release)
            for entry in gate.ledger(isLast ? [believed, refused] : [refused, believed]) {
                scene.ledger.append(entry)
            }
            let answer = try await scene.ask("versions: versions.yaml\nmoment: after")
            #expect(answer.codes == (isLast ? [.notRecorded] : []), "\(answer)")
        }
    }

    /// Recorded objects, and what is found of them.
    private static let recordings: [(text: String, codes: [DriftGitCode])] = [
        (deployment(image), []), (deployment(other), [.liveDiffers]),
        (deployment(image) + "\n---\n" + deployment(other, replicas: 2), [.liveDiffers]),
        (deployment(image) + "\n---\n" + deployment(other, replicas: 0), []),
        (deployment("registry.example/acme/api:1"), [.liveDiffers]), ("apiVersion: v1\nkind: Pod", [.invalid]),
        ("apiVersion: v1\nkind: List\nitems: []", [.liveDiffers]), ("", [.invalid]), ("# nothing", [.invalid]),
    ]

    @Test("what runs is what the file says", arguments: recordings.indices)
    func live(index: Int) async throws {
        let (text, codes) = Self.recordings[index]
        let scene = try await Self.scene(after: [.release])
        try scene.directory.write(Self.file, to: "versions.yaml")
        let arguments = "versions: versions.yaml\nmoment: after\nlive: live.yaml"
        #expect(try await scene.ask(arguments).codes == [.absent])
        try scene.directory.write(text, to: "live.yaml")
        #expect(try await scene.ask(arguments).codes == codes)
    }

    @Test("a file that is not there is found missing")
    func absent() async throws {
        let scene = try await Self.scene(after: [.release])
        #expect(try await scene.ask("versions: versions.yaml").codes == [.absent])
    }

    /// A clean repository, and a ledger of runs of the sample release.
    private static func scene(after phases: [Phase], answer: String = "pass") async throws -> GitScene {
        let gate = try VirtualGate()
        var scene = try await GitScene()
        scene.trust = gate.trust
        var signed: [(facts: RunFacts, claims: [SignedClaim])] = []
        for phase in phases {
            signed.append(try await gate.run(try scene.release(), phase: phase, answer: answer))
        }
        for entry in gate.ledger(signed) { scene.ledger.append(entry) }
        return scene
    }
}
