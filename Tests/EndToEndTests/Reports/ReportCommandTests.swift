import Airworthy
import AirworthyTesting
import Foundation
import Testing

/// `run -o`, `explain`, `diff` and `forecast` as a user meets them.
@Suite("Reports from the command")
struct ReportCommandTests {
    private static let key = ["--key", "private/gate.key.pem", "-q"]

    private func blocked() async throws -> Storefront {
        let storefront = try await Storefront.make()
        try await storefront.maker("tamper")
        return storefront
    }

    @Test("one run writes every format at once, and the step summary keeps what was in it")
    func everyFormat() async throws {
        let storefront = try await blocked()
        try storefront.write("# built by the pipeline", to: "summary.md")
        var program = Storefront.airworthy
        program.environment["GITHUB_STEP_SUMMARY"] = storefront.path("summary.md")
        let files = ReportFormat.allCases.filter { $0 != .github }
        let outputs = files.flatMap { ["-o", "\($0.rawValue)=out.\($0.rawValue)"] } + ["-o", "github"]
        let run = try await program.run(
            ["run", "first-release", "-r", "next.yaml"] + Self.key + outputs, in: storefront.root)
        #expect(run.status == 1, "\(run)")
        for format in files {
            let text = String(decoding: try storefront.read("out.\(format.rawValue)"), as: UTF8.self)
            #expect(text.contains("digest-mismatch"), "\(format)")
        }
        #expect(run.output.hasPrefix("::error ") && run.output.contains("failed%3A images-intact/checkout"))
        let summary = String(decoding: try storefront.read("summary.md"), as: UTF8.self)
        #expect(summary.hasPrefix("# built by the pipeline\n## ✖ blocked"), "\(summary.prefix(80))")
    }

    @Test("an output that cannot be written is named, the others are written, and the run does not exit 0")
    func unwritable() async throws {
        let storefront = try await Storefront.make()
        // A pipe that nobody reads: that is not known before there is something to write.
        #expect(mkfifo(storefront.path("taken"), 0o600) == 0)
        let run = ["run", "first-release", "-r", "previous.yaml", "--exit-zero"] + Self.key
        let result = try await Storefront.airworthy.run(
            run + ["-o", "junit=taken", "-o", "json=report.json"], in: storefront.root)
        #expect(result.status == 3 && result.errors.contains("[file-unwritable]"), "\(result)")
        #expect(result.errors.contains("taken"))
        #expect(try storefront.read("report.json").count > 1_000)

        let nowhere = try await Storefront.airworthy.run(run + ["-o", "json=no/such/report.json"], in: storefront.root)
        #expect(nowhere.status == 2 && nowhere.errors.contains("[no-directory]"), "\(nowhere)")

        let full = try await Program(path: "/bin/sh").run(
            "-c", "\(Storefront.airworthy.path) \(run.joined(separator: " ")) > /dev/full", in: storefront.root)
        #expect(full.status == 3 && full.errors.contains("[output-unwritable]"), "\(full)")
    }

    @Test("a step summary that is full is said to be, and stays as it was")
    func summaryFull() async throws {
        let storefront = try await Storefront.make()
        let full = String(repeating: "x", count: GitHubReport.summaryLimit - 50)
        try storefront.write(full, to: "summary.md")
        var program = Storefront.airworthy
        program.environment["GITHUB_STEP_SUMMARY"] = storefront.path("summary.md")
        let run = try await program.run(
            ["run", "first-release", "-r", "previous.yaml", "-o", "github"] + Self.key, in: storefront.root)
        #expect(run.status == 3 && run.errors.contains("[summary-full]"), "\(run)")
        #expect(try storefront.read("summary.md").count == full.utf8.count)
    }

    @Test(
        "outputs that would overwrite each other are wrong usage",
        arguments: [
            ["-o", "text", "-o", "json"], ["-o", "text=a", "-o", "json=./a"], ["-o", "yaml"], ["-o", "json="],
        ])
    func conflicting(outputs: [String]) async throws {
        let storefront = try await Storefront.make()
        let result = try await Storefront.airworthy.run(
            ["run", "first-release", "-r", "previous.yaml", "--unsigned"] + outputs, in: storefront.root)
        #expect(result.status == 2, "\(result)")
    }

    @Test("explain shows the bytes a finding points at, the rule, and what would pass")
    func explain() async throws {
        let storefront = try await Storefront.make()
        let live = "configs/live/checkout.yaml"
        try storefront.replace("basket: 50", with: "basket: 5000", in: live)
        let run = try await Storefront.airworthy.run(
            ["run", "first-release", "-r", "previous.yaml", "-o", "json=report.json"] + Self.key, in: storefront.root)
        #expect(run.status == 1, "\(run)")

        for name in ["latest", "report.json"] {
            let result = try await storefront.airworthy("explain", name, "checkout-drift")
            #expect(result.status == 0, "\(result)")
            #expect(result.output.contains("1 │ limits: {basket: 5000, orders-per-minute: 600}"), "\(result)")
            #expect(result.output.contains("the file is as the run read it"), "\(result)")
            #expect(result.output.contains("is what is live what was desired"))
            #expect(
                result.output.contains("waivable by a signed waiver for step checkout-drift, finding drifted"),
                "\(result)")
            #expect(result.output.contains(name == "latest" ? "signed by gate" : "nobody signed it"))
        }
        try storefront.replace("basket: 5000", with: "basket: 5001", in: live)
        let later = try await storefront.airworthy("explain", "latest", "checkout-drift", "--json")
        #expect(later.status == 0 && later.output.contains("\"unchanged\": false"), "\(later)")

        let nobody = try await storefront.airworthy("explain", "latest", "no-such-step")
        #expect(nobody.status == 2 && nobody.errors.contains("[unknown-step]"), "\(nobody)")
        let nothing = try await storefront.airworthy("explain", "feedfeed")
        #expect(nothing.status == 2 && nothing.errors.contains("[run-unknown]"), "\(nothing)")
        let other = try await storefront.airworthy("explain", "previous.yaml")
        #expect(other.status == 2, "\(other)")
    }

    @Test("explain names a step's evidence and shows what was kept of it, and says when a statement is not believed")
    func evidence() async throws {
        let storefront = try await Storefront.make()
        let run = try await Storefront.airworthy.run(
            ["run", "first-release", "-r", "previous.yaml", "-o", "json"] + Self.key, in: storefront.root)
        #expect(run.status == 0, "\(run)")
        let smoke = try await storefront.airworthy("explain", "latest", "programs-compile")
        #expect(smoke.status == 0 && smoke.output.contains("   seen     "), "\(smoke)")
        #expect(smoke.output.contains("            │ failed: 0\n"), "\(smoke)")

        try storefront.replace("require: {anyOf: [gate]}}", with: "require: {anyOf: [release]}}", in: "Keys/trust.yaml")
        let doubted = try await storefront.airworthy("explain", "latest")
        #expect(doubted.status == 0 && doubted.output.contains("\nNOT BELIEVED: "), "\(doubted)")
    }

    @Test("diff says what got worse and exits 1, and finds nothing between a run and itself")
    func diff() async throws {
        let storefront = try await Storefront.make()
        func run(_ release: String, _ report: String) async throws {
            _ = try await Storefront.airworthy.run(
                ["run", "first-release", "-r", release, "-o", "json=\(report)"] + Self.key, in: storefront.root)
        }
        try await run("previous.yaml", "a.json")
        try await storefront.maker("tamper")
        try await run("next.yaml", "b.json")

        let worse = try await storefront.airworthy("diff", "a.json", "b.json")
        #expect(worse.status == 1, "\(worse)")
        #expect(worse.output.contains(" ✖ images-intact/checkout  newly failing: passed → failed"), "\(worse)")
        #expect(worse.output.contains("[digest-mismatch]") && worse.output.contains("input   release manifest: "))

        let back = try await storefront.airworthy("diff", "b.json", "a.json", "--json")
        #expect(back.status == 0 && back.output.contains("\"change\": \"fixed\""), "\(back)")
        let same = try await storefront.airworthy("diff", "latest", "latest")
        #expect(same.status == 0 && same.output.contains("not worse: "), "\(same)")
    }

    @Test("forecast names what will have expired, runs no program, and never exits 0 over what it did not look at")
    func forecast() async throws {
        let storefront = try await Storefront.make()
        let far = try await storefront.airworthy("forecast", "first-release", "-r", "previous.yaml", "--days", "400")
        #expect(far.status == 1, "\(far)")
        #expect(far.output.contains("secrets-window  newly failing: passed → failed"), "\(far)")
        #expect(far.output.contains("programs-compile  not told: programs are not run for a forecast [not-forecast]"))
        #expect(far.output.contains("will fail: "))

        let near = try await storefront.airworthy("forecast", "first-release", "-r", "previous.yaml", "--days", "1")
        #expect(near.status == 3, "\(near)")
        let whole = try await storefront.airworthy(
            "forecast", "first-release", "-r", "previous.yaml", "--days", "1", "--programs", "--json")
        #expect(whole.status == 0 && whole.output.contains("\"untold\": []"), "\(whole)")
        for arguments in [
            ["--days", "0"], [], ["--days", "3", "--at", "2030-01-01T00:00:00Z"], ["--at", "2001-01-01T00:00:00Z"],
        ] {
            let wrong = try await Storefront.airworthy.run(
                ["forecast", "first-release", "-r", "previous.yaml"] + arguments, in: storefront.root)
            #expect(wrong.status == 2, "\(arguments): \(wrong)")
        }
        #expect(!FileManager.default.fileExists(atPath: storefront.path(".airworthy/ledger.sqlite")))
    }
}
