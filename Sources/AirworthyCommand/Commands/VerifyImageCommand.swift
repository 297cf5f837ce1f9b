import Airworthy
import AirworthyLive
import ArgumentParser
import Trust

struct VerifyImageCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "image", abstract: "Is this image signed by whom the trust policy wants?")

    @Argument(help: "An image by digest.")
    var image: String

    @Flag(help: "Re-hash everything the image consists of too.")
    var deep = false

    @OptionGroup var answer: AnswerOptions

    @OptionGroup var trust: TrustOptions
    @OptionGroup var project: ProjectOptions

    func run() async throws {
        try await reporting {
            let workspace = try await Workspace(project)
            let reference = try ImageReference(image)
            guard reference.digest != nil else {
                throw InputError(
                    "not-pinned", "`\(image)` has no digest, so what it names may change while it is verified",
                    remedy: "resolve the tag once, and verify `…@sha256:…`")
            }
            let policy = try await trust.policy(workspace)
            let cache = workspace.cache(for: policy)
            let context = CheckContext(
                release: nil, trust: policy, instant: workspace.instant,
                world: try await workspace.world(ledger: NoLedger(), cache: cache))
            let kinds: [any Check.Type] =
                deep ? [ImageSignatureCheck.self, ImageDigestCheck.self] : [ImageSignatureCheck.self]
            var outcomes: [Outcome] = []
            for kind in kinds {
                let check = try BoundCheck(kind: kind, arguments: .mapping([], at: .path("verify image")))
                outcomes.append(await check.examine(.image(reference, of: nil), in: context))
            }
            cache.save(unlessRefused: outcomes, of: reference)
            try OutcomeOutput(json: answer.isJSON).print(outcomes)
        }
    }
}
