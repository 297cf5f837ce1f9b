import AirworthyTesting
import Foundation
import Testing

/// Whoever stops a command stops the programs it has started.
@Suite("Interruptions")
struct InterruptionTests {
    /// Says its number, and ends when it is let go, or after ten minutes.
    private static let waiting =
        "echo $$ > number; mv number begun; for i in $(seq 6000); do test -e go && break; sleep 0.1; done; touch finished; echo ok"

    private static let slow = """
        checklist: slow
        phase: pre-release
        title: One step that takes its time
        steps:
          - id: slow
            uses: command
            timeout: 15m
            provides: [images.pinned, images.intact, images.signed, sboms.present]
            with: {program: /bin/sh, args: ["-c", "\(waiting)"], expect: {output: {contains: [ok]}}}
        """

    @Test(
        "ends every command that runs programs with 130, and its programs with it",
        arguments: [
            ("run Checklists/slow -r release.yaml -k private/gate.key.pem", SIGHUP),
            ("run Checklists/slow -r release.yaml -k private/gate.key.pem", SIGTERM),
            ("checklist test slow -r release.yaml", SIGINT),
            ("drill run slow -r release.yaml --fault unsigned-image", SIGTERM),
            ("forecast slow -r release.yaml --days 3 --programs", SIGINT),
            (
                "check command --with program=/bin/sh --with proof=exit --with args=[-c,'WAITING']",
                SIGINT
            ),
        ])
    func ended(command: String, number: Int32) async throws {
        let storefront = try await Storefront.make()
        try storefront.write(Self.slow, to: "Checklists/slow.yaml")
        let process = try Program(path: "/bin/sh").started(
            [
                "-c", "exec \"$0\" \(command.replacing("WAITING", with: Self.waiting)) > out 2> errors",
                Storefront.airworthy.path,
            ], in: storefront.root)
        try await appears("begun", in: storefront, while: process)
        kill(process.processIdentifier, number)
        while process.isRunning { try await Task.sleep(for: .milliseconds(20)) }
        let errors = String(decoding: try storefront.read("errors"), as: UTF8.self)
        #expect(process.terminationReason == .exit && process.terminationStatus == 130, "\(command): \(errors)")
        #expect(errors.contains("[interrupted]") || errors.contains("next: airworthy run"), "\(command): \(errors)")
        let program = String(decoding: try storefront.read("begun"), as: UTF8.self).filter(\.isNumber)
        #expect(!program.isEmpty)
        for _ in 0..<500 where Self.isRunning(program) { try await Task.sleep(for: .milliseconds(20)) }
        #expect(!Self.isRunning(program), "\(command): its program went on")
    }

    @Test("a run that is interrupted when it is recorded already does not say that it was not, and does not exit 0")
    func late() async throws {
        let storefront = try await Storefront.make()
        // Whoever reads the report takes nothing until told to, and the pipe is smaller than the report.
        try storefront.write(
            """
            import fcntl, os, time
            os.mkfifo("pipe")
            pipe = os.open("pipe", os.O_RDONLY | os.O_NONBLOCK)
            fcntl.fcntl(pipe, 1031, 4096)
            open("reading", "w").close()
            while not os.path.exists("go"): time.sleep(0.02)
            os.set_blocking(pipe, True)
            begun = False
            # Before the writer has come, reading finds an end as well.
            while (part := os.read(pipe, 65536)) or not begun:
                begun = begun or bool(part)
                if not part: time.sleep(0.02)
            """, to: "reader.py")
        let reader = try Program(path: "/bin/sh").started(["-c", "exec python3 reader.py"], in: storefront.root)
        try await appears("reading", in: storefront, while: reader)
        let run = "run first-release -r previous.yaml -k private/gate.key.pem -q -o json=pipe"
        let process = try Program(path: "/bin/sh").started(
            ["-c", "exec \"$0\" \(run) > out 2> errors", Storefront.airworthy.path], in: storefront.root)
        func isRecorded() throws -> Bool {
            let runs = storefront.path(".airworthy/runs")
            let journals =
                (try? FileManager.default.subpathsOfDirectory(atPath: runs).filter { $0.hasSuffix(".jsonl") }) ?? []
            return try journals.contains {
                String(decoding: try storefront.read(".airworthy/runs/\($0)"), as: UTF8.self).contains("\"recorded\"")
            }
        }
        while process.isRunning, try !isRecorded() { try await Task.sleep(for: .milliseconds(20)) }
        kill(process.processIdentifier, SIGINT)
        // Nothing outside the program shows that it has heard the signal; on a busy machine that takes a while.
        try await Task.sleep(for: .seconds(3))
        try storefront.write("", to: "go")
        while process.isRunning { try await Task.sleep(for: .milliseconds(20)) }
        let errors = String(decoding: try storefront.read("errors"), as: UTF8.self)
        #expect(process.terminationReason == .exit && process.terminationStatus == 130, "\(errors)")
        #expect(errors.contains("[interrupted]") && errors.contains("`airworthy history`"), "\(errors)")
        #expect(!errors.contains("nothing was signed"), "\(errors)")
        #expect(try await storefront.airworthy("admit", "previous.yaml", "--for", "promote").status == 0)
    }

    @Test("a hang-up that whoever started the run wants ignored is ignored")
    func ignored() async throws {
        let storefront = try await Storefront.make()
        try storefront.write(Self.slow, to: "Checklists/slow.yaml")
        let process = try Program(path: "/bin/sh").started(
            [
                "-c", "trap '' HUP; exec \"$0\" run slow -r release.yaml -k private/gate.key.pem > out 2> errors",
                Storefront.airworthy.path,
            ], in: storefront.root)
        try await appears("begun", in: storefront, while: process)
        kill(process.processIdentifier, SIGHUP)
        // Nothing outside the program shows that it has heard the signal; on a busy machine that takes a while.
        try await Task.sleep(for: .seconds(3))
        try storefront.write("", to: "go")
        while process.isRunning { try await Task.sleep(for: .milliseconds(20)) }
        #expect(process.terminationReason == .exit && process.terminationStatus == 0)
        #expect(FileManager.default.fileExists(atPath: storefront.path("finished")))
    }

    /// A zombie, which nobody has looked after yet, is not.
    private static func isRunning(_ program: String) -> Bool {
        guard let text = try? String(contentsOfFile: "/proc/\(program)/stat", encoding: .utf8) else { return false }
        return text.split(separator: ")").last?.hasPrefix(" Z") == false
    }

    private func appears(_ name: String, in storefront: Storefront, while process: Process) async throws {
        while process.isRunning, !FileManager.default.fileExists(atPath: storefront.path(name)) {
            try await Task.sleep(for: .milliseconds(20))
        }
    }
}
