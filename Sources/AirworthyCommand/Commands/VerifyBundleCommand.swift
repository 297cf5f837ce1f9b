import Airworthy
import AirworthyLive
import ArgumentParser
import Trust

struct VerifyBundleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bundle", abstract: "Is this bundle a signature of this artifact by whom is expected?",
        discussion: """
            The artifact is a file, or its digest as `sha256:…`. A bundle that signs a statement must have the artifact among \
            the statement's subjects.
            """)

    @Argument(help: "The artifact: a file, or `sha256:…`.")
    var artifact: String

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "A Sigstore bundle, cosign's older one, or JSON lines of either; all rules must be satisfied by some of them.",
            valueName: "file"))
    var bundle: String

    @Option(help: ArgumentHelp("The statement type it must have; default: any.", valueName: "uri"))
    var type: String?

    @OptionGroup var answer: AnswerOptions

    @OptionGroup var trust: TrustOptions
    @OptionGroup var project: ProjectOptions

    func run() async throws {
        try await reporting {
            let workspace = try await Workspace(project)
            let (artifact, file) = try await self.artifact(workspace)
            let bytes = try await workspace.document(Workspace.absolute(bundle), "bundle", limit: Self.bundleLimit)
            let policy = try await trust.policy(workspace, predicate: type)
            let decision = BundleDecision(
                bytes, name: bundle, artifact: artifact, file: file, predicateType: type, trust: policy,
                at: workspace.instant)
            if answer.isJSON {
                Console.raw(Array(decision.json.prettyText().utf8))
            } else {
                decision.lines.forEach { Console.out(SafeText.line($0)) }
            }
            if let refusal = decision.refusal { throw CommandFailure(.blocked, answer.isJSON ? [] : [refusal]) }
        }
    }

    private static let bundleLimit = 32 << 20
    private static let artifactLimit = 1 << 30

    /// A file of that name wins over a digest: `sha256:…` is a legal file name, and the file is what was named.
    ///
    /// - Returns: also the path by which the policy's rules are chosen.
    private func artifact(_ workspace: Workspace) async throws -> (SignedMessage, file: String) {
        let path = Workspace.absolute(artifact)
        if let bytes = try await workspace.files.read(path, limit: Self.artifactLimit) {
            return (.bytes(bytes), workspace.files.name(of: path))
        }
        if let digest = Digest(artifact) {
            guard type != nil || trust.isExplicit else {
                throw InputError(
                    "no-path", "a digest lies at no path, and by its path the rules for a file are chosen",
                    remedy: "name the file, whom to believe with `--key` or `--certificate-identity`, or a `--type`")
            }
            return (.digest(digest), artifact)
        }
        throw InputError(
            "file-missing", "there is no file `\(artifact)`, and it is no digest", at: .path(artifact),
            remedy: "name an existing file, or write `sha256:…`")
    }
}
