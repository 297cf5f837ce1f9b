import Airworthy
import AirworthyLive
import ArgumentParser
import Trust

struct VerifyAttestationCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "attestation", abstract: "Is this statement signed by whom the trust policy wants?")

    @Argument(help: "A DSSE envelope or a Sigstore bundle.")
    var file: String

    @Option(help: ArgumentHelp("The statement type it must have.", valueName: "uri"))
    var type: String = PredicateType.checklistRun

    @Option(help: ArgumentHelp("A digest it must be about.", valueName: "sha256:…"))
    var subject: String?

    @Flag(help: "Print the statement.")
    var show = false

    @OptionGroup var trust: TrustOptions
    @OptionGroup var project: ProjectOptions

    func run() async throws {
        try await reporting {
            let workspace = try await Workspace(project)
            let bytes = try await workspace.document(
                Workspace.absolute(file), "attestation", limit: Self.attestationLimit)
            let attestation = try Self.read(bytes)
            let policy = try await trust.policy(workspace, predicate: type)
            let statement: Verified<Statement>
            do throws(VerificationRefusal) {
                statement = try Self.verify(attestation, type: type, policy, at: workspace.instant)
            } catch {
                throw CommandFailure(
                    .blocked,
                    [
                        Diagnostic(
                            error.rejections.first.code.rawValue, "`\(file)` is not believed", at: .path(file),
                            remedy: "have it signed by whom a rule for `\(type)` names",
                            notes: error.rejections.map(\.description).array)
                    ])
            }
            try requireSubject(of: statement.value)
            Console.out(
                "✔ signed by \(statement.signers.array.joined(separator: ", ")), \(statement.value.predicateType)")
            for subject in statement.value.subjects {
                Console.out(
                    SafeText.line("  \(subject.name)  \(subject.digests.map(\.description).joined(separator: " "))"))
            }
            if show { Console.raw(attestation.envelope.payload + [UInt8(ascii: "\n")]) }
        }
    }

    private func requireSubject(of statement: Statement) throws {
        guard let subject else { return }
        guard let digest = Digest(subject) else {
            throw InputError("bad-digest", "`\(subject)` is not a digest", remedy: "write `sha256:…`")
        }
        guard statement.names(digest) else {
            throw CommandFailure(
                .blocked,
                [
                    Diagnostic(
                        "wrong-subject", "the statement is not about \(digest)", at: .path(file),
                        remedy: "verify the attestation of this artifact")
                ])
        }
    }

    private static let attestationLimit = 32 << 20

    private struct Attestation {
        let envelope: Envelope
        /// Nil for a bare envelope.
        let bundle: SigstoreBundle?
    }

    /// A bundle has a `mediaType`; an envelope has a `payloadType`.
    private static func read(_ bytes: [UInt8]) throws -> Attestation {
        let document = try JSONDocument(bytes, name: "the attestation")
        guard document.root["mediaType"] != nil else { return Attestation(envelope: try Envelope(bytes), bundle: nil) }
        let bundle = try SigstoreBundle(bytes)
        guard case .envelope(let envelope) = bundle.content else {
            throw InputError(
                "not-an-attestation", "the bundle signs a message, not a statement",
                remedy: "use `airworthy verify bundle`")
        }
        return Attestation(envelope: envelope, bundle: bundle)
    }

    private static func verify(
        _ attestation: Attestation, type: String, _ policy: TrustPolicy, at instant: Instant
    ) throws(VerificationRefusal) -> Verified<Statement> {
        guard let bundle = attestation.bundle else {
            return try policy.verify(attestation.envelope, predicateType: type, at: instant)
        }
        return try policy.verify(bundle, predicateType: type, at: instant)
    }
}
