import Airworthy
import AirworthyLive
import ArgumentParser
import Trust

/// What people signed for a run, and who began it.
struct PeopleOptions: ParsableArguments {
    @Option(help: ArgumentHelp("A signed waiver; repeatable.", valueName: "file"))
    var waiver: [String] = []

    @Option(help: ArgumentHelp("A signed approval; repeatable.", valueName: "file"))
    var approval: [String] = []

    @Option(
        help: ArgumentHelp(
            "Who began the run (AIRWORTHY_INITIATOR), as the trust policy names them; default: whose key signs it.",
            valueName: "id"))
    var initiator: String?

    /// A waiver that is named and not believed is wrong input.
    func waivers(
        _ workspace: Workspace, under trust: TrustPolicy, initiator: String?
    ) async throws -> [Verified<Waiver>] {
        var waivers: [Verified<Waiver>] = []
        for path in waiver.map(workspace.given) {
            waivers.append(
                try WaiverLoader.load(
                    try await workspace.document(path, "waiver"), source: path, trust: trust, at: workspace.instant,
                    initiator: initiator))
        }
        return waivers
    }

    /// Counted where the plan is known; one that does not count is told there.
    func approvals(_ workspace: Workspace) async throws -> [ApprovalFile] {
        var files: [ApprovalFile] = []
        for path in approval.map(workspace.given) {
            files.append(
                ApprovalFile(source: path, bytes: try await workspace.document(path, "approval", limit: 1 << 20)))
        }
        return files
    }

    /// - Parameter key: what signs the run, where something does.
    /// - Returns: nil where nobody says who began it.
    /// - Throws: `initiator-unknown` for a name that would exclude nobody, `initiator-contradicted` for one that is not the
    ///   signer's.
    func initiator(_ trust: TrustPolicy, key: PublicKey?) throws(InputError) -> String? {
        let signer = key.flatMap { key in trust.people.first { $0.key.key == key } }?.id
        guard let said = initiator ?? ThisProcess.variable("AIRWORTHY_INITIATOR"), !said.isEmpty else {
            return signer
        }
        guard trust.knows(said) else {
            throw InputError(
                "initiator-unknown", "the trust policy knows no `\(said)`, so nobody would be excluded",
                remedy: "name whoever began the run as the trust policy does")
        }
        guard signer == nil || signer == said else {
            throw InputError(
                "initiator-contradicted", "`\(said)` is said to have begun the run, and \(signer ?? "") signs it",
                remedy: "leave `--initiator` out, or sign with the gate's key")
        }
        return said
    }
}
