import AirworthyTesting
import Foundation
import Testing

/// What is drawn while a run is under way: on a real terminal, and elsewhere.
@Suite("Progress")
struct TerminalTests {
    /// A project of one slow program, so that there is something to see.
    private func slow() async throws -> Storefront {
        let storefront = try await Storefront.make()
        try storefront.write(
            """
            checklist: slow
            phase: drill
            title: Two programs that take their time
            steps:
              - {id: first-program, uses: command, with: {program: /bin/sleep, args: ["2"], proof: exit}}
              - {id: second-program, uses: command, with: {program: /bin/false, proof: exit}}
            """, to: "Checklists/slow.yaml")
        return storefront
    }

    private static let tmux = "/usr/bin/tmux"

    @Test(
        "a terminal shows one line for each running unit with its age, and the report on a clean screen",
        .enabled(if: FileManager.default.isExecutableFile(atPath: tmux)))
    func terminal() async throws {
        let storefront = try await slow()
        // A server of its own: another's sessions are not ours to see or to end. Told everything in one go, for the server
        // does not outlive the process that started it here.
        var shell = Program(path: "/bin/sh")
        shell.environment["TMUX_TMPDIR"] = storefront.directory.path("")
        shell.environment["COMMAND"] =
            "\(Storefront.airworthy.path) run slow -r release.yaml --unsigned; echo ended $?; sleep 60"
        let result = try await shell.run(
            "-c",
            """
            tmux -f /dev/null new-session -d -s progress -x 72 -y 20 "$COMMAND" || exit 1
            for i in $(seq 300); do
                tmux capture-pane -p -t progress > screen || exit 1
                cat screen; printf '\\f'
                ! grep -q '^ended' screen || break
                sleep 0.1
            done
            tmux kill-server
            """, in: storefront.root)
        #expect(result.status == 0, "\(result)")
        let screens = result.output.split(separator: "\u{c}").map { String($0) }
        // The server's socket is in the directory, which goes away with its owner.
        withExtendedLifetime(storefront) {}
        let live = screens.filter { $0.contains("/2 done") }
        #expect(live.contains { $0.contains(/\n  first-program  [0-9]s\n/) }, "\(screens)")
        #expect(live.contains { $0.contains("1/2 done · 1 open") }, "\(live)")
        #expect(live.allSatisfy { $0.components(separatedBy: "/2 done").count == 2 }, "drawn over itself")
        let last = screens.last ?? ""
        #expect(last.contains("ended 1") && last.contains("✖ second-program"), "\(last)")
        #expect(!last.contains("/2 done") && !last.contains("first-program  1s"), "\(last)")
    }

    /// Runs a command on a pseudo-terminal and prints what it wrote there.
    private static let pty = """
        import os, pty, sys
        out = []
        def read(fd):
            data = os.read(fd, 65536); out.append(data); return b""
        status = pty.spawn(sys.argv[1:], read)
        sys.stdout.buffer.write(b"".join(out))
        sys.exit(os.waitstatus_to_exitcode(status))
        """

    private func onTerminal(_ environment: [String: String], _ arguments: String..., in directory: String)
        async throws -> Program.Result
    {
        var python = Program(path: "/usr/bin/env")
        python.environment = environment
        return try await python.run(
            ["python3", "-c", Self.pty, Storefront.airworthy.path] + arguments, in: directory)
    }

    @Test("colour is for terminals that want it")
    func colour() async throws {
        let storefront = try await slow()
        let run = ["run", "slow", "-r", "release.yaml", "--unsigned", "-q"]
        func output(_ environment: [String: String], _ more: String...) async throws -> String {
            var python = Program(path: "/usr/bin/env")
            python.environment = environment
            return try await python.run(
                ["python3", "-c", Self.pty, Storefront.airworthy.path] + run + more, in: storefront.root
            ).output
        }
        #expect(try await output(["TERM": "xterm"]).contains("\u{1b}[31m✖"))
        #expect(try await !output(["TERM": "xterm", "NO_COLOR": "1"]).contains("\u{1b}"))
        #expect(
            try await output(["TERM": "xterm", "NO_COLOR": ""]).contains("\u{1b}[31m✖"), "no-color.org: not if empty")
        #expect(try await !output(["TERM": "dumb"]).contains("\u{1b}"))
        #expect(try await !output(["TERM": "xterm"], "--color", "never").contains("\u{1b}"))
        let piped = try await Storefront.airworthy.run(run, in: storefront.root)
        #expect(!piped.output.contains("\u{1b}"))
    }

    @Test("elsewhere, and on a terminal that cannot move its cursor, progress is plain lines")
    func plain() async throws {
        let storefront = try await slow()
        let piped = try await storefront.airworthy("run", "slow", "-r", "release.yaml", "--unsigned")
        #expect(piped.errors == "failed second-program\n", "\(piped)")
        let dumb = try await onTerminal(
            ["TERM": "dumb"], "run", "slow", "-r", "release.yaml", "--unsigned", in: storefront.root)
        #expect(!dumb.output.contains("\u{1b}") && dumb.output.contains("failed second-program"), "\(dumb)")
        let quiet = try await storefront.airworthy("run", "slow", "-r", "release.yaml", "--unsigned", "-q")
        #expect(quiet.errors.isEmpty, "\(quiet)")
    }
}
