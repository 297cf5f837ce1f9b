import AirworthyTesting
import Foundation
import Testing

/// Two real processes that want to change an environment at the same time.
@Suite("Concurrent runs")
struct LeaseTests {
    private static let slow =
        "  - {id: switch, uses: command, with: {program: bin/act-slowly, args: [switch, \"100\"], "
        + "expect: {output: {contains: [did]}}}, effect: true, timeout: 120s}"

    private func end(_ process: Process) async throws {
        while process.isRunning { try await Task.sleep(for: .milliseconds(20)) }
    }

    @Test("on one environment: the second is refused by name, and what only looks runs all the same")
    func refused() async throws {
        let rollout = try await Rollout.make(Self.slow)
        let first = try await rollout.changing()
        let run = try rollout.onlyRun()
        let second = try await rollout.run()
        #expect(second.status == 3, "\(second)")
        #expect(second.output.contains("[lease-held]") && second.output.contains("run \(run)"), "\(second)")
        try rollout.checklist(Rollout.look("only"))
        let looking = try await rollout.run()
        #expect(looking.status == 0, "\(looking)")
        try rollout.letGo()
        try await end(first)
        #expect(first.terminationStatus == 0)
        #expect(try rollout.done() == ["switch"])
    }

    @Test("on one environment: the second waits if it is told to, and acts under a higher token")
    func waits() async throws {
        let rollout = try await Rollout.make(Self.slow)
        let first = try await rollout.changing()
        try rollout.checklist(Rollout.act("other"))
        async let waiting = rollout.run("--wait", "10m")
        try await Task.sleep(for: .milliseconds(500))
        try rollout.letGo()
        let second = try await waiting
        #expect(second.status == 0, "\(second)")
        try await end(first)
        #expect(try rollout.done() == ["switch", "other"])
        #expect(try rollout.world("log").last?.hasPrefix("other 2 ") == true)
    }

    @Test("on two environments: both at the same time")
    func parallel() async throws {
        let rollout = try await Rollout.make(Self.slow)
        let first = try await rollout.changing()
        try rollout.release(environment: "staging", to: "staging.yaml")
        try rollout.checklist(Rollout.act("other"))
        let second = try await Storefront.airworthy.run(
            ["run", "rollout", "-r", "staging.yaml", "-k", "Keys/gate-1.key.pem"], in: rollout.root)
        #expect(second.status == 0, "\(second)")
        #expect(try rollout.done() == ["other"])
        try rollout.letGo()
        try await end(first)
        #expect(try rollout.done().sorted() == ["other", "switch"])
    }

    @Test("runs that only look go on side by side, on one environment and on two, and the ledger holds all of them")
    func looking() async throws {
        let rollout = try await Rollout.make(Rollout.look("first") + "\n" + Rollout.look("second"))
        try rollout.release(environment: "staging", to: "staging.yaml")
        let commands = (0..<6).map { number in
            [
                "run", "rollout", "-r", number % 2 == 0 ? "release.yaml" : "staging.yaml", "-k", "Keys/gate-1.key.pem",
                "-q",
            ]
        }
        try await withThrowingTaskGroup(of: Program.Result.self) { group in
            for command in commands {
                group.addTask { try await Storefront.airworthy.run(command, in: rollout.root) }
            }
            for try await result in group { #expect(result.status == 0, "\(result)") }
        }
        let verified = try await Storefront.airworthy.run("ledger", "verify", in: rollout.root)
        #expect(verified.status == 0, "\(verified)")
        #expect(verified.output.contains("6 entries") && verified.output.contains("6 journals"), "\(verified)")
        for (environment, release) in [("production", "release.yaml"), ("staging", "staging.yaml")] {
            let admitted = try await Storefront.airworthy.run(
                "admit", release, "--for", "promote", "-e", environment, in: rollout.root)
            // The checklist's phase is `release`: side by side or not, nothing clears another phase.
            #expect(admitted.status == 1 && "\(admitted)".contains("[no-run]"), "\(admitted)")
        }
    }

    @Test("Ctrl-C says the command that goes on, as it was given")
    func interruptedSaysNext() async throws {
        let rollout = try await Rollout.make(Self.slow.replacing("\"4\"", with: "\"60\""))
        let command = Rollout.command + ["-q", "--wait", "61s"]
        let process = try Program(path: "/bin/sh").started(
            ["-c", "exec \"$@\" 2> world/errors", "sh", Storefront.airworthy.path] + command, in: rollout.root)
        while process.isRunning,
            !FileManager.default.fileExists(atPath: rollout.directory.path("world/switch.began"))
        {
            try await Task.sleep(for: .milliseconds(20))
        }
        kill(process.processIdentifier, SIGINT)
        try await end(process)
        #expect(process.terminationStatus == 130)
        let words = command.joined(separator: " ")
        #expect(
            try rollout.world("errors").last == "next: airworthy \(words) --resume \(try rollout.onlyRun())")
    }

    @Test("Ctrl-C ends the steps, undoes what was done, looks again, signs nothing, and says how to go on")
    func interrupted() async throws {
        let rollout = try await Rollout.make(
            Rollout.look("steady", ", steady: true") + "\n" + Rollout.undoable("before") + "\n"
                + Self.slow.dropLast() + ", needs: [before]}")
        let first = try await rollout.changing()
        kill(first.processIdentifier, SIGINT)
        try await end(first)
        #expect(first.terminationStatus == 130)
        #expect(try rollout.done().isEmpty)
        #expect(try rollout.world("undone") == ["before"])
        let run = try rollout.onlyRun()
        #expect(rollout.journal(of: run).contains { $0.contains(#""unit":"steady.again""#) })
        #expect(!FileManager.default.fileExists(atPath: "\(rollout.runs)/\(run)/run.intoto.jsonl"))
    }

    @Test("a changed checklist or policy is said, and everything that only looks runs again")
    func changedInputs() async throws {
        let rollout = try await Rollout.make(Rollout.look("first") + "\n" + Rollout.look("second"))
        #expect(try await rollout.run().status == 0)
        let same = try await rollout.run("--resume", "last")
        #expect(same.status == 0 && same.errors.contains("2 of 2 results stand"), "\(same)")
        try rollout.checklist(Rollout.look("first") + "\n" + Rollout.look("third"))
        let other = try await rollout.run("--resume", "last")
        #expect(other.status == 0 && other.errors.contains("0 of 2 results stand"), "\(other)")
        #expect(other.errors.contains("runs again: the checklist was"), "\(other)")
        let trust = try String(contentsOfFile: rollout.directory.path("Keys/trust.yaml"), encoding: .utf8)
        try rollout.directory.write(trust.replacing("epoch: 1", with: "epoch: 2"), to: "Keys/trust.yaml")
        let raised = try await rollout.run("--resume", "last")
        #expect(raised.status == 0 && raised.errors.contains("the trust policy's epoch was 1 and is 2"), "\(raised)")
    }

    @Test(
        "what cannot be resumed is refused by name",
        arguments: [
            (["--resume", "none"], "unknown-run"), (["--resume", "last", "--unsigned"], "resume-needs-a-record"),
        ])
    func refusedResume(arguments: [String], code: String) async throws {
        let rollout = try await Rollout.make(Rollout.look("first"))
        let result = try await Storefront.airworthy.run(Rollout.command + arguments, in: rollout.root)
        #expect(result.status == 2 && result.errors.contains("[\(code)]"), "\(result)")
    }

    @Test("a flipped bit in a journal stops its resumption and `ledger verify`, by the record's number")
    func flippedBit() async throws {
        let rollout = try await Rollout.make(Rollout.look("first"))
        #expect(try await rollout.run().status == 0)
        let path = "\(rollout.runs)/\(try rollout.onlyRun())/journal.jsonl"
        var bytes = try Data(contentsOf: URL(filePath: path))
        bytes[bytes.count - 40] ^= 1
        try bytes.write(to: URL(filePath: path))
        for arguments in [Rollout.command + ["--resume", "last"], ["ledger", "verify"]] {
            let result = try await Storefront.airworthy.run(arguments, in: rollout.root)
            #expect(result.status == 3, "\(result)")
            #expect(result.errors.contains("record 5 of the journal") && result.errors.contains("[journal-broken]"))
        }
    }
}
