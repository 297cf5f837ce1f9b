import AirworthyTesting
import Foundation
import Testing

/// The commands around a run, from an empty directory on.
@Suite("Commands")
struct CommandTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private func airworthy(_ arguments: String..., password: String? = nil) async throws -> Program.Result {
        var program = Storefront.airworthy
        if let password { program.environment["AIRWORTHY_KEY_PASSWORD"] = password }
        return try await program.run(arguments, in: directory.path(""))
    }

    /// A laid-out project with both keys of its policy.
    private func project() async throws {
        #expect(try await airworthy("init", ".").status == 0)
        #expect(try await airworthy("keys", "generate", "Keys/gate-1", password: "throw-away").status == 0)
        #expect(try await airworthy("keys", "generate", "Keys/release-1", "--unencrypted").status == 0)
    }

    @Test("what `init` lays out is sound, and it never overwrites")
    func scaffold() async throws {
        try await project()
        let lint = try await airworthy(
            "lint", "airworthy.yaml", "release.yaml", "Keys/trust.yaml", "Checklists/pre-release.yaml",
            "Checklists/rollback.yaml", "-r", "release.yaml")
        #expect(lint.status == 0, "\(lint)")
        let again = try await airworthy("init", ".")
        #expect(again.status == 2)
        #expect(again.errors.contains("[file-exists]"))
    }

    @Test("after `init` and exactly the lines it says next, everything is sound; before, each missing key is told once")
    func nextLines() async throws {
        let laid = try await airworthy("init", ".")
        #expect(laid.status == 0)
        let before = try await airworthy("lint", ".")
        #expect(before.status == 2)
        #expect(before.errors.matches(of: /\[key-missing\]/).count == 2, "\(before)")
        #expect(before.errors.hasPrefix("Keys/trust.yaml:"), "\(before)")
        // Named once more, by another name.
        let twice = try await airworthy("lint", ".", "Keys", directory.path("Keys/trust.yaml"))
        #expect(twice.errors.matches(of: /\[key-missing\]/).count == 2, "\(twice)")
        let lines = laid.output.split(separator: "\n").drop { !$0.hasPrefix("next, ") }.dropFirst()
        #expect(lines.count == 5)
        let path = URL(filePath: Storefront.airworthy.path).deletingLastPathComponent().path(percentEncoded: false)
        var shell = Program(path: "/bin/sh")
        shell.environment = ["HOME": try directory.makeDirectory("home"), "PATH": "\(path):/usr/bin:/bin"]
        let next = try await shell.run(["-ec", lines.joined(separator: "\n")], in: directory.path(""))
        #expect(next.status == 0, "\(next)")
        #expect(next.output.contains("Keys/trust.yaml: trust policy, no problem found"), "\(next)")
    }

    @Test("workflows and manifests are linted too, and a file that is none or cannot be read is never skipped")
    func foreignLint() async throws {
        try await project()
        let image = "r.example/web@sha256:\(String(repeating: "a", count: 64))"
        func pod(_ image: String) -> String {
            "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: \"\(image)\"}]}\n"
        }
        try directory.write(pod(image) + "---\n" + pod(image), to: "good.yaml")
        try directory.write(pod("web:1"), to: "bad.yaml")
        try directory.write("on: push\njobs: {a: {steps: [{run: \"argocd app sync web --wait\"}]}}\n", to: "flow.yml")
        let good = try await airworthy("lint", "good.yaml", "release.yaml")
        #expect(good.status == 0 && good.output.contains("good.yaml: 2 objects, no problem found"), "\(good)")
        let bad = try await airworthy("lint", "good.yaml", "bad.yaml", "flow.yml")
        #expect(bad.status == 2)
        #expect(bad.output.contains("good.yaml") && !bad.output.contains("bad.yaml"))
        for code in ["image-not-pinned", "unknown-flag", "sync-without-revision"] {
            #expect(bad.errors.contains("[\(code)]"), "\(bad.errors)")
        }
        #expect(bad.errors.contains("bad.yaml:4:"))
        for (text, code) in [
            ("a: 1", "unknown-document"), ("", "yaml-empty"), ("a: [", "yaml-syntax"), ("[1]", "wrong-type"),
        ] {
            try directory.write(text, to: "other.yaml")
            let answer = try await airworthy("lint", "good.yaml", "other.yaml")
            #expect(answer.status == 2 && answer.errors.contains("[\(code)]"), "\(text): \(answer.errors)")
        }
        #expect(try await airworthy("lint", "nowhere.yaml").errors.contains("[file-missing]"))
        // In a directory what is known is read, and what is not is told; nothing at all is an error.
        try directory.write(pod(image), to: "deploy/web/pod.yml")
        try directory.write("replicas: 3", to: "deploy/values.yaml")
        let tree = try await airworthy("lint", "deploy/", "Checklists")
        #expect(tree.status == 0, "\(tree)")
        #expect(tree.output.contains("deploy/web/pod.yml: object, no problem found"))
        #expect(tree.output.contains("deploy/values.yaml: left out"))
        #expect(tree.output.contains("Checklists/pre-release.yaml: checklist, no problem found"))
        // Hidden, and where every repository has its workflows.
        try directory.write(
            "on: push\njobs: {gate: {runs-on: ubuntu-24.04, steps: [{run: \"cosign sign acme/x:1\"}]}}\n",
            to: "deploy/.github/workflows/release.yml")
        try directory.write("a: [", to: "deploy/.cache/broken.yaml")
        let hidden = try await airworthy("lint", "deploy")
        #expect(hidden.status == 2 && hidden.errors.contains("deploy/.github/workflows/release.yml:"), "\(hidden)")
        #expect(!hidden.errors.contains(".cache"))
        try FileManager.default.removeItem(atPath: directory.path("deploy/.github"))
        try directory.write("a: [", to: "deploy/broken.yaml")
        #expect(try await airworthy("lint", "deploy").errors.contains("[yaml-syntax]"))
        try directory.makeDirectory("empty")
        let empty = try await airworthy("lint", "empty")
        #expect(empty.status == 2 && empty.errors.contains("[no-files]"))
        // Files, and none that is known: each directory speaks for itself.
        try directory.write("checklits: x\nsteps: []\n", to: "misspelt/a.yaml")
        let misspelt = try await airworthy("lint", "Checklists", "misspelt")
        #expect(misspelt.status == 2 && misspelt.errors.contains("[no-files]"), "\(misspelt)")
        #expect(misspelt.output.contains("misspelt/a.yaml: left out"))
        try directory.write(pod(image) + "---\nreplicas: 3\n", to: "mixed/a.yaml")
        let mixed = try await airworthy("lint", "mixed")
        #expect(mixed.status == 2 && mixed.errors.contains("[incomplete-object]"), "\(mixed)")
    }

    @Test("private keys are encrypted unless it is said otherwise, and never overwritten")
    func keys() async throws {
        try await project()
        let pem = try String(contentsOfFile: directory.path("Keys/gate-1.key.pem"), encoding: .utf8)
        #expect(pem.contains("ENCRYPTED"))
        let attributes = try FileManager.default.attributesOfItem(atPath: directory.path("Keys/gate-1.key.pem"))
        #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
        let silent = try await airworthy("keys", "generate", "Keys/other")
        #expect(silent.status == 2 && silent.errors.contains("[no-password]"))
        let again = try await airworthy("keys", "generate", "Keys/gate-1", "--unencrypted")
        #expect(again.status != 0 && again.errors.contains("[file-exists]"))
        let wrong = try await airworthy(
            "run", "pre-release", "-r", "release.yaml", "-k", "Keys/gate-1.key.pem", password: "wrong")
        #expect(wrong.status == 2 && wrong.errors.contains("[key-password-wrong]"))
        #expect(!(wrong.output + wrong.errors).contains("throw-away"))
    }

    @Test("a run needs a key that the policy believes, and says so before it looks at anything")
    func signer() async throws {
        try await project()
        let none = try await airworthy("run", "pre-release", "-r", "release.yaml")
        #expect(none.status == 2 && none.errors.contains("[no-key]"))
        let other = try await airworthy("run", "pre-release", "-r", "release.yaml", "-k", "Keys/release-1.key.pem")
        #expect(other.status == 2 && other.errors.contains("[signer-not-trusted]"))
        #expect(!FileManager.default.fileExists(atPath: directory.path(".airworthy/runs")))
    }

    @Test("revoking a key raises the epoch and leaves the rest of the policy as it was")
    func revoke() async throws {
        try await project()
        let revoked = try await airworthy("keys", "revoke", "release-1", "--reason", "laptop stolen")
        #expect(revoked.status == 0, "\(revoked)")
        let inspected = try await airworthy("keys", "inspect")
        #expect(inspected.output.contains("epoch 2"))
        #expect(inspected.output.contains("release-1  revoked"))
        #expect(inspected.output.contains("gate-1  good"))
        let unknown = try await airworthy("keys", "revoke", "nobody", "--reason", "x")
        #expect(unknown.status == 2 && unknown.errors.contains("[unknown-key-id]"))
    }

    @Test("one check asked alone answers with the exit code a checklist would give")
    func check() async throws {
        try await project()
        let missing = try await airworthy("check", "command", "x", "--with", "program=/bin/true")
        #expect(missing.status == 2, "an unproven command is refused: \(missing)")
        let proven = try await airworthy("check", "command", "x", "--with", "program=/bin/true", "--with", "proof=exit")
        #expect(proven.status == 0, "\(proven)")
        let failed = try await airworthy(
            "check", "command", "x", "--with", "program=/bin/false", "--with", "proof=exit")
        #expect(failed.status == 1 && failed.output.contains("[exit-status]"))
        let absent = try await airworthy(
            "check", "command", "x", "--with", "program=/bin/no-such-program", "--with", "proof=exit")
        #expect(absent.status == 3, "\(absent)")
    }

    @Test("offline, an image in a registry could not be looked at: never found, never missing")
    func offline() async throws {
        try await project()
        let result = try await airworthy("run", "pre-release", "-r", "release.yaml", "--unsigned", "--offline")
        #expect(result.status == 3)
        #expect(result.output.contains("[offline]"))
    }

    @Test(
        "usage that is wrong is exit 2, with the usage on stderr and nothing on stdout",
        arguments: [
            ["nonsense"], ["run"], ["run", "x", "-r", "y", "-o", "yaml"], ["schema", "nothing"],
            ["completion", "tcsh"],
            ["verify", "image"], ["admit", "release.yaml", "--for", "fun"],
        ])
    func usage(arguments: [String]) async throws {
        let result = try await Storefront.airworthy.run(arguments, in: directory.path(""))
        #expect(result.status == 2, "\(result)")
        #expect(result.output.isEmpty)
        #expect(!result.errors.isEmpty)
    }

    @Test("help, version, schemas and completions go to stdout with exit 0")
    func informative() async throws {
        for arguments in [
            ["--help"], ["version"], ["help", "run"], ["schema", "release"], ["completion", "bash"], ["checks"],
            ["checks", "explain", "sbom"], ["drill", "list"],
        ] {
            let result = try await Storefront.airworthy.run(arguments, in: directory.path(""))
            #expect(result.status == 0 && !result.output.isEmpty && result.errors.isEmpty, "\(arguments): \(result)")
        }
    }

    /// A command read alone would call itself by its own name only, and know nothing of the program around it.
    @Test(
        "a command that is read alone speaks as part of the whole",
        arguments: [
            (["version", "--help"], 0, "USAGE: airworthy version"),
            (["verify", "bundle", "-h"], 0, "USAGE: airworthy verify bundle "),
            (["run", "x", "-r", "y", "--help"], 0, "USAGE: airworthy run "),
            (["version", "more"], 2, "Usage: airworthy version"),
            (["verify", "bundle"], 2, "Usage: airworthy verify bundle "),
            (["verify", "bundle", "x", "--bundle", "y", "--bundel", "z"], 2, "Usage: airworthy verify bundle "),
            (["verify", "bundle", "x", "--bundle", "y", "--certificate-identity", "z"], 2, "go together"),
            (["run", "x", "-r", "y", "--generate-completion-script", "bash"], 0, "complete "),
            (["version", "---completion", "--", "x"], 2, "Usage: airworthy "),
            (["verify", "nothing"], 2, "Usage: airworthy verify "),
            (["Version"], 2, "Usage: airworthy "),
        ])
    func alone(arguments: [String], status: Int32, words: String) async throws {
        let result = try await Storefront.airworthy.run(arguments, in: directory.path(""))
        #expect(result.status == status, "\(result)")
        #expect((status == 0 ? result.output : result.errors).contains(words), "\(result)")
        #expect((status == 0 ? result.errors : result.output).isEmpty, "\(result)")
    }
}
