import AirworthyTesting
import Foundation
import Testing

/// `airworthy import`, and what it made, run.
@Suite("Importing checklists")
struct ImportCommandTests {
    private static let gossfile = """
        file: {/etc/passwd: {exists: true, filetype: file, contents: [root]}}
        command: {true: {exec: "true", exit-status: 0}}
        """

    @Test("what is carried over whole exits 0, and the checklist is sound")
    func whole() async throws {
        let rollout = try await Rollout.make(Rollout.look("only"))
        try rollout.directory.write(Self.gossfile, to: "goss.yaml")
        let made = try await Storefront.airworthy.run(
            "import", "goss", "goss.yaml", "-o", "Checklists/machine.yaml", in: rollout.root)
        #expect(made.status == 0, "\(made)")
        #expect(made.output.isEmpty)
        #expect(made.errors.contains("carried over: 3 steps; not carried over: 0"), "\(made)")
        let linted = try await Storefront.airworthy.run("lint", "Checklists/machine.yaml", in: rollout.root)
        #expect(linted.status == 0, "\(linted)")
        let again = try await Storefront.airworthy.run(
            "import", "goss", "goss.yaml", "-o", "Checklists/machine.yaml", in: rollout.root)
        #expect(again.status == 2 && again.errors.contains("[file-exists]"), "\(again)")
    }

    @Test("what it made runs, passes where the machine is so and fails where it is not")
    func runs() async throws {
        let rollout = try await Rollout.make(Rollout.look("only"))
        try rollout.directory.write("here", to: "there.txt")
        let path = rollout.directory.path("there.txt")
        try rollout.directory.write("file: {\(path): {exists: true, contents: [here]}}", to: "goss.yaml")
        let made = try await Storefront.airworthy.run(
            "import", "goss", "goss.yaml", "-o", "Checklists/rollout.new.yaml", in: rollout.root)
        #expect(made.status == 0, "\(made)")
        let run = ["run", "Checklists/rollout.new.yaml", "-r", "release.yaml", "--unsigned"]
        let passed = try await Storefront.airworthy.run(run, in: rollout.root)
        #expect(passed.status == 0, "\(passed)")
        try rollout.directory.write("gone", to: "there.txt")
        let failed = try await Storefront.airworthy.run(run, in: rollout.root)
        #expect(failed.status == 1 && failed.output.contains("[output-mismatch]"), "\(failed)")
    }

    @Test("what is left behind is said on stderr and as a comment, and exits 3")
    func incomplete() async throws {
        let rollout = try await Rollout.make(Rollout.look("only"))
        try rollout.directory.write(Self.gossfile + "\naddr: {a: {reachable: true}}\n", to: "goss.yaml")
        let made = try await Storefront.airworthy.run("import", "goss", "goss.yaml", in: rollout.root)
        #expect(made.status == 3, "\(made)")
        #expect(made.errors.contains("goss.yaml:3:1: error: `addr`") && made.errors.contains("[not-carried-over]"))
        #expect(made.output.contains("# NOT CARRIED OVER (goss.yaml:3:1)"))
        #expect(made.output.contains("checklist: imported-goss"))
    }

    @Test(
        "wrong usage exits 2",
        arguments: [
            (["import", "inspec", "goss.yaml"], "none of goss"), (["import", "goss", "absent.yaml"], "[file-missing]"),
            (["import", "chaostoolkit", "goss.yaml"], "[not-an-experiment]"),
            (["import", "troubleshoot", "goss.yaml"], "[missing-key]"),
        ])
    func usage(arguments: [String], word: String) async throws {
        let rollout = try await Rollout.make(Rollout.look("only"))
        try rollout.directory.write(Self.gossfile, to: "goss.yaml")
        let made = try await Storefront.airworthy.run(arguments, in: rollout.root)
        #expect(made.status == 2 && made.errors.contains(word), "\(made)")
    }
}
