import Airworthy
import ArgumentParser
import Trust

struct ApproveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "approve", abstract: "Sign that a run, or a checklist for a release, may go on.",
        discussion: """
            An approval is of one manifest, one plan, one phase and one environment, and ends. Each person signs one with a \
            key of their own; the trust policy says whose count, and how many are needed.
            """)

    @Argument(help: "The run that waits: as its report or `history` names it, or `latest`.")
    var name: String?

    @Option(name: .shortAndLong, help: "Instead of a run: the release manifest.")
    var release: String?

    @Option(name: .shortAndLong, help: "With it: a checklist file, or the bare name of one below Checklists/.")
    var checklist: String?

    @Option(help: "What you have to say about it; signed with it.")
    var comment: String?

    @Option(help: "Who began the run, where the run does not say.")
    var initiator: String?

    @OptionGroup var variables: VariableOptions
    @OptionGroup var signing: SigningOptions
    @OptionGroup var project: ProjectOptions

    func validate() throws {
        guard (name == nil) == (release != nil), (release == nil) == (checklist == nil) else {
            throw ValidationError("Say what: either a run, or `--release` and `--checklist`.")
        }
        guard signing.key.count == 1 else {
            throw ValidationError("One person signs one approval: name one key.")
        }
    }

    func run() async throws {
        try await reporting {
            let workspace = try await Workspace(project)
            let (scope, manifest, starter) = try await what(workspace)
            let trust = try await workspace.trust()
            if let initiator, !trust.knows(initiator) {
                throw InputError(
                    "initiator-unknown", "the trust policy knows no `\(initiator)`",
                    remedy: "name whoever began the run as the trust policy does")
            }
            guard let key = try await signing.keys(workspace).first else { return }
            let approval = Approval(scope: scope, expires: try signing.end(), comment: comment)
            let entry = try ApprovalDraft(approval, release: manifest).sign(
                with: key, under: trust, initiator: starter ?? initiator, at: workspace.instant)
            let who = entry.signers.joined(separator: "+")
            let parts = [
                scope.phase.rawValue, String(scope.plan.hex.prefix(12)), who, String(entry.digest.hex.prefix(8)),
            ]
            let path = try await signing.write(
                entry.envelope, in: "Approvals",
                named: parts.map(SigningOptions.part).joined(separator: ".") + ".json", workspace)
            Console.out(
                SafeText.line(
                    "approved by \(who) until \(approval.expires): \(scope.phase.rawValue) of manifest "
                        + "\(scope.manifest.short), plan \(scope.plan.short), in \(scope.environment)"))
            Console.out("written: \(SafeText.line(path))")
            // Only a name as the journal has it can be resumed; a number or a file names the same run otherwise.
            let again = name.map { $0.count >= 4 && $0.allSatisfy(\.isHexDigit) ? "--resume \($0) " : "--resume RUN " }
            Console.out(
                "next: the same `airworthy run` with `\(again ?? "")--approval \(SafeText.line(path))`")
        }
    }

    private func what(_ workspace: Workspace) async throws -> (ApprovalScope, manifest: String, initiator: String?) {
        if let release, let checklist {
            let plan = try Plan(
                try await workspace.checklist(checklist), for: try await workspace.release(release),
                given: try variables.given())
            guard plan.checklist.requiresApproval else { throw Self.needless(plan.checklist.name) }
            return (ApprovalScope(plan), plan.release.source, nil)
        }
        let run = try await StoredRun.find(name ?? "latest", in: workspace)
        let report = run.report
        guard run.isBelieved else {
            throw InputError(
                "run-untrusted", "the run \(report.run) is not to be believed: \(run.belief)",
                remedy: "approve a run that the gate signed, or name `--release` and `--checklist`")
        }
        switch report.verdict {
        case .awaiting: break
        case .cleared: throw Self.needless("run \(report.run)")
        case .blocked, .undetermined:
            throw InputError(
                "approval-of-blocked-run",
                "the run \(report.run) is \(report.verdict.name), and no approval changes that",
                remedy: "resolve what it found first",
                notes: report.verdict.blockers.prefix(8).map { "\($0.unit): \($0.code)" })
        }
        let scope = ApprovalScope(
            manifest: report.manifest, plan: report.plan, phase: report.phase, environment: report.environment)
        return (scope, report.release, report.initiator)
    }

    private static func needless(_ what: String) -> InputError {
        InputError(
            "approval-needless", "\(what) waits for no approval", remedy: "approve what says `approval: required`")
    }
}
