import AirworthyTesting
import Foundation
import Testing

/// Output compared whole. `make golden` accepts what is there now; the difference is then read in review.
@Suite("Expected output", .serialized)
struct GoldenTests {
    private static let isWriting = ProcessInfo.processInfo.environment["AIRWORTHY_WRITE"] == "golden"
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Goldens")

    private func expect(_ text: String, asIn name: String) throws {
        let url = Self.folder.appending(path: name)
        let stable = Transcript.stable(text)
        if Self.isWriting { try stable.write(to: url, atomically: true, encoding: .utf8) }
        let golden = try? String(contentsOf: url, encoding: .utf8)
        #expect(stable == golden, "\(name): read the difference, then `make golden` if it is meant")
    }

    @Test("the demo tells its story")
    func demo() async throws {
        let directory = try TemporaryDirectory()
        var demo = Program(path: "\(Storefront.repository)/Examples/storefront/demo")
        demo.environment["STOREFRONT_BUILD"] = directory.path("storefront")
        demo.environment["AIRWORTHY"] = Storefront.airworthy.path
        let result = try await demo.run()
        #expect(result.status == 0, "\(result)")
        try expect(result.output, asIn: "demo.txt")
    }

    @Test("a blocked run says the same in every format")
    func formats() async throws {
        let storefront = try await Storefront.make()
        try await storefront.maker("tamper")
        let run = try await storefront.airworthy(
            "run", "first-release", "-r", "next.yaml", "--key", "private/gate.key.pem", "-q", "-o", "text=run.txt",
            "-o", "json=run.json", "-o", "junit=run.xml", "-o", "sarif=run.sarif", "-o", "tap=run.tap", "-o",
            "github=run.github", "-o", "markdown=run.md", "-o", "openmetrics=run.om")
        #expect(run.status == 1, "\(run)")
        for name in [
            "run.txt", "run.json", "run.xml", "run.sarif", "run.tap", "run.github", "run.md", "run.om",
        ] {
            try expect(String(decoding: storefront.read(name), as: UTF8.self), asIn: name)
        }
    }

    @Test("a plan says what would be done")
    func plan() async throws {
        let storefront = try await Storefront.make()
        let plan = try await storefront.airworthy("plan", "pre-release", "-r", "release.yaml")
        #expect(plan.status == 0, "\(plan)")
        try expect(plan.output, asIn: "plan.txt")
    }

    @Test("the README's console is what a reader will see")
    func readme() async throws {
        let storefront = try await Storefront.make()
        let first = try await storefront.airworthy(
            "run", "first-release", "-r", "previous.yaml", "--key", "private/gate.key.pem", "-q")
        #expect(first.status == 0, "\(first)")
        let readme = try String(contentsOfFile: "\(Storefront.repository)/README.md", encoding: .utf8)
        let blocks = readme.components(separatedBy: "```console\n").dropFirst().compactMap {
            $0.components(separatedBy: "```\n").first
        }
        #expect(!blocks.isEmpty)
        var shell = Program(path: "/bin/sh")
        shell.environment["PATH"] =
            URL(filePath: Storefront.airworthy.path).deletingLastPathComponent().path(percentEncoded: false)
            + ":/usr/local/bin:/usr/bin:/bin"
        shell.environment["STOREFRONT_BUILD"] = storefront.root
        for command in blocks.flatMap({ $0.components(separatedBy: "$ ").dropFirst() }) {
            let lines = command.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
            let shown = lines.count == 2 ? String(lines[1]) : ""
            let line = lines[0].replacing(
                "../make-images.py", with: "\(Storefront.repository)/Examples/storefront/make-images.py")
            let result = try await shell.run("-c", "\(line) 2>&1", in: storefront.root)
            #expect(Transcript.stable(result.output) == Transcript.stable(shown), "$ \(line)")
        }
    }
}
