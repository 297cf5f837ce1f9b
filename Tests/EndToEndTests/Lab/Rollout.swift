import AirworthyTesting
import Foundation

/// A project whose checklist changes things: programs that add a line to `world/log`, look for it, and take it out
/// again.
struct Rollout: Sendable {
    struct NotMade: Error {
        let result: Program.Result
    }

    let directory: TemporaryDirectory

    var root: String { directory.path }
    var runs: String { directory.path(".airworthy/runs") }

    /// - Parameter checklist: what follows `steps:`.
    static func make(_ steps: String, limits: String = "") async throws -> Rollout {
        let rollout = Rollout(directory: try TemporaryDirectory())
        for command in [
            ["init", "."], ["keys", "generate", "Keys/gate-1", "--unencrypted"],
            ["keys", "generate", "Keys/release-1", "--unencrypted"],
        ] {
            let result = try await Storefront.airworthy.run(command, in: rollout.root)
            guard result.status == 0 else { throw NotMade(result: result) }
        }
        // The window is far ahead, so that the instant of the test does not matter.
        try rollout.release(environment: "production", to: "release.yaml")
        try rollout.checklist(steps, limits: limits)
        for (name, script) in Self.programs {
            let path = try rollout.directory.write("#!/bin/sh\n\(script)\n", to: "bin/\(name)")
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        }
        try rollout.directory.makeDirectory("world")
        return rollout
    }

    /// A run that has begun its slow action, and is at it until it is let go or ended.
    func changing() async throws -> Process {
        let process = try Storefront.airworthy.started(Self.command, in: root)
        while !FileManager.default.fileExists(atPath: directory.path("world/switch.began")) {
            try await Task.sleep(for: .milliseconds(5))
        }
        return process
    }

    /// Lets slow actions come to their end.
    func letGo() throws { try directory.write("", to: "world/go") }

    func release(environment: String, to name: String) throws {
        try directory.write(
            """
            release: 2026.1.1-1
            environment: \(environment)
            sequence: 1
            window: {start: 2026-01-01T10:00:00Z, budget: 2h, bake: 1h, rollbackHorizon: 24h}
            services:
              web:
                version: "1.0.0"
                image: registry.example/acme/web@sha256:\(String(repeating: "1", count: 64))
                owner: team-web
            """, to: name)
    }

    func checklist(_ steps: String, limits: String = "") throws {
        try directory.write(
            "checklist: rollout\nphase: release\ntitle: Rolls out\n\(limits)\nsteps:\n\(steps)\n",
            to: "Checklists/rollout.yaml")
    }

    /// `world/log` has a line for every time something was done: its name, the fencing token and the key it was given.
    private static let programs = [
        "act": #"echo "$1 $AIRWORTHY_FENCING_TOKEN $AIRWORTHY_IDEMPOTENCY_KEY" >> world/log; echo "did $1""#,
        "probe": #"test -e world/log && grep -q "^$1 " world/log || exit 1; echo "there is $1""#,
        "undo": """
        touch world/log; grep -v "^$1 " world/log > world/log.new; mv world/log.new world/log
        echo "$1" >> world/undone; echo "undone $1"
        """,
        "look": #"echo "seen $1""#,
        "look-for": #"test -e "world/$1" || exit 1; echo "seen $1""#,
        // At most $2 seconds: a test that fails leaves nothing running for ever.
        "act-slowly": """
        touch "world/$1.began"; turns=0
        while [ ! -e world/go ] && [ "$turns" -lt $(($2 * 10)) ]; do sleep 0.1; turns=$((turns + 1)); done
        echo "$1 - -" >> world/log; echo "did $1"
        """,
    ]

    static func look(_ name: String, _ more: String = "") -> String {
        "  - {id: \(name), uses: command, with: {program: bin/look, args: [\(name)], "
            + "expect: {output: {contains: [seen]}}}\(more)}"
    }

    static func act(_ name: String, _ more: String = "", probe: Bool = true) -> String {
        let asked =
            "probe: {uses: command, with: {program: bin/probe, args: [\(name)], expect: {output: {contains: [is]}}}}, "
        return "  - {id: \(name), uses: command, with: {program: bin/act, args: [\(name)], "
            + "expect: {output: {contains: [did]}}}, \(probe ? asked : "")effect: true\(more)}"
    }

    static func undoable(_ name: String, _ more: String = "") -> String {
        act(
            name,
            ", compensate: {uses: command, with: {program: bin/undo, args: [\(name)], "
                + "expect: {output: {contains: [undone]}}}}\(more)")
    }
}

extension Rollout {
    static let command = ["run", "rollout", "-r", "release.yaml", "-k", "Keys/gate-1.key.pem"]

    func run(_ more: String...) async throws -> Program.Result {
        try await Storefront.airworthy.run(Self.command + more, in: root)
    }

    /// The lines of a file below `world/`; none when there is no such file.
    func world(_ name: String) throws -> [String] {
        guard let data = FileManager.default.contents(atPath: directory.path("world/\(name)")) else { return [] }
        return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    /// First words of the lines of `world/log`: what has been done.
    func done() throws -> [String] { try world("log").map { String($0.prefix { $0 != " " }) } }

    /// The only run there is.
    func onlyRun() throws -> String {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: runs)) ?? []
        guard names.count == 1, let name = names.first else { throw CocoaError(.fileNoSuchFile) }
        return name
    }

    func journal(of run: String) -> [String] {
        let data = FileManager.default.contents(atPath: "\(runs)/\(run)/journal.jsonl") ?? Data()
        return data.split(separator: 10, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
    }

    func reset() throws {
        for path in [".airworthy", "world"] { try? FileManager.default.removeItem(atPath: directory.path(path)) }
        try directory.makeDirectory("world")
    }
}
