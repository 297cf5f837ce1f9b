import Airworthy
import AirworthyTesting
import Testing

@testable import AirworthyLive

@Suite("a program that was started", .timeLimit(.minutes(10)))
struct RunningProgramTests {
    private func start(_ script: String) throws -> RunningProgram {
        let command = Command(
            program: "/bin/sh", arguments: ["-c", script], environment: ["PATH": "/usr/bin:/bin"], outputLimit: 100)
        return try ProgramLaunch(path: "/bin/sh", command: command, directory: "/").start()
    }

    @Test("one that cannot be watched is ended, and nothing is said of how it would have ended")
    func abandoned() async throws {
        let program = try start("sleep 300")
        async let result = program.result(grace: .seconds(1))
        try await Task.sleep(for: .milliseconds(50))
        program.abandon()
        #expect(await result == nil)
        // Told twice, it stays what it was.
        program.abandon()
    }

    @Test("what had been said before anybody watched is there")
    func late() async throws {
        let program = try start("echo out; echo err >&2; exit 7")
        try await Task.sleep(for: .milliseconds(200))
        let result = try #require(await program.result(grace: .seconds(1)))
        #expect(result.output == Array("out\n".utf8) && result.errors == Array("err\n".utf8))
        #expect(result.ending == .exited(7) && !result.truncated)
    }
}
