import Airworthy
import ArgumentParser
import Trust

struct WaiveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "waive", abstract: "Sign that one finding of one step may pass for a while.",
        discussion: """
            What would never count is refused before anything is written: a step or a finding that does not exist, an end \
            past what the trust policy allows, a signer it does not name. Who asks for the waiver, and failing that its \
            owner, is whom a rule with `notAuthor` excludes.
            """)

    @Argument(help: "The step's id.")
    var step: String

    @Option(help: "The finding's code.")
    var finding: String

    @Option(help: "The subject, of a step that is repeated.")
    var subject: String?

    @Option(name: .shortAndLong, help: "The checklist: a file, or the bare name of one below Checklists/.")
    var checklist: String

    @Option(name: .shortAndLong, help: "The release manifest.")
    var release: String

    @Flag(help: "For every release of the environment until it ends, and not only for this one.")
    var everyRelease = false

    @Option(help: "Who answers for the finding.")
    var owner: String

    @Option(help: "Where the matter is followed up.")
    var ticket: String

    @Option(help: "Why it may pass.")
    var reason: String

    @Option(help: "Who asks for it, as the trust policy names them; default: the owner.")
    var requestedBy: String?

    @OptionGroup var variables: VariableOptions
    @OptionGroup var signing: SigningOptions
    @OptionGroup var project: ProjectOptions

    func run() async throws {
        try await reporting {
            let workspace = try await Workspace(project)
            let plan = try Plan(
                try await workspace.checklist(checklist), for: try await workspace.release(release),
                given: try variables.given())
            let waiver = Waiver(
                step: step, code: finding, subject: subject, environment: plan.release.environment,
                manifest: everyRelease ? nil : plan.release.manifestDigest, expires: try signing.end(), owner: owner,
                ticket: ticket, reason: reason, requestedBy: requestedBy)
            let signed = try WaiverDraft(waiver, for: plan).sign(
                with: try await signing.keys(workspace), under: try await workspace.trust(), at: workspace.instant)
            let about = [step, finding] + (subject.map { [$0] } ?? []) + [String(signed.value.digest.hex.prefix(8))]
            let path = try await signing.write(
                signed.value.envelope, in: "Waivers",
                named: about.map(SigningOptions.part).joined(separator: ".") + ".json",
                workspace)
            Console.out(
                SafeText.line(
                    "waived \(step)\(subject.map { "/\($0)" } ?? ""): \(finding) in \(plan.release.environment) until "
                        + "\(waiver.expires), signed by \(signed.signers.array.joined(separator: ", "))"))
            Console.out("written: \(SafeText.line(path))")
            Console.out("next: airworthy run with `--waiver \(SafeText.line(path))`")
        }
    }
}
