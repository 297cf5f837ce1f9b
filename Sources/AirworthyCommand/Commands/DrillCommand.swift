import Airworthy
import AirworthyLive
import ArgumentParser
import Trust

struct DrillCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "drill", abstract: "Game day: attack the gate on purpose, and see that it holds.",
        subcommands: [Run.self, List.self])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "The faults, and what must catch each.")

        func run() {
            for fault in Fault.allCases {
                let expected = fault.expected
                Console.out("\(fault.rawValue)\t\(fault.summary)\t\(expected.kind): \(expected.code)")
            }
        }
    }

    struct Run: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "run",
            abstract: "Run a checklist once clean and once with each fault; every fault must be caught by name.",
            discussion: """
                Faults are put into what the checks see, in memory: no file, image or registry is written to. \
                Exits 1 when a fault goes uncaught, 3 when the clean run does not clear (then a catch means nothing).
                """)

        @Argument(help: "A checklist file, or the bare name of one below Checklists/.")
        var checklist: String

        @Option(name: .shortAndLong, help: "The release manifest.")
        var release: String

        @Option(help: ArgumentHelp("Only this fault; repeatable.", valueName: "id"))
        var fault: [String] = []

        @Option(name: .shortAndLong, help: "Sign the drill's report with this key (AIRWORTHY_KEY).")
        var key: String?

        @OptionGroup var variables: VariableOptions
        @OptionGroup var project: ProjectOptions

        func run() async throws {
            try await reporting {
                let command = self
                let missed = try await Interruption.guarding(Diagnostic("interrupted", "the drill was interrupted")) {
                    try await command.drill()
                }
                if missed > 0 { throw CommandFailure(.blocked) }
            }
        }

        /// - Returns: how many faults were missed.
        private func drill() async throws -> Int {
            let faults = try selected()
            let workspace = try await Workspace(project)
            // Before anything is tried: a drill that cannot be signed would be for nothing.
            var signer: PrivateKey?
            if let path = key ?? ThisProcess.filled("AIRWORTHY_KEY") { signer = try await workspace.privateKey(path) }
            let baseline = try await session(workspace, trust: try await workspace.trust(), world: nil)
            let clean = try await baseline.execute(try baseline.plan()) { _ in }.facts
            try Task.checkCancellation()
            guard clean.verdict.isCleared else {
                TextReport.lines(RunReport(clean)).forEach { Console.out($0) }
                throw CommandFailure(
                    .undetermined,
                    [
                        Diagnostic(
                            "baseline-not-cleared", "the checklist does not clear without any fault",
                            remedy: "make the release clear first: a fault caught in a broken run shows nothing")
                    ])
            }
            Console.out("baseline: cleared, \(clean.record.units.count) checks")
            let results = try await inject(faults, baseline, clean, workspace)
            if let signer { try await sign(results, clean, workspace, with: signer) }
            let missed = results.count { !$0.caught }
            Console.out("\(results.count - missed) of \(results.count) faults caught by name")
            return missed
        }

        private func selected() throws -> [Fault] {
            guard !fault.isEmpty else { return Fault.allCases }
            return try fault.map { id in
                guard let fault = Fault(rawValue: id) else {
                    throw InputError(
                        "unknown-fault", "`\(id)` is no fault", remedy: "see `airworthy drill list`")
                }
                return fault
            }
        }

        private func session(
            _ workspace: Workspace, trust: TrustPolicy, world: World?
        ) async throws -> RunSession {
            let release = workspace.given(release)
            let manifest = try await workspace.document(release, "release")
            let ledger = workspace.ledger(.reading(absentIsEmpty: true))
            // A drill looks at what is there now, and leaves nothing behind.
            let cache = ImageCache(clock: SystemClock())
            let seen = if let world { world } else { try await workspace.world(ledger: ledger, cache: cache) }
            return RunSession(
                workspace: workspace, checklist: try await workspace.checklist(checklist),
                release: try ReleaseLoader.load(manifest, source: release), manifest: manifest,
                variables: try variables.given(), trust: trust,
                waivers: [], key: nil, mode: .drill, world: seen, cache: cache)
        }

        private func inject(
            _ faults: [Fault], _ baseline: RunSession, _ clean: RunFacts, _ workspace: Workspace
        ) async throws -> [FaultResult] {
            var results: [FaultResult] = []
            for fault in faults {
                let injection = try FaultInjection(
                    fault, plan: clean.plan, world: baseline.world, trust: baseline.trust, at: workspace.instant)
                let faulty = try await session(workspace, trust: injection.trust, world: injection.world)
                let result = FaultResult(fault, facts: try await faulty.execute(try faulty.plan()) { _ in }.facts)
                try Task.checkCancellation()
                results.append(result)
                let expected = "\(fault.expected.kind): \(fault.expected.code)"
                Console.out(
                    "\(result.caught ? "✔ caught" : "✖ MISSED")  \(fault.rawValue)  \(fault.summary)  → "
                        + (result.caught
                            ? expected : "expected \(expected), reported \(result.reported.joined(separator: ", "))"))
            }
            return results
        }

        private func sign(
            _ results: [FaultResult], _ clean: RunFacts, _ workspace: Workspace, with key: PrivateKey
        ) async throws {
            let release = clean.plan.release
            let statement = Statement.json(
                subjects: [StatementSubject(name: release.source, digests: [release.manifestDigest])],
                predicateType: PredicateType.drill, predicate: DrillPredicate.json(results, baseline: clean))
            let envelope = try Envelope.sign(
                payloadType: Envelope.inTotoPayloadType, payload: statement.canonicalBytes(), keys: [key])
            let path = "\(workspace.state)/drills/\(clean.runID).intoto.jsonl"
            try await Directory.make("\(workspace.state)/drills")
            try await AtomicFile.write(envelope.json.canonicalBytes() + [UInt8(ascii: "\n")], to: path)
            Console.out("report: \(path)")
        }
    }
}
