import AirworthyTesting
import Foundation
import Testing
import Trust

@Suite("The language of checklists, from the command line")
struct ChecklistLanguageTests {
    private static let group = """
        group: speaking
        variables: {word: {type: enum, values: [blue, green]}}
        steps:
          - id: say
            uses: command
            with: {program: /bin/echo, args: ["{\\"count\\": 3, \\"color\\": \\"${{ vars.word }}\\"}"], expect: {output: {jsonpath: {$.count: {ge: 3}}}}}
            outputs: {color: {from: stdout, jsonpath: $.color}}

        """

    private static func checklist(pin: String) -> String {
        """
        checklist: speaking
        phase: release
        title: One step says what the next is about
        variables: {color: {type: enum, values: [blue, green]}}
        steps:
          - {include: groups/speaking.yaml, sha256: "\(pin)", as: first, with: {word: "${{ vars.color }}"}}
          - id: hear
            uses: command
            needs: [first]
            when: {outputs: {first-say.color: {equals: blue}}}
            with: {program: /bin/echo, args: ["heard ${{ outputs.first-say.color }}"], expect: {output: {text: {equals: heard blue}}}}

        """
    }

    private func project(_ group: String = group) async throws -> Storefront {
        let storefront = try await Storefront.make()
        try FileManager.default.createDirectory(atPath: storefront.path("groups"), withIntermediateDirectories: true)
        try storefront.write(group, to: "groups/speaking.yaml")
        try storefront.write(
            Self.checklist(pin: Digest.of(Array(Self.group.utf8)).description), to: "speaking.yaml")
        return storefront
    }

    @Test("a variable goes through a pinned group into an output, a condition, the plan and the signed statement")
    func throughAndThrough() async throws {
        let storefront = try await project()
        let lint = try await storefront.airworthy("lint", "speaking.yaml", "groups/speaking.yaml")
        #expect(lint.status == 0 && lint.output.contains("groups/speaking.yaml: step group"), "\(lint)")
        let plan = try await storefront.airworthy("plan", "speaking.yaml", "-r", "release.yaml", "--var", "color=blue")
        #expect(plan.output.contains("color = blue · enum, from command-line"), "\(plan)")
        #expect(plan.output.contains("uses first-say.color"))
        let run = try await storefront.airworthy(
            "run", "speaking.yaml", "-r", "release.yaml", "--var", "color=blue", "--key", "private/gate.key.pem", "-o",
            "json")
        #expect(run.status == 0, "\(run)")
        let report = try JSONDocument(Array(run.output.utf8), name: "report").root
        #expect(report["variables"]?[0]?["from"]?.string == "command-line")
        #expect(report["inputs"]?.elements.contains { $0["uri"]?.string == "groups/speaking.yaml" } == true)
        #expect(report["steps"]?[0]?["outputs"]?["color"]?.string == "blue")
        #expect(report["steps"]?[1]?["when"]?[0]?["result"]?.string == "matched")
        let green = try await storefront.airworthy(
            "run", "speaking.yaml", "-r", "release.yaml", "--var", "color=green", "--unsigned", "-o", "json")
        let other = try JSONDocument(Array(green.output.utf8), name: "report").root
        #expect(other["steps"]?[1]?["when"]?[0]?["result"]?.string == "differs")
        #expect(other["plan"]?["digest"]?["sha256"]?.string != report["plan"]?["digest"]?["sha256"]?.string)
    }

    @Test("a changed group and a missing value are refused with their names, and nothing runs")
    func refused() async throws {
        let changed = try await project(Self.group + "# more\n")
        let run = try await changed.airworthy(
            "run", "speaking.yaml", "-r", "release.yaml", "--var", "color=blue", "--unsigned")
        #expect(run.status == 2)
        #expect(run.errors.contains("[include-changed]") && run.errors.contains("speaking.yaml:6:"))
        let silent = try await project().airworthy("run", "speaking.yaml", "-r", "release.yaml", "--unsigned")
        #expect(silent.status == 2)
        #expect(silent.errors.contains("[variable-missing]"))
    }

    @Test("a run that is taken up with other values is another plan, and what it found before does not count")
    func resumed() async throws {
        let storefront = try await project()
        let arguments = ["run", "speaking.yaml", "-r", "release.yaml", "--key", "private/gate.key.pem"]
        let first = try await Storefront.airworthy.run(arguments + ["--var", "color=blue"], in: storefront.root)
        #expect(first.status == 0, "\(first)")
        let same = try await Storefront.airworthy.run(
            arguments + ["--var", "color=blue", "--resume", "last"], in: storefront.root)
        #expect(same.errors.contains("2 of 2 results stand"), "\(same)")
        let other = try await Storefront.airworthy.run(
            arguments + ["--var", "color=green", "--resume", "last"], in: storefront.root)
        #expect(other.errors.contains("0 of 2 results stand"), "\(other)")
        #expect(other.errors.contains("everything that only looks runs again: the plan was"))
    }

    @Test("a checklist of the storefront can fail at every step that can be tested, and a step that cannot is named")
    func trial() async throws {
        let storefront = try await Storefront.make()
        _ = try await storefront.airworthy(
            "run", "first-release", "-r", "previous.yaml", "--key", "private/gate.key.pem", "-q")
        let trial = try await storefront.airworthy(
            "checklist", "test", "Checklists/pre-release.yaml", "-r", "release.yaml")
        #expect(trial.status == 0, "\(trial)")
        #expect(trial.output.contains(" 0 never fail"))
        try storefront.write(
            """
            checklist: lax
            phase: release
            title: Whatever the program comes to is right
            steps:
              - {id: trusting, uses: command, with: {program: /bin/true, proof: exit}}
              - {id: pinned, uses: image-pinned, forEach: images}

            """, to: "lax.yaml")
        let lax = try await storefront.airworthy("checklist", "test", "lax.yaml", "-r", "release.yaml", "--json")
        let report = try JSONDocument(Array(lax.output.utf8), name: "report").root
        #expect(report["steps"]?.elements.map { $0["standing"]?.string } == ["untested", "can-fail"])
        #expect(lax.status == 3, "\(lax)")
        let allowed = try await storefront.airworthy(
            "checklist", "test", "lax.yaml", "-r", "release.yaml", "--allow-untested")
        #expect(allowed.status == 0, "\(allowed)")
    }
}
