import Airworthy
import AirworthyLive
import ArgumentParser
import Trust

struct VerifyBlobCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "blob", abstract: "Is this file signed by whom the trust policy wants?",
        discussion: "Looks for `<file>.sigstore.json` and `<file>.sig` beside it.")

    @Argument(help: "The file.")
    var file: String

    @OptionGroup var answer: AnswerOptions

    @OptionGroup var trust: TrustOptions
    @OptionGroup var project: ProjectOptions

    func run() async throws {
        try await reporting {
            let workspace = try await Workspace(project)
            let policy = try await trust.policy(workspace)
            let context = CheckContext(
                release: nil, trust: policy, instant: workspace.instant,
                world: try await workspace.world(ledger: NoLedger(), cache: workspace.cache(for: policy)))
            let check = try BoundCheck(kind: BlobSignatureCheck.self, arguments: .mapping([], at: .path("verify blob")))
            try OutcomeOutput(json: answer.isJSON).print([
                await check.examine(.item(workspace.given(file)), in: context)
            ])
        }
    }
}
