import Airworthy
import AirworthyLive
import ArgumentParser
import Trust

struct VerifyAttestationCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "attestation", abstract: "Is this statement signed by whom the trust policy wants?")

    @Argument(help: "A DSSE envelope, a Sigstore bundle, or JSON lines of either; one that is believed suffices.")
    var file: String

    @Option(help: ArgumentHelp("The statement type it must have.", valueName: "uri"))
    var type: String = PredicateType.checklistRun

    @Option(help: ArgumentHelp("A digest it must be about.", valueName: "sha256:…"))
    var subject: String?

    @Flag(help: "Print the statement.")
    var show = false

    @OptionGroup var answer: AnswerOptions
    @OptionGroup var trust: TrustOptions
    @OptionGroup var project: ProjectOptions

    func run() async throws {
        try await reporting {
            let workspace = try await Workspace(project)
            let bytes = try await workspace.document(
                Workspace.absolute(file), "attestation", limit: Self.attestationLimit)
            let policy = try await trust.policy(workspace, predicate: type)
            let wanted = try wantedSubject()
            let entries = try SignedDocuments(bytes, name: file).entries
            var believed: [Believed] = []
            var rejected: [Rejection] = []
            for entry in entries {
                do throws(VerificationRefusal) {
                    let signed = try Self.statement(in: entry)
                    believed.append(try believe(signed, from: entry.origin, about: wanted, policy, workspace.instant))
                } catch {
                    rejected += error.rejections.array
                }
            }
            guard !believed.isEmpty else {
                let refusal = refusal(rejected, entries)
                guard answer.isJSON else { throw refusal }
                print(believed, rejected, refusal.diagnostics.first)
                throw CommandFailure(refusal.status)
            }
            guard !answer.isJSON else { return print(believed, rejected, nil) }
            believed.forEach { show($0) }
            rejected.forEach { Console.out(SafeText.line("  does not count: \($0)")) }
        }
    }

    private static let attestationLimit = 32 << 20

    private struct Believed {
        let statement: Verified<Statement>
        let payload: [UInt8]
        let signatures: [ExaminedSignature]
    }

    private func wantedSubject() throws(InputError) -> Digest? {
        guard let subject else { return nil }
        guard let digest = Digest(subject) else {
            throw InputError("bad-digest", "`\(subject)` is not a digest", remedy: "write `sha256:…`")
        }
        return digest
    }

    private static func statement(
        in entry: SignedDocuments.Entry
    ) throws(VerificationRefusal) -> (envelope: Envelope, candidates: [SignatureCandidate]) {
        do throws(Diagnostic) {
            guard let signed = try entry.document.get().statement(origin: entry.origin) else {
                throw Diagnostic("not-an-attestation", "the bundle signs a message, not a statement")
            }
            return signed
        } catch {
            throw VerificationRefusal(
                NonEmpty(
                    Rejection(.malformedSignature, origin: entry.origin, error.description, detail: error.code)))
        }
    }

    private func believe(
        _ signed: (envelope: Envelope, candidates: [SignatureCandidate]), from origin: String, about digest: Digest?,
        _ policy: TrustPolicy, _ instant: Instant
    ) throws(VerificationRefusal) -> Believed {
        let signatures = signed.candidates.map { policy.examine($0, at: instant) }
        let statement = try policy.verify(signatures, over: signed.envelope, predicateType: type, at: instant)
        if let digest, !statement.value.names(digest) {
            throw VerificationRefusal(.wrongSubject, origin: origin, "the statement is not about \(digest)")
        }
        return Believed(statement: statement, payload: signed.envelope.payload, signatures: signatures)
    }

    private func show(_ believed: Believed) {
        let statement = believed.statement
        Console.out(
            "✔ signed by \(statement.signers.array.joined(separator: ", ")), \(statement.value.predicateType)")
        for subject in statement.value.subjects {
            Console.out(
                SafeText.line("  \(subject.name)  \(subject.digests.map(\.description).joined(separator: " "))"))
        }
        if show { Console.raw(believed.payload + [UInt8(ascii: "\n")]) }
    }

    private func print(_ believed: [Believed], _ rejected: [Rejection], _ refusal: Diagnostic?) {
        let json: JSON = .members([
            "verified": .bool(refusal == nil),
            "statements": .array(believed.map(described)),
            "refusal": refusal.map { ["code": .string($0.code), "message": .string($0.message)] },
            "rejected": .array(rejected.map(\.json)),
        ])
        Console.raw(Array(PrintableJSON.text(json).utf8))
    }

    private func described(_ believed: Believed) -> JSON {
        let statement = believed.statement
        let rejected = Set(statement.rejected.map(\.origin))
        let certificates = believed.signatures.compactMap { signature in
            rejected.contains(signature.candidate.origin) ? nil : try? signature.established?.get()
        }
        return .members([
            "signers": .array(statement.signers.array.map(JSON.string)),
            "predicateType": .string(statement.value.predicateType),
            "subjects": .array(
                statement.value.subjects.map { subject in
                    [
                        "name": .string(subject.name),
                        "digests": .array(subject.digests.map { .string($0.description) }),
                    ]
                }),
            "certificates": .array(certificates.map(\.json)),
            "statement": show ? (try? JSONDocument(believed.payload, name: file).root.json) : nil,
        ])
    }

    /// What cannot be read at all is a wrong argument; what can, and is not believed, is a finding.
    private func refusal(_ rejected: [Rejection], _ entries: NonEmpty<SignedDocuments.Entry>) -> CommandFailure {
        let isUnreadable = rejected.allSatisfy { $0.detail != nil && $0.code == .malformedSignature }
        let code = rejected.first.map { $0.detail ?? $0.code.rawValue } ?? Rejection.Code.noSignature.rawValue
        let remedy =
            switch code {
            case "not-an-attestation": "use `airworthy verify bundle`"
            case Rejection.Code.wrongSubject.rawValue: "verify the attestation of this artifact"
            default:
                isUnreadable ? "give the file as it was written" : "have it signed by whom a rule for `\(type)` names"
            }
        return CommandFailure(
            isUnreadable && entries.count == 1 ? .invalid : .blocked,
            [
                Diagnostic(
                    code, "`\(file)` is not believed", at: .path(file), remedy: remedy,
                    notes: rejected.map(\.description))
            ])
    }
}
