import AirworthyTesting
import Foundation
import Testing

/// Where results go, and what becomes of a command whose result went nowhere.
@Suite("Outputs")
struct OutputTests {
    private static let run = ["run", "pre-release", "-r", "release.yaml", "-k", "private/gate.key.pem", "-q"]

    @Test("an output over what a run reads, or into its state, is refused before anything runs")
    func overInput() async throws {
        let storefront = try await Storefront.make()
        #expect(try await Self.first(storefront).status == 0)
        let files = [
            "private/gate.key.pem", "release.yaml", "Checklists/pre-release.yaml", "Keys/trust.yaml",
            "Keys/release.pub.pem", "airworthy.yaml",
        ]
        let before = try files.map { try storefront.read($0) }
        try FileManager.default.createSymbolicLink(
            atPath: storefront.path("harmless.json"), withDestinationPath: "private/gate.key.pem")
        let runs = try FileManager.default.contentsOfDirectory(atPath: storefront.path(".airworthy/runs"))
        for file in files + ["harmless.json", ".airworthy/ledger.sqlite", ".airworthy/new.json"] {
            let result = try await Storefront.airworthy.run(Self.run + ["-o", "json=\(file)"], in: storefront.root)
            #expect(result.status == 2 && result.errors.contains("[output-over-input]"), "\(file): \(result)")
        }
        #expect(try files.map { try storefront.read($0) } == before)
        #expect(try FileManager.default.contentsOfDirectory(atPath: storefront.path(".airworthy/runs")) == runs)
        #expect(try await storefront.airworthy("ledger", "verify").status == 0)
        try FileManager.default.createSymbolicLink(
            atPath: storefront.path("same.json"), withDestinationPath: "report.json")
        try storefront.write("", to: "report.json")
        let shared = try await Storefront.airworthy.run(
            Self.run + ["-o", "json=report.json", "-o", "text=same.json"], in: storefront.root)
        #expect(shared.status == 2 && shared.errors.contains("[output-shared]"), "\(shared)")
    }

    private static func first(_ storefront: Storefront) async throws -> Program.Result {
        try await storefront.airworthy(
            "run", "first-release", "-r", "previous.yaml", "-k", "private/gate.key.pem", "-q")
    }

    @Test("a report to where stdout goes already is written there, and replaces nothing")
    func ownDescriptor() async throws {
        let storefront = try await Storefront.make()
        let shell = Program(path: "/bin/sh")
        let script = "\"$@\" -o text=/dev/stderr -o json=/dev/stdout > json.txt 2> text.txt && ls -l /dev/stdout"
        let result = try await shell.run(
            ["-c", script, "sh", Storefront.airworthy.path]
                + Self.run.map { $0 == "pre-release" ? "first-release" : $0 }
                .map { $0 == "release.yaml" ? "previous.yaml" : $0 }, in: storefront.root)
        #expect(result.status == 0 && result.output.contains("->"), "\(result)")
        #expect(String(decoding: try storefront.read("text.txt"), as: UTF8.self).contains("cleared: "))
        #expect(String(decoding: try storefront.read("json.txt"), as: UTF8.self).contains("\"verdict\""))
        let twice = try await Storefront.airworthy.run(
            Self.run + ["-o", "text", "-o", "json=/dev/stdout"], in: storefront.root)
        #expect(twice.status == 2 && twice.errors.contains("[output-shared]"), "\(twice)")
    }

    private static let commands = [
        "admit previous.yaml --for promote", "admit previous.yaml --for promote -o json", "ledger verify",
        "history",
        "plan pre-release -r release.yaml", "checks", "lint release.yaml", "keys inspect Keys/gate.pub.pem",
        "schema release", "completion bash", "version", "manual", "run --help",
        "check blob-signature release.yaml --with rule=release-files",
        "verify blob release.yaml --key Keys/release.pub.pem",
    ]

    @Test("no command exits 0 whose result could not be written")
    func unwritten() async throws {
        let storefront = try await Storefront.make()
        #expect(try await Self.first(storefront).status == 0)
        for command in Self.commands {
            let words = command.split(separator: " ").map(String.init)
            let shown = try await Storefront.airworthy.run(words, in: storefront.root)
            #expect(shown.status == 0, "\(command): \(shown)")
            let shell = Program(path: "/bin/sh")
            for target in ["> /dev/full", ">&-"] {
                let result = try await shell.run(
                    ["-c", "\"$@\" \(target)", "sh", Storefront.airworthy.path] + words, in: storefront.root)
                #expect(
                    result.status == 3 && result.errors.contains("[output-unwritable]"),
                    "\(command) \(target): \(result)")
            }
            // A reader that has seen enough is no trouble.
            let piped = try await shell.run(
                ["-c", "\"$@\" | true", "sh", Storefront.airworthy.path] + words, in: storefront.root)
            #expect(piped.status == 0 && piped.errors.isEmpty, "\(command): \(piped)")
        }
    }
}
