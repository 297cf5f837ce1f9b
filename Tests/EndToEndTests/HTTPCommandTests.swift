import AirworthyTesting
import Foundation
import Testing
import Trust

/// The `http` check as people meet it: the real program, a real server, a real certificate.
@Suite("Asking over HTTP")
struct HTTPCommandTests {
    private static func healthy() throws -> LoopbackServer {
        try LoopbackServer { request in
            request.headers["authorization"] == "Bearer hunter2"
                ? .json(#"{"status": "up", "version": "3.0.1"}"#) : .json("{}", status: 401)
        }
    }

    private func step(_ url: String, _ more: String = "") -> String {
        "  - {id: healthy, uses: http, with: {url: \"\(url)\", credentials: {Authorization: {file: token, prefix: \"Bearer \"}}, "
            + "expect: {status: 200, body: {json: {/status: up, /version: \"3.0.1\"}}}\(more)}}"
    }

    @Test("over TLS with a credential from a file: it passes, is signed, and the credential is written nowhere")
    func passes() async throws {
        let server = try Self.healthy()
        let front = try TLSFront(before: server.authority)
        let rollout = try await Rollout.make(step("https://\(front.authority)/healthz?v=1", ", caFile: ca.pem"))
        try rollout.directory.write("hunter2\n", to: "token")
        try rollout.directory.write(front.authorityPEM, to: "ca.pem")
        let run = try await rollout.run()
        #expect(run.status == 0, "\(run)")
        #expect(run.output.contains("answers 200, 3 of 3 as expected"), "\(run)")
        for path in try FileManager.default.subpathsOfDirectory(atPath: rollout.directory.path(".airworthy")) {
            let data = FileManager.default.contents(atPath: rollout.directory.path(".airworthy/\(path)")) ?? Data()
            #expect(data.firstRange(of: Data("hunter2".utf8)) == nil, "\(path)")
            let digest = Digest.of(Array("hunter2\n".utf8)).hex
            #expect(data.firstRange(of: Data(digest.utf8)) == nil, "\(path)")
        }
        // Whoever its own authority does not vouch for has not answered.
        try rollout.directory.write(
            try VirtualAuthority.root(
                .authority("other", from: Instant(seconds: 0), until: Instant(seconds: 4_000_000_000))
            ).certificate.pem, to: "ca.pem")
        let stranger = try await rollout.run()
        #expect(stranger.status == 3 && stranger.output.contains("[http-untrusted]"), "\(stranger)")
    }

    @Test("a credential for this machine, in the clear, is not told to a proxy")
    func pastTheProxy() async throws {
        let server = try Self.healthy()
        let proxy = try LoopbackServer { _ in .answer(502) }
        let rollout = try await Rollout.make(
            step("http://\(server.authority)/healthz", ", insecure: [plain-http]"))
        try rollout.directory.write("hunter2\n", to: "token")
        var program = Storefront.airworthy
        program.environment["http_proxy"] = "http://\(proxy.authority)"
        let run = try await program.run(Rollout.command, in: rollout.root)
        #expect(run.status == 0, "\(run)")
        #expect(proxy.requests.isEmpty)
    }

    @Test("an answer that is not as expected exits 1, none exits 3, and offline nobody is asked")
    func outcomes() async throws {
        let server = try LoopbackServer { $0.path == "/up" ? .json(#"{"status": "up"}"#) : .answer(503) }
        let rollout = try await Rollout.make(Rollout.look("only"))
        func check(_ path: String, _ more: String...) async throws -> Program.Result {
            try await Storefront.airworthy.run(
                [
                    "check", "http", "--with", "url=http://\(server.authority)\(path)", "--with",
                    "insecure=[plain-http]",
                    "--with", "expect={body: {json: {/status: up}}}",
                ] + more, in: rollout.root)
        }
        let up = try await check("/up")
        #expect(up.status == 0 && up.output.contains("nobody proved to be that server"), "\(up)")
        let down = try await check("/down")
        #expect(down.status == 1 && down.output.contains("[status-mismatch]"), "\(down)")
        let asked = server.requests.count
        let offline = try await check("/up", "--offline")
        #expect(offline.status == 3 && "\(offline)".contains("[offline]"), "\(offline)")
        #expect(server.requests.count == asked)
        let silent = try await Storefront.airworthy.run(
            [
                "check", "http", "--with", "url=http://127.0.0.1:1/", "--with", "insecure=[plain-http]", "--with",
                "expect={status: 200}",
            ], in: rollout.root)
        #expect(silent.status == 3 && "\(silent)".contains("[http-unreachable]"), "\(silent)")
    }

    @Test("a forecast asks nobody unless it is told to, and does not pass what it did not ask")
    func forecast() async throws {
        let server = try Self.healthy()
        let rollout = try await Rollout.make(
            "  - {id: up, uses: http, with: {url: \"http://\(server.authority)/\", insecure: [plain-http], expect: {status: 401}}}"
        )
        let command = ["forecast", "rollout", "-r", "release.yaml", "--days", "1"]
        let silent = try await Storefront.airworthy.run(command, in: rollout.root)
        #expect(silent.status == 3 && "\(silent)".contains("not-forecast"), "\(silent)")
        #expect(server.requests.isEmpty)
        let told = try await Storefront.airworthy.run(command + ["--programs"], in: rollout.root)
        #expect(told.status == 0, "\(told)")
        #expect(server.requests.count == 2)
        // Nor by TLS; told to, it asks one that speaks none.
        let shown = try await Rollout.make(
            "  - {id: shown, uses: tls-endpoint, with: {owner: o, name: localhost, endpoint: '\(server.authority)'}}\n")
        let unasked = try await Storefront.airworthy.run(command, in: shown.root)
        #expect(unasked.status == 3 && "\(unasked)".contains("not-forecast"), "\(unasked)")
        let asked = try await Storefront.airworthy.run(command + ["--programs"], in: shown.root)
        #expect(asked.status == 3 && !"\(asked)".contains("not-forecast"), "\(asked)")
    }
}
