import Airworthy
import AirworthyTesting
import Foundation
import Testing
import Trust

@testable import AirworthyLive

@Suite("programs that keep passwords", .timeLimit(.minutes(10)))
struct CredentialProgramTests {
    let directory: TemporaryDirectory
    let program: CredentialProgram

    init() throws {
        directory = try TemporaryDirectory()
        program = CredentialProgram(
            processes: LiveProcesses(root: directory.path),
            environment: ["PATH": "\(directory.path):/usr/bin:/bin", "WHO": "alice"],
            // A machine with much else to do is no reason for a test to fail.
            patience: .seconds(170))
    }

    private func install(_ name: String, _ script: String) throws {
        let path = try directory.write("#!/bin/sh\n\(script)\n", to: "docker-credential-\(name)")
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
    }

    @Test("a helper is told the server on standard input, and sees the environment")
    func answers() async throws {
        try install(
            "own",
            #"read -r server; printf '{"ServerURL":"%s","Username":"%s","Secret":"%s"}' "$server" "$WHO" "$1 $server""#)
        guard case .password(let user, let password) = try await program.login(at: "registry.example", from: "own")
        else {
            Issue.record("a user and a secret are a password")
            return
        }
        #expect(user == "alice")
        #expect(password.withBytes { String(decoding: $0, as: UTF8.self) } == "get registry.example")
    }

    @Test("the user `<token>` means an identity token")
    func token() async throws {
        try install("own", #"printf '{"Username":"<token>","Secret":"t0ken"}'"#)
        guard case .identityToken(let token) = try await program.login(at: "registry.example", from: "own") else {
            Issue.record("`<token>` is an identity token")
            return
        }
        #expect(token.withBytes { String(decoding: $0, as: UTF8.self) } == "t0ken")
    }

    @Test("a helper that has none says so, and that is nobody")
    func none() async throws {
        try install("own", "echo 'credentials not found in native keychain'; exit 1")
        #expect(try await program.login(at: "registry.example", from: "own") == nil)
    }

    @Test(
        "anything else is a failure by name that repeats nothing",
        arguments: [
            "echo hunter2; exit 1", "echo hunter2 >&2; exit 3", "kill -9 $$", "echo hunter2", "echo '{}'",
            #"echo '{"Username":"hunter2","Secret":""}'"#, #"echo '{"Username":1,"Secret":"hunter2"}'"#,
            "head -c 200000 /dev/zero", "exit 0",
        ])
    func failures(script: String) async throws {
        try install("own", script)
        let obstacle = await #expect(throws: Obstacle.self) {
            try await program.login(at: "registry.example", from: "own")
        }
        #expect(obstacle?.diagnostic.code == "credential-helper-failed")
        #expect(obstacle.map { "\($0.diagnostic)\($0.diagnostic.notes)".contains("hunter2") } == false)
    }

    @Test("a helper that is not installed is a failure by name, never nobody")
    func missing() async throws {
        #expect(
            await obstacleCode { try await program.login(at: "registry.example", from: "absent") }
                == "credential-helper-failed")
    }

    @Test("one that never answers is a failure by name")
    func silent() async throws {
        try install("own", "exec sleep 300")
        let hurried = CredentialProgram(
            processes: LiveProcesses(root: directory.path), environment: ["PATH": "\(directory.path):/usr/bin:/bin"],
            patience: .milliseconds(50))
        #expect(
            await obstacleCode { try await hurried.login(at: "registry.example", from: "own") }
                == "credential-helper-failed")
    }

    @Test("each registry's helper is asked once; what is written down is used when it has nothing")
    func once() async throws {
        try install("own", "echo asked >> '\(directory.path)/log'; echo 'credentials not found'; exit 1")
        let text = #"{"credsStore":"own","auths":{"registry.example":{"auth":"YWxpY2U6c2VjcmV0"}}}"#
        let logins = RegistryLogins(docker: try DockerConfig(Array(text.utf8), name: "config.json"), programs: program)
        for _ in 0..<3 {
            guard case .password("alice", _) = try await logins.login(for: "registry.example") else {
                Issue.record("the written password is used")
                return
            }
            #expect(try await logins.login(for: "other.example") == nil)
        }
        #expect(try String(contentsOfFile: directory.path("log"), encoding: .utf8) == "asked\nasked\n")
    }
}
