import Airworthy
import AirworthyTesting
import Testing
import Trust

@Suite("command: a program must prove that all is well")
struct CommandCheckTests {
    private static let tests = "program: run-tests\nexpect: {output: {contains: [\"0 failed\"]}}"

    @Test("the expected status and the expected output pass, and what was printed is kept")
    func passes() async throws {
        let answer = try await run(Self.tests, output: "12 passed, 0 failed\n")
        guard case .passed(let summary, let evidence, _) = answer else {
            Issue.record("\(answer)")
            return
        }
        #expect(summary == "`run-tests` ended with status 0, 20 bytes of output")
        #expect(evidence.map(\.uri).array == ["stdout", "stderr"])
        #expect(evidence.first.content == Array("12 passed, 0 failed\n".utf8))
        #expect(evidence.first.mediaType == "text/plain; charset=utf-8")
    }

    @Test(
        "what does not prove success is found by name",
        arguments: [
            (CommandResult.Ending.exited(1), "0 failed", [CommandCode.exitStatus]),
            (.exited(0), "1 failed", [.outputMismatch]),
            (.exited(0), "", [.outputMismatch]),
            (.exited(3), "", [.exitStatus, .outputMismatch]),
            (.signalled(9), "0 failed", [.signalled]),
            (.exited(0), String(repeating: ".", count: 70_000) + "0 failed", [.truncatedOutput]),
            (.exited(1), String(repeating: ".", count: 70_000) + "0 failed", [.exitStatus]),
        ])
    func findings(ending: CommandResult.Ending, output: String, codes: [CommandCode]) async throws {
        let answer = try await run(Self.tests, ending: ending, output: output)
        #expect(answer.codes == codes)
        #expect(answer.isInconclusive == [.signalled, .truncatedOutput].contains(codes[0]))
    }

    @Test("a decisive line among the kept bytes decides, however much follows it")
    func truncatedButDecided() async throws {
        let answer = try await run(Self.tests, output: "0 failed" + String(repeating: ".", count: 70_000))
        #expect(answer.codes == [])
    }

    @Test("a line or a whole text that is cut is not taken for what it begins like")
    func cut() async throws {
        let text = String(repeating: "x", count: 65_533) + "\nok"
        let line = "program: run-tests\nexpect: {output: {lines: [ok]}}"
        #expect(try await run(line, output: text).codes == [])
        #expect(try await run(line, output: text + " is what it is not").codes == [.truncatedOutput])
        let whole = String(repeating: "x", count: 65_536)
        let equal = "program: run-tests\nexpect: {output: {equals: \(whole)}}"
        #expect(try await run(equal, output: whole).codes == [])
        #expect(try await run(equal, output: whole + "x").codes == [.truncatedOutput])
    }

    @Test(
        "each kind of expectation holds for what it describes only",
        arguments: [
            ("output: {lines: [ok]}", "fine\nok\n", true), ("output: {lines: [ok]}", "ok\r\n", true),
            ("output: {lines: [ok]}", "not ok\n", false), ("output: {equals: done}", "done", true),
            ("output: {equals: done}", "done\n", true), ("output: {equals: done}", "done\n\n", false),
            ("output: {equals: done}", "Done", false), ("output: {contains: [a, b]}", "b a", true),
            ("output: {contains: [a, b]}", "b", false), ("output: {contains: [aab]}", "aaab", true),
            ("output: {contains: [\"é\"]}", "e\u{301}", false),
            ("errors: {contains: [warned]}", "warned", false),
        ])
    func expectations(expect: String, output: String, holds: Bool) async throws {
        let answer = try await run("program: run-tests\nexpect: {\(expect)}", output: output)
        #expect(answer.codes == (holds ? [] : [.outputMismatch]))
    }

    @Test(
        "a matcher holds for what it describes, finds what differs, and cannot tell what is missing, mistyped or no number",
        arguments: [
            ("number: {ge: 3}", "4\n", nil), ("number: {ge: 3}", "2\n", CommandCode.outputMismatch),
            ("number: {ge: 3}", "NaN\n", .outputUnreadable), ("number: {not: {ge: 3}}", "NaN\n", .outputUnreadable),
            ("number: {ge: 3}", "4 of 5", .outputUnreadable), ("number: {ge: 3}", "", .outputUnreadable),
            ("text: {semver: \">=3.1 <4\"}", "3.2.0\n", nil),
            ("text: {semver: \">=3.1 <4\"}", "4.0.0\n", .outputMismatch),
            ("text: {semver: \">=3.1 <4\"}", "v3.2.0\n", .outputUnreadable),
            ("text: {not: {contains: error}}", "all well", nil),
            ("text: {not: {contains: error}}", "", .outputUnreadable),
            ("jsonpath: {$.failed: {equals: 0}}", "{\"failed\": 0}", nil),
            ("jsonpath: {$.failed: {equals: 0}}", "{\"failed\": 2}", .outputMismatch),
            ("jsonpath: {$.failed: {equals: 0}}", "{\"failed\": \"0\"}", .outputUnreadable),
            ("jsonpath: {$.failed: {equals: 0}}", "{}", .outputUnreadable),
            ("jsonpath: {$.failed: {equals: 0}}", "failed: 0", .outputUnreadable),
            ("jsonpath: {\"$.tests[*].ok\": {every: {equals: true}}}", "{\"tests\": []}", .outputUnreadable),
            (
                "jsonpath: {\"$.tests[*].ok\": {every: {equals: true}}}", "{\"tests\": [{\"ok\": true}, {}]}",
                .outputUnreadable
            ),
        ] as [(String, String, CommandCode?)])
    func matchers(expect: String, output: String, code: CommandCode?) async throws {
        let answer = try await run("program: run-tests\nexpect: {output: {\(expect)}}", output: output)
        #expect(answer.codes == (code.map { [$0] } ?? []))
        #expect(answer.isInconclusive == (code == .outputUnreadable))
    }

    @Test("what must not be kept is not quoted by a matcher either")
    func discreet() async throws {
        for expect in ["text: {equals: other}", "number: {ge: 3}", "jsonpath: {$.a: {equals: 1}}"] {
            let answer = try await run(
                "program: run-tests\nkeepOutput: false\nexpect: {output: {\(expect)}}", output: "hunter2")
            #expect(answer.codes.count == 1 && !"\(answer)".contains("hunter2"))
        }
    }

    @Test("another status than zero can be the right one")
    func expectedStatus() async throws {
        let arguments = "program: run-tests\nexpect: {exit: 3, errors: {lines: [refused]}}"
        #expect(try await run(arguments, ending: .exited(3), errors: "refused\n").codes == [])
        #expect(try await run(arguments, ending: .exited(0), errors: "refused\n").codes == [.exitStatus])
    }

    @Test("a status alone is proof only where the step says so")
    func proofByStatus() async throws {
        #expect(try await run("program: run-tests\nproof: exit", output: "").codes == [])
        #expect(try await run("program: run-tests\nproof: exit", ending: .exited(1), output: "").codes == [.exitStatus])
    }

    @Test(
        "arguments that prove nothing or mean nothing are refused",
        arguments: [
            ("program: x", "no-proof"), ("program: x\nexpect: {exit: 0}", "no-proof"),
            ("program: x\nexpect: {output: {equals: \"\"}}", "no-proof"),
            ("program: x\nexpect: {output: {}}", "vacuous-expectation"),
            ("program: x\nexpect: {output: {contains: []}}", "vacuous-expectation"),
            ("program: x\nexpect: {output: {contains: [ok], lines: }}", "vacuous-expectation"),
            ("program: x\nexpect: {output: {contains: [ok]}, errors: }", "vacuous-expectation"),
            ("program: x\nexpect: {output: {number: {gt: 0, lt: }}}", "vacuous-matcher"),
            ("program: x\nexpect: {output: {text: {}}}", "vacuous-matcher"),
            ("program: x\nexpect: {output: {text: {equals: \"\"}}}", "no-proof"),
            ("program: x\nexpect: {output: {number: {between: [2, 1]}}}", "empty-range"),
            ("program: x\nexpect: {output: {contains: [\"\"]}}", "vacuous-expectation"),
            ("program: x\nexpect: {output: {contains: [a]}}\nproof: exit", "needless-proof"),
            ("program: x\nproof: status", "unknown-value"),
            ("program: x\nproof: exit\nexpect: {exit: 256}", "exit-range"),
            ("program: x\nproof: exit\nexpect: {output: {matches: a}}", "unknown-key"),
            ("program: \"\"\nproof: exit", "command-line"), ("program: x\nproof: exit\nargs: [1]", "unquoted-scalar"),
            ("program: x\nproof: exit\nargs: [\"a\\0b\"]", "command-line"),
            ("program: x\nproof: exit\nenvironment: {\"A=B\": c}", "environment-name"),
            ("program: x\nproof: exit\nenvironment: {A: 1}", "unquoted-scalar"), ("proof: exit", "missing-key"),
        ])
    func refused(arguments: String, code: String) {
        #expect(CommandCheck.refusal(of: arguments) == code)
    }

    @Test("the program gets its arguments one by one and only the environment that is named")
    func command() async throws {
        let processes = MemoryProcesses()
        processes.install("deploy", output: "done")
        let arguments = "program: deploy\nargs: [\"a b\", \"$HOME\"]\nenvironment: {REGION: north}\nproof: exit"
        _ = try await CommandCheck.reading(arguments).examine(.release, in: .alone(processes: processes))
        let run = try #require(processes.runs.first)
        #expect(run.arguments == ["a b", "$HOME"])
        #expect(run.environment == ["PATH": "/usr/bin:/bin", "REGION": "north"])
        #expect(run.outputLimit == 65_536)
    }

    @Test("a failing program's last words are quoted without what could fool a terminal")
    func lastWords() async throws {
        let answer = try await run(
            Self.tests, ending: .exited(1), errors: "one\ntwo\nthree\n\u{1B}[31mfour\u{202E}\n")
        #expect(answer.findings.first?.notes == ["two", "three", "·[31mfour·"])
    }

    @Test("what may be secret is neither kept nor quoted")
    func discretion() async throws {
        let answer = try await run(Self.tests + "\nkeepOutput: false", ending: .exited(1), output: "hunter2")
        #expect(answer.findings.first?.notes == [])
        #expect(answer.evidence.map(\.content) == [nil, nil])
        #expect(answer.evidence.first?.digest == .of(Array("hunter2".utf8)))
    }

    @Test("a program that is not there is an obstacle")
    func notFound() async throws {
        let check = try CommandCheck.reading(Self.tests)
        await #expect(throws: Obstacle.self) { try await check.examine(.release, in: .alone()) }
    }

    @Test("it keeps the contract of every check")
    func contract() async {
        let processes = MemoryProcesses()
        processes.install("run-tests", output: "0 failed, password hunter2")
        let breaches = await CheckContract(
            CommandCheck.self, arguments: Self.tests + "\nkeepOutput: false", subject: .release,
            context: .alone(processes: processes), secrets: [Array("hunter2".utf8)]
        ).verify()
        #expect(breaches == [])
    }

    private func run(
        _ arguments: String, ending: CommandResult.Ending = .exited(0), output: String = "", errors: String = ""
    ) async throws -> Answer<CommandCode> {
        let processes = MemoryProcesses()
        processes.install("run-tests", ending: ending, output: output, errors: errors)
        return try await CommandCheck.reading(arguments).examine(.release, in: .alone(processes: processes))
    }
}
