import Airworthy
import AirworthyLive
import AirworthyTesting
import Foundation
import Testing
import Trust

@Suite("programs of this machine", .timeLimit(.minutes(10)))
struct LiveProcessesTests {
    let directory: TemporaryDirectory
    let processes: LiveProcesses

    init() throws {
        directory = try TemporaryDirectory()
        processes = LiveProcesses(root: directory.path, grace: .milliseconds(200))
    }

    private func shell(
        _ script: String, environment: [String: String] = [:], outputLimit: Int = 1 << 20
    ) -> Command {
        Command(program: "/bin/sh", arguments: ["-c", script], environment: environment, outputLimit: outputLimit)
    }

    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    @Test(
        "how a program ended is told apart",
        arguments: [
            ("exit 0", CommandResult.Ending.exited(0)), ("exit 3", .exited(3)), ("kill -9 $$", .signalled(9)),
            ("kill -15 $$", .signalled(15)),
        ])
    func endings(script: String, ending: CommandResult.Ending) async throws {
        #expect(try await processes.run(shell(script)).ending == ending)
    }

    @Test("both outputs are kept apart, and standard input is empty")
    func outputs() async throws {
        let result = try await processes.run(shell("cat; echo out; echo err >&2"))
        #expect(text(result.output) == "out\n")
        #expect(text(result.errors) == "err\n")
        #expect(!result.truncated)
    }

    @Test("the child sees exactly the environment given and works in the project's root")
    func environment() async throws {
        let command = Command(
            program: "/usr/bin/env", arguments: [], environment: ["ONLY": "this = that"], outputLimit: 4_096)
        #expect(text(try await processes.run(command).output) == "ONLY=this = that\n")
        #expect(text(try await processes.run(shell("/bin/pwd")).output) == directory.path + "\n")
    }

    @Test("arguments are passed as they are: no shell looks at them")
    func arguments() async throws {
        let command = Command(
            program: "printf", arguments: ["%s|", "a b", "$(id)", "*", "", "é\n"], environment: [:], outputLimit: 4_096)
        #expect(text(try await processes.run(command).output) == "a b|$(id)|*||é\n|")
    }

    @Test(
        "what cannot be started is an obstacle, by name",
        arguments: [
            ("no-such-program-here", "command-not-found"), ("/no/such/program", "command-not-found"),
            ("./missing", "command-not-found"), ("./plain.txt", "command-not-started"),
            ("./bad-interpreter", "command-not-started"),
        ])
    func notStarted(program: String, code: String) async throws {
        try directory.write("text", to: "plain.txt")
        try directory.write("#!/no/such/interpreter\n", to: "bad-interpreter")
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755], ofItemAtPath: directory.path("bad-interpreter"))
        let command = Command(program: program, arguments: [], environment: [:], outputLimit: 0)
        let obstacle = await #expect(throws: Obstacle.self) { try await processes.run(command) }
        #expect(obstacle?.diagnostic.code == code)
    }

    @Test("a path with a slash is relative to the project's root")
    func relativeProgram() async throws {
        try directory.write("#!/bin/sh\necho here\n", to: "tools/say")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: directory.path("tools/say"))
        let command = Command(program: "tools/say", arguments: [], environment: [:], outputLimit: 100)
        #expect(text(try await processes.run(command).output) == "here\n")
    }

    @Test("a program that somebody still has open for writing is waited for, and not for ever")
    func busy() async throws {
        try directory.write("#!/bin/sh\necho written\n", to: "tools/say")
        let path = directory.path("tools/say")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        let command = Command(program: path, arguments: [], environment: [:], outputLimit: 100)
        let writer = try #require(FileHandle(forUpdatingAtPath: path))
        let obstacle = await #expect(throws: Obstacle.self) { try await processes.run(command) }
        #expect(obstacle?.diagnostic.code == "command-not-started")
        #expect(obstacle?.diagnostic.message.contains("text file busy") == true)
        // A thread of its own: on a busy machine a task may come too late.
        Thread.detachNewThread {
            Thread.sleep(forTimeInterval: 0.05)
            try? writer.close()
        }
        #expect(text(try await processes.run(command).output) == "written\n")
    }

    @Test("a flood of output is drained, and only its beginning kept")
    func flood() async throws {
        let result = try await processes.run(
            shell(
                "head -c 30000000 /dev/zero; echo tail >&2", environment: ["PATH": "/usr/bin:/bin"], outputLimit: 1_000)
        )
        #expect(result.ending == .exited(0))
        #expect(result.output == [UInt8](repeating: 0, count: 1_000))
        #expect(text(result.errors) == "tail\n")
        #expect(result.truncated)
    }

    @Test("output of exactly the limit is not called truncated")
    func exactLimit() async throws {
        let result = try await processes.run(shell("printf 12345", outputLimit: 5))
        #expect(text(result.output) == "12345")
        #expect(!result.truncated)
    }

    @Test("the last words of a program that ends at once are not lost")
    func lastWords() async throws {
        for _ in 0..<50 {
            let result = try await processes.run(
                shell("head -c 60000 /dev/zero", environment: ["PATH": "/usr/bin:/bin"]))
            #expect(result.output.count == 60_000)
        }
    }

    @Test(
        "what the program left behind does not delay the result and does not stay",
        arguments: ["sleep 300 & echo $!", "trap '' TERM; sleep 300 & echo $!", "yes & echo $! >&2; echo $!"])
    func leftBehind(script: String) async throws {
        let clock = ContinuousClock()
        let began = clock.now
        let result = try await processes.run(shell(script, environment: ["PATH": "/usr/bin:/bin"], outputLimit: 64))
        #expect(clock.now - began < .seconds(150))
        let line = text(result.errors.isEmpty ? result.output : result.errors).split(separator: "\n").first ?? ""
        let child = try #require(Int32(line))
        #expect(await Self.isGone(child))
    }

    @Test("a descendant in a session of its own cannot delay the result, even when it floods")
    func escaped() async throws {
        let clock = ContinuousClock()
        let began = clock.now
        let script = "setsid sh -c 'echo $$ >&2; exec timeout 300 yes' & sleep 0.2"
        let result = try await processes.run(shell(script, environment: ["PATH": "/usr/bin:/bin"], outputLimit: 64))
        #expect(clock.now - began < .seconds(150))
        if let escapee = Int32(text(result.errors).split(separator: "\n").first ?? "") { kill(escapee, SIGKILL) }
    }

    @Test(
        "cancellation ends the whole group, also when TERM is ignored",
        arguments: [
            "sleep 300 & echo $! > pid; wait", "trap '' TERM; sleep 300 & echo $! > pid; while :; do wait; done",
            "trap 'exit 0' TERM; sleep 300 & echo $! > pid; wait",
        ])
    func cancellation(script: String) async throws {
        let command = shell(script, environment: ["PATH": "/usr/bin:/bin"])
        let task = Task { [processes] in try await processes.run(command) }
        let child = try await childNumber()
        let clock = ContinuousClock()
        let began = clock.now
        task.cancel()
        let result = await task.result
        #expect(clock.now - began < .seconds(150))
        #expect(throws: Obstacle.self) { try result.get() }
        if case .failure(let error as Obstacle) = result { #expect(error.diagnostic.code == "command-interrupted") }
        #expect(await Self.isGone(child))
    }

    @Test("cancelled before it began, a command is not a pass")
    func cancelledBefore() async throws {
        let task = Task { [processes, command = shell("sleep 60")] in
            withUnsafeCurrentTask { $0?.cancel() }
            return try await processes.run(command)
        }
        await #expect(throws: Obstacle.self) { try await task.value }
    }

    @Test("no descriptor and no zombie is left after many programs")
    func nothingLeaks() async throws {
        // Counting this process's descriptors would count the other suites' too: every program says which pipes and
        // which number it had, and exactly those must be gone.
        var pipes: Set<String> = []
        var numbers: Set<String> = []
        for _ in 0..<100 {
            let result = try await processes.run(shell("readlink /proc/$$/fd/1 /proc/$$/fd/2; echo $$"))
            let lines = text(result.output).split(separator: "\n").map(String.init)
            pipes.formUnion(lines.filter { $0.hasPrefix("pipe:") })
            numbers.insert(try #require(lines.last))
        }
        #expect(pipes.count == 200)
        #expect(numbers.count == 100)
        let held = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").compactMap {
            try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")
        }
        #expect(pipes.intersection(held).isEmpty)
        #expect(numbers.filter { FileManager.default.fileExists(atPath: "/proc/\($0)") }.isEmpty)
    }

    @Test("a program has nothing open but its input and outputs, and every signal as programs expect it")
    func surroundings() async throws {
        let held = open("/dev/null", O_RDONLY)
        defer { close(held) }
        let listed = try await processes.run(
            Command(program: "ls", arguments: ["/proc/self/fd"], environment: [:], outputLimit: 4_096))
        // The last is the directory that `ls` reads.
        #expect(text(listed.output) == "0\n1\n2\n3\n")
        let session = try await processes.run(
            shell("read -r _ _ _ _ group session _ < /proc/self/stat; echo $session $$"))
        let numbers = text(session.output).split(whereSeparator: \.isWhitespace)
        #expect(numbers.count == 2 && numbers[0] == numbers[1], "\(numbers)")
        signal(SIGUSR1, SIG_IGN)
        #expect(try await processes.run(shell("kill -USR1 $$; echo survived")).ending == .signalled(SIGUSR1))
    }

    @Test("a bare name is a program of the path the command has, and what is none there is passed over")
    func path() async throws {
        try directory.write("#!/bin/sh\necho first\n", to: "a/say")
        try directory.write("#!/bin/sh\necho second\n", to: "b/say/file")
        try directory.write("#!/bin/sh\necho third\n", to: "c/say")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: directory.path("c/say"))
        let path = [":nowhere", directory.path("a"), "b", "c"].joined(separator: ":")
        let command = Command(program: "say", arguments: [], environment: ["PATH": path], outputLimit: 100)
        #expect(text(try await processes.run(command).output) == "third\n")
        let nowhere = Command(program: "say", arguments: [], environment: ["PATH": ""], outputLimit: 100)
        let obstacle = await #expect(throws: Obstacle.self) { try await processes.run(nowhere) }
        #expect(obstacle?.diagnostic.code == "command-not-found")
    }

    @Test("a text that the system would cut short is given to no program")
    func zeros() async throws {
        for command in [
            Command(program: "echo", arguments: ["a\0b"], environment: [:], outputLimit: 9),
            Command(program: "env", arguments: [], environment: ["A": "a\0b"], outputLimit: 9),
        ] {
            let obstacle = await #expect(throws: Obstacle.self) { try await processes.run(command) }
            #expect(obstacle?.diagnostic.code == "command-not-started")
        }
    }

    @Test("hundreds at once are each told by what they said and how they ended")
    func many() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<200 {
                group.addTask { [processes] in
                    let result = try await processes.run(self.shell("echo \(number); exit \(number % 100)"))
                    #expect(self.text(result.output) == "\(number)\n" && result.ending == .exited(Int32(number % 100)))
                }
            }
            try await group.waitForAll()
        }
    }

    private func childNumber() async throws -> Int32 {
        for _ in 0..<500 {
            if let data = FileManager.default.contents(atPath: directory.path("pid")),
                let number = Int32(String(decoding: data, as: UTF8.self).trimmingCharacters(in: .newlines))
            {
                return number
            }
            try await Task.sleep(for: .milliseconds(10))
        }
        throw Obstacle("test", "the child never said its number")
    }

    /// Killed, and reaped or a zombie: an orphan is reaped by whoever is process 1 here, which may take a moment.
    private static func isGone(_ process: Int32) async -> Bool {
        for _ in 0..<200 {
            guard let data = FileManager.default.contents(atPath: "/proc/\(process)/stat") else { return true }
            if String(decoding: data, as: UTF8.self).contains(") Z ") { return true }
            try? await Task.sleep(for: .milliseconds(10))
        }
        return false
    }
}
