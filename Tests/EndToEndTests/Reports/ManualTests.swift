import AirworthyTesting
import Foundation
import Testing

/// The manual page and the completion scripts, read by the programs they are for.
@Suite("Manual and completions")
struct ManualTests {
    private static func have(_ path: String) -> Bool { FileManager.default.isExecutableFile(atPath: path) }

    @Test("the committed page is what the program prints")
    func committed() async throws {
        let page = try await Storefront.airworthy.run("manual")
        #expect(page.status == 0, "\(page)")
        let url = URL(filePath: "\(Storefront.repository)/Docs/airworthy.1")
        if ProcessInfo.processInfo.environment["AIRWORTHY_WRITE"] == "golden" {
            try page.output.write(to: url, atomically: true, encoding: .utf8)
        }
        #expect((try? String(contentsOf: url, encoding: .utf8)) == page.output, "out of date: run `make golden`")
        let help = try await Storefront.airworthy.run("help")
        let commands = help.output.split(separator: "\n").compactMap { line in
            line.firstMatch(of: /^  ([a-z]+)  +[A-Z]/).map { String($0.output.1) }
        }
        #expect(commands.count > 15)
        for command in commands where command != "help" {
            #expect(page.output.contains(".SS \"airworthy \(command)"), "\(command)")
        }
    }

    @Test("man formats it without a warning", .enabled(if: have("/usr/bin/man")))
    func man() async throws {
        var man = Program(path: "/usr/bin/man")
        man.environment["MANWIDTH"] = "80"
        let result = try await man.run("--warnings", "-l", "\(Storefront.repository)/Docs/airworthy.1")
        #expect(result.status == 0 && result.errors.isEmpty, "\(result.errors)")
        #expect(result.output.contains("airworthy explain run [step]"), "\(result.output.prefix(2_000))")
        #expect(result.output.contains("EXIT STATUS"))
    }

    @Test("mandoc finds nothing wrong with it", .enabled(if: have("/usr/bin/mandoc")))
    func mandoc() async throws {
        let result = try await Program(path: "/usr/bin/mandoc").run(
            "-T", "lint", "-W", "warning", "\(Storefront.repository)/Docs/airworthy.1")
        // A date would make the page differ from build to build.
        let complaints = result.output.split(separator: "\n").filter { !$0.contains("missing date") }
        #expect(complaints.isEmpty && result.errors.isEmpty, "\(result)")
    }

    @Test("bash completes commands and formats", .enabled(if: have("/bin/bash")))
    func bash() async throws {
        let script = """
            source <(\(Storefront.airworthy.path) completion bash)
            complete -p airworthy
            COMP_WORDS=(airworthy ex) COMP_CWORD=1 COMP_LINE="airworthy ex" COMP_POINT=12
            _airworthy airworthy ex airworthy; echo "${COMPREPLY[@]}"
            """
        let result = try await Program(path: "/bin/bash").run("-c", script)
        #expect(result.status == 0 && result.output.hasSuffix("\nexplain\n"), "\(result)")
    }

    @Test(
        "zsh and fish read their scripts",
        arguments: [("zsh", ["/usr/bin/zsh", "/bin/zsh"]), ("fish", ["/usr/bin/fish", "/bin/fish"])])
    func others(shell: String, paths: [String]) async throws {
        let script = try await Storefront.airworthy.run("completion", shell)
        #expect(script.status == 0 && script.output.contains("explain"))
        guard let path = paths.first(where: Self.have) else { return }
        let directory = try TemporaryDirectory()
        let file = try directory.write(script.output, to: "completion")
        let result = try await Program(path: path).run("-n", file)
        #expect(result.status == 0 && result.errors.isEmpty, "\(result)")
    }
}
