import Airworthy
import AirworthyLive
import AirworthyTesting
import Foundation
import Trust

/// A project in a fresh directory with a real repository in `repo`, and `drift-git` asked about it.
struct GitScene: Sendable {
    let directory: TemporaryDirectory
    let ledger = MemoryLedger()
    var trust = TrustPolicy.nobody

    static let isPossible = FileManager.default.isExecutableFile(atPath: "/usr/bin/git")
    static let instant = Samples.instant + .seconds(60)

    /// One commit: `app/limits.yaml`, an executable `run`, a link `now` to it, and `notes`.
    init(format: String = "sha1") async throws {
        directory = try TemporaryDirectory()
        try directory.makeDirectory("repo")
        try await git("init", "-q", "-b", "main", "--object-format=\(format)")
        try directory.write("limits: 3\n", to: "repo/app/limits.yaml")
        try directory.write("#!/bin/sh\n", to: "repo/run")
        try directory.write("first\n", to: "repo/notes")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: directory.path("repo/run"))
        try FileManager.default.createSymbolicLink(
            atPath: directory.path("repo/now"), withDestinationPath: "run")
        try await commit("first")
    }

    /// What it printed, without the last line break.
    @discardableResult
    func git(_ arguments: String..., in place: String = "repo") async throws -> String {
        try await git(arguments, in: place)
    }

    @discardableResult
    func git(_ arguments: [String], in place: String = "repo") async throws -> String {
        let command = Command(
            program: "git", arguments: ["-C", place, "-c", "protocol.file.allow=always"] + arguments,
            environment: [
                "PATH": "/usr/bin:/bin", "HOME": directory.path, "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@b.c",
                "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@b.c", "GIT_CONFIG_NOSYSTEM": "1",
            ], outputLimit: 1 << 20)
        let result = try await LiveProcesses(root: directory.path).run(command)
        guard result.ending == .exited(0) else {
            throw Obstacle("git-test", String(decoding: result.errors, as: UTF8.self))
        }
        return String(decoding: result.output, as: UTF8.self).trimmingCharacters(in: .newlines)
    }

    /// Commits everything.
    /// - Returns: the commit's full name.
    @discardableResult
    func commit(_ message: String, in place: String = "repo") async throws -> String {
        try await git("add", "-A", in: place)
        try await git("commit", "-q", "--no-verify", "-m", message, in: place)
        return try await git("rev-parse", "HEAD", in: place)
    }

    /// A release with these lines besides its services.
    func release(_ lines: String = "", revision: String? = nil) throws -> Release {
        var manifest = String(decoding: Samples.manifest(), as: UTF8.self)
        if let revision { manifest.replace("owner: team", with: "owner: team, revision: \"\(revision)\"") }
        return try ReleaseLoader.load(Array((manifest + "\n" + lines).utf8), source: "release.yaml")
    }

    func context(_ release: Release, processes: (any ProcessRunner)? = nil) -> CheckContext {
        var world = World.empty
        world.clock = FixedClock(Self.instant)
        world.files = LiveFiles(root: directory.path)
        world.processes = processes ?? LiveProcesses(root: directory.path)
        world.ledger = ledger
        return CheckContext(release: release, trust: trust, instant: Self.instant, world: world)
    }

    func ask(
        _ arguments: String = "", _ release: Release? = nil, about subject: Subject = .release
    ) async throws -> Answer<DriftGitCode> {
        let text = "repository: repo\n" + arguments
        var fields = try FieldReader(YAMLDocument.parse(Array(text.utf8), name: "with"), as: "the step")
        let check = try DriftGitCheck(from: &fields)
        try fields.finish()
        return try await check.examine(subject, in: context(try release ?? self.release()))
    }
}

extension Answer<DriftGitCode> {
    var codes: [DriftGitCode] {
        switch self {
        case .passed: []
        case .failed(let findings, _), .inconclusive(let findings, _): findings.array.map(\.code)
        }
    }
}
