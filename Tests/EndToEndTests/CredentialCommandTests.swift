import AirworthyTesting
import Foundation
import Testing
import Trust

/// Credentials by the program itself, in the surroundings it will meet.
@Suite("Credentials from the command line")
struct CredentialCommandTests {
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
        // In an hour: what is made now has begun by then.
        let start = Instant(seconds: Int64(Date().timeIntervalSince1970) + 3_600)
        try directory.write("apiVersion: airworthy/v1\n", to: "airworthy.yaml")
        try directory.write(
            """
            apiVersion: airworthy/v1
            kind: TrustPolicy
            epoch: 1
            keys: [{id: gate, file: gate.pub.pem}]
            rules: [{id: files, blobs: ["**"], require: {anyOf: [gate]}}]
            """, to: "Keys/trust.yaml")
        try directory.write(PrivateKey.generate(.p256).publicKey.pem, to: "Keys/gate.pub.pem")
        try directory.write(
            """
            release: lab
            environment: lab
            sequence: 1
            window: {start: \(start), budget: 1h, rollbackHorizon: 1h}
            services:
              one: {version: "1", image: "registry.example/one@sha256:\(String(repeating: "0", count: 64))", owner: o, class: edge}
            """, to: "release.yaml")
    }

    private func check(_ arguments: String..., environment: [String: String] = [:]) async throws -> Program.Result {
        var program = Storefront.airworthy
        program.environment.merge(environment) { $1 }
        return try await program.run(["check"] + arguments + ["-r", "release.yaml", "--json"], in: directory.path(""))
    }

    /// A PKCS#12 file in RC2 and with a SHA-1 MAC, as old Java wrote; nil where this `openssl` cannot make one.
    private func legacyStore(password: String) async throws -> String? {
        let openssl = Program(path: "/usr/bin/openssl")
        let made = try await openssl.run(
            "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "key.pem", "-out", "c.pem", "-days", "300",
            "-subj",
            "/CN=old", in: directory.path(""))
        guard made.status == 0 else { return nil }
        let stored = try await openssl.run(
            "pkcs12", "-export", "-legacy", "-nokeys", "-in", "c.pem", "-passout", "pass:\(password)", "-out",
            "old.p12",
            in: directory.path(""))
        return stored.status == 0 ? "old.p12" : nil
    }

    @Test("a store in old ciphers opens with OpenSSL's legacy provider, and is named where that is not installed")
    func legacy() async throws {
        guard let store = try await legacyStore(password: "hunter2") else { return }
        try directory.write("hunter2\n", to: "password")
        let arguments = ["--with", "files=[\(store)]", "--with", "owner=o", "--with", "passwordFile=password"]
        let opened = try await check(
            "secret-window", arguments[0], arguments[1], arguments[2], arguments[3], arguments[4], arguments[5])
        #expect(opened.status == 0, "\(opened)")
        // An empty directory of modules: what a minimal container has.
        let bare = try directory.makeDirectory("modules")
        let refused = try await check(
            "secret-window", arguments[0], arguments[1], arguments[2], arguments[3], arguments[4], arguments[5],
            environment: ["OPENSSL_MODULES": bare])
        #expect(refused.status == 3, "\(refused)")
        #expect(refused.output.contains("\"unsupported\""))
        #expect(refused.output.contains("legacy provider"))
        for result in [opened, refused] { #expect(!(result.output + result.errors).contains("hunter2")) }
    }

    @Test("a live server is asked over its socket, and not at all with `--offline`")
    func endpoint() async throws {
        let now = Instant(seconds: Int64(Date().timeIntervalSince1970))
        let root = try VirtualAuthority.root(
            .authority("Root", from: now - .seconds(3_600), until: now + .seconds(90 * 86_400)))
        let key = try PrivateKey.generate(.p256)
        let leaf = try root.issue(
            .leaf(
                "localhost", from: now - .seconds(3_600), until: now + .seconds(90 * 86_400), dnsNames: ["localhost"]),
            to: key.publicKey)
        let listener = try TLSListener(showing: [leaf], key: key)
        try directory.write(root.certificate.pem, to: "ca.pem")
        func ask(_ more: String...) async throws -> Program.Result {
            try await Storefront.airworthy.run(
                [
                    "check", "tls-endpoint", "-r", "release.yaml", "--json", "--with", "owner=o", "--with",
                    "roots=ca.pem",
                    "--with", "name=localhost", "--with", "endpoint='127.0.0.1:\(listener.port)'",
                ] + more, in: directory.path(""))
        }
        let passed = try await ask()
        #expect(passed.status == 0, "\(passed)")
        #expect(try await ask("--with", "minProtocol=TLSv1.3").status == 0)
        let offline = try await ask("--offline")
        #expect(offline.status == 3)
        #expect(offline.output.contains("\"offline\""))
        try directory.write(try PrivateKey.generate(.p256).publicKey.pem, to: "ca.pem")
        #expect(try await ask().status == 3)
    }
}
