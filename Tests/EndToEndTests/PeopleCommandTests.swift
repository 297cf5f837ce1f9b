import AirworthyTesting
import Foundation
import Testing

/// `waive`, `approve`, and what a run and the gate make of them, as people meet them.
@Suite("People at the command")
struct PeopleCommandTests {
    /// A project where two of three release managers approve, neither of them whoever began the run.
    private static func make(_ steps: String, phase: String = "release", approval: Bool = true) async throws -> Rollout
    {
        let rollout = try await Rollout.make(steps)
        for name in ["dana", "lee", "kim", "sam"] {
            let made = try await Storefront.airworthy.run(
                ["keys", "generate", "Keys/\(name)", "--unencrypted"], in: rollout.root)
            guard made.status == 0 else { throw Rollout.NotMade(result: made) }
        }
        try rollout.directory.write(
            """
            apiVersion: airworthy/v1
            kind: TrustPolicy
            epoch: 1
            keys:
              - {id: gate-1, file: gate-1.pub.pem}
            people:
              - {id: dana, key: dana.pub.pem, roles: [release-manager]}
              - {id: lee, key: lee.pub.pem, roles: [release-manager]}
              - {id: kim, key: kim.pub.pem, roles: [release-manager]}
              - {id: sam, key: sam.pub.pem, roles: [developer]}
            rules:
              - {id: runs, predicate: "https://airworthy.dev/checklist-run/v1", require: {anyOf: [gate-1]}}
              - id: waivers
                predicate: "https://airworthy.dev/waiver/v1"
                require: {threshold: 1, role: release-manager, notAuthor: true}
                maxLifetime: 30d
              - id: approvals
                predicate: "https://airworthy.dev/approval/v1"
                require: {threshold: 2, role: release-manager, notAuthor: true}
            """, to: "Keys/trust.yaml")
        try rollout.directory.write(
            "checklist: rollout\nphase: \(phase)\ntitle: Rolls out\n\(approval ? "approval: required\n" : "")steps:\n\(steps)\n",
            to: "Checklists/rollout.yaml")
        return rollout
    }

    private static let later = "2090-01-01T00:00:00Z"

    private static func soon(_ days: Double = 1) -> String {
        Date(timeIntervalSinceNow: days * 86_400).formatted(.iso8601)
    }

    private func airworthy(_ rollout: Rollout, _ arguments: [String]) async throws -> Program.Result {
        try await Storefront.airworthy.run(arguments, in: rollout.root)
    }

    /// The file a command said it wrote.
    private func written(_ result: Program.Result) throws -> String {
        try #require(result.status == 0, "\(result)")
        return try #require(result.output.firstMatch(of: /written: (.+)/).map { String($0.output.1) }, "\(result)")
    }

    @Test("a run waits for two people, changes nothing meanwhile, goes on with them, clears, and is admitted")
    func twoPeople() async throws {
        let rollout = try await Self.make(
            [Rollout.look("look"), Rollout.act("act", ", needs: [look]")].joined(separator: "\n"), phase: "pre-release")
        let waiting = try await rollout.run("-q", "--initiator", "dana")
        #expect(waiting.status == 4, "\(waiting)")
        #expect(waiting.output.contains("0 of 2 approvals by release-manager, none of them by dana"), "\(waiting)")
        #expect(waiting.output.contains("have lee or kim approve") && waiting.output.contains("[approval-missing]"))
        #expect(try rollout.done().isEmpty)
        let run = try rollout.onlyRun()
        #expect(waiting.output.contains("airworthy approve \(run)"))
        let next = "next: airworthy \(Rollout.command.joined(separator: " ")) -q --initiator dana --resume \(run)"
        #expect(waiting.output.contains("\(next) --approval FILE\n"), "\(waiting)")

        let refused = try await airworthy(rollout, ["approve", run, "--until", Self.later, "-k", "Keys/dana.key.pem"])
        #expect(refused.status == 2 && refused.errors.contains("[author-signed]"), "\(refused)")
        let developer = try await airworthy(rollout, ["approve", run, "--until", Self.later, "-k", "Keys/sam.key.pem"])
        #expect(developer.status == 2 && developer.errors.contains("[untrusted-signer]"), "\(developer)")
        #expect(!FileManager.default.fileExists(atPath: rollout.directory.path("Approvals")))

        let lee = try written(
            try await airworthy(rollout, ["approve", run, "--until", Self.later, "-k", "Keys/lee.key.pem"]))
        let one = try await rollout.run(
            "-q", "--initiator", "dana", "--resume", run, "--approval", lee, "--approval", lee)
        #expect(one.status == 4 && one.output.contains("1 of 2 approvals by release-manager (lee)"), "\(one)")
        #expect(one.output.contains("have kim approve"))
        #expect(one.output.contains(" --approval \(lee) --approval \(lee) --resume \(run) --approval FILE\n"), "\(one)")
        #expect(try rollout.done().isEmpty)

        let other = try await rollout.run("-q", "--initiator", "sam", "--resume", run, "--approval", lee)
        #expect(other.status == 2 && other.errors.contains("[resume-initiator]"), "\(other)")

        let kim = try written(
            try await airworthy(rollout, ["approve", run, "--until", Self.later, "-k", "Keys/kim.key.pem"]))
        let both = ["--approval", lee, "--approval", kim]
        let cleared = try await Storefront.airworthy.run(
            Rollout.command + ["-q", "--initiator", "dana", "--resume", run] + both, in: rollout.root)
        #expect(cleared.status == 0, "\(cleared)")
        #expect(try rollout.done() == ["act"])
        #expect(try rollout.onlyRun() == run)

        let admitted = try await airworthy(rollout, ["admit", "release.yaml", "--for", "promote"])
        #expect(admitted.status == 0, "\(admitted)")
        let needless = try await airworthy(rollout, ["approve", run, "--until", Self.later, "-k", "Keys/kim.key.pem"])
        #expect(needless.status == 2 && needless.errors.contains("[approval-needless]"), "\(needless)")

        // Who is no release manager any more has not approved, whatever the run's statement says.
        let policy = String(
            decoding: FileManager.default.contents(atPath: rollout.directory.path("Keys/trust.yaml")) ?? Data(),
            as: UTF8.self)
        let kimIs = "{id: kim, key: kim.pub.pem, roles: "
        try rollout.directory.write(
            policy.replacing("\(kimIs)[release-manager]}", with: "\(kimIs)[developer]}"), to: "Keys/trust.yaml")
        let later = try await airworthy(rollout, ["admit", "release.yaml", "--for", "promote"])
        #expect(later.status == 1 && later.errors.contains("[approval-missing]"), "\(later)")
    }

    @Test("approvals can be given before there is a run, and are never written over")
    func before() async throws {
        let rollout = try await Self.make(Rollout.look("look"), phase: "pre-release")
        var files: [String] = []
        for name in ["lee", "kim"] {
            files.append(
                try written(
                    try await airworthy(
                        rollout,
                        [
                            "approve", "--release", "release.yaml", "--checklist", "rollout", "--until", Self.later,
                            "-k",
                            "Keys/\(name).key.pem", "--comment", "looked at it", "--output", "\(name).json",
                        ])))
        }
        let again = try await airworthy(
            rollout,
            [
                "approve", "-r", "release.yaml", "-c", "rollout", "--until", Self.later, "-k", "Keys/lee.key.pem",
                "--output",
                "lee.json",
            ])
        #expect(again.status == 3 && again.errors.contains("[file-exists]"), "\(again)")
        let approvals = files.flatMap { ["--approval", $0] }
        let cleared = try await Storefront.airworthy.run(
            Rollout.command + ["-q", "--initiator", "dana"] + approvals, in: rollout.root)
        #expect(cleared.status == 0, "\(cleared)")
        // The same files approve neither another release nor an unknown initiator's run.
        try rollout.release(environment: "staging", to: "release.yaml")
        let elsewhere = try await Storefront.airworthy.run(
            Rollout.command + ["-q", "--initiator", "dana"] + approvals, in: rollout.root)
        #expect(elsewhere.status == 4 && elsewhere.output.contains("[approval-manifest]"), "\(elsewhere)")
        let nobody = try await Storefront.airworthy.run(Rollout.command + ["-q"] + approvals, in: rollout.root)
        #expect(nobody.status == 4 && nobody.output.contains("[author-unknown]"), "\(nobody)")
        let stranger = try await rollout.run("-q", "--initiator", "mallory")
        #expect(stranger.status == 2 && stranger.errors.contains("[initiator-unknown]"), "\(stranger)")
    }

    @Test("where no rule says whose approval counts, the run is refused before it begins")
    func noRule() async throws {
        let rollout = try await Self.make(Rollout.look("look"))
        try rollout.directory.write(
            """
            apiVersion: airworthy/v1
            kind: TrustPolicy
            epoch: 1
            keys:
              - {id: gate-1, file: gate-1.pub.pem}
            rules:
              - {id: runs, predicate: "https://airworthy.dev/checklist-run/v1", require: {anyOf: [gate-1]}}
            """, to: "Keys/trust.yaml")
        let result = try await rollout.run("-q")
        #expect(result.status == 2 && result.errors.contains("[approval-no-rule]"), "\(result)")
        let approve = try await airworthy(
            rollout,
            ["approve", "-r", "release.yaml", "-c", "rollout", "--until", Self.later, "-k", "Keys/lee.key.pem"])
        #expect(approve.status == 2 && approve.errors.contains("[approval-no-rule]"), "\(approve)")
    }

    @Test(
        "a waived finding clears the run with its ticket told, is admitted, and what is wrong is refused before it is written"
    )
    func waive() async throws {
        let rollout = try await Self.make(
            "  - {id: broken, uses: command, with: {program: bin/look-for, args: [nothing], "
                + "proof: exit}}\n"
                + Rollout.look("look"), phase: "pre-release", approval: false)
        let blocked = try await rollout.run("-q", "--initiator", "dana")
        #expect(blocked.status == 1, "\(blocked)")
        #expect(blocked.output.contains("[exit-status]"), "\(blocked)")
        func waive(
            _ more: [String], step: String = "broken", finding: String = "exit-status", key: String = "lee",
            owner: String = "sam"
        ) async throws -> Program.Result {
            try await airworthy(
                rollout,
                [
                    "waive", step, "--finding", finding, "-c", "rollout", "-r", "release.yaml", "--owner", owner,
                    "--ticket", "OPS-412", "--reason", "being mended", "-k", "Keys/\(key).key.pem",
                ] + more)
        }
        let month = Self.soon(40)
        let wrong: [(String, Program.Result)] = [
            ("waiver-unknown-step", try await waive(["--until", Self.soon()], step: "brokn")),
            ("waiver-unknown-finding", try await waive(["--until", Self.soon()], finding: "no-such-code")),
            ("waiver-unknown-subject", try await waive(["--until", Self.soon(), "--subject", "web"])),
            ("waiver-too-long", try await waive(["--until", month])),
            ("waiver-expired", try await waive(["--until", "2020-01-01T00:00:00Z"])),
            ("bad-instant", try await waive(["--until", "2090-01-01"])),
            ("waiver-untrusted", try await waive(["--until", Self.soon()], key: "sam", owner: "dana")),
            ("waiver-untrusted", try await waive(["--until", Self.soon()], owner: "lee")),
            ("waiver-untrusted", try await waive(["--until", Self.soon()], owner: "team-web")),
        ]
        for (code, result) in wrong {
            #expect(result.status == 2 && result.errors.contains("[\(code)]"), "\(code): \(result)")
        }
        #expect(!FileManager.default.fileExists(atPath: rollout.directory.path("Waivers")))

        let file = try written(try await waive(["--until", Self.soon(20)]))
        let cleared = try await rollout.run("-q", "--initiator", "dana", "--waiver", file)
        #expect(cleared.status == 0, "\(cleared)")
        #expect(
            cleared.output.contains("waived by lee until") && cleared.output.contains("OPS-412, owner sam"),
            "\(cleared)")
        let admitted = try await airworthy(rollout, ["admit", "release.yaml", "--for", "promote"])
        #expect(admitted.status == 0, "\(admitted)")

        let own = try await rollout.run("-q", "--initiator", "lee", "--waiver", file)
        #expect(own.status == 2 && own.errors.contains("[waiver-untrusted]"), "\(own)")
        let short = try written(try await waive(["--until", Self.soon(2)]))
        let ending = try await rollout.run("-q", "--initiator", "dana", "--waiver", short)
        #expect(ending.status == 0 && ending.output.contains("[waiver-ends-soon]"), "\(ending)")
        try rollout.directory.write("here", to: "world/nothing")
        let mended = try await rollout.run("-q", "--initiator", "dana", "--waiver", file)
        #expect(mended.status == 0 && mended.output.contains("[waiver-unused]"), "\(mended)")
        let forecast = try await airworthy(
            rollout,
            [
                "forecast", "rollout", "-r", "release.yaml", "--days", "25", "--programs", "--initiator", "dana",
                "--waiver", file,
            ])
        #expect(forecast.output.contains("waiver-expired"), "\(forecast)")
    }
}
