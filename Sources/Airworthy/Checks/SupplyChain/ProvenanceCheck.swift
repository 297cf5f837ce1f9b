public import Trust

/// Does somebody trusted vouch that the artifact was built by this builder from this source?
public struct ProvenanceCheck: Check {
    enum OtherParameters: String, CaseIterable {
        case allow, refuse
    }

    public static let kind = CheckKind(
        id: "provenance", summary: "was it built by whom and from what the release says?",
        capabilities: [.images, .files],
        parameters: [
            Parameter("builder", .string, default: "none", "the builder's id, of every version when it has no `@`"),
            Parameter("source", .string, default: "none", "the repository it must have been built from"),
            Parameter("ref", .string, default: "none", "the whole ref, such as `refs/heads/main`"),
            Parameter("branch", .string, default: "none", "the branch, instead of `ref`"),
            Parameter("tag", .string, default: "none", "the tag, instead of `ref`"),
            Parameter("versionedTag", .string, default: "none", "a version the tag must be of, instead of `ref`"),
            Parameter("revision", .string, default: "none", "the commit, in hexadecimal"),
            Parameter("buildType", .string, default: "none", "the build type, exactly"),
            Parameter("parameters", .mapping, default: "none", "parameters of the build and the values they must have"),
            Parameter("matching", .mapping, default: "none", "parameters of the build and matchers of their values"),
            Parameter(
                "otherParameters", .choice, default: "allow",
                "whether parameters nothing is said about are let pass (`allow`) or not (`refuse`)"),
            Parameter("level", .integer, default: "none", "the SLSA build level wanted, 1 to 3"),
            Parameter(
                "builders", .list, default: "[]", "which builder, signed for by whom, is trusted with which level"),
            Parameter("maxAge", .duration, default: "none", "how long ago the build may have finished"),
            Parameter("path", .string, default: "none", "a file to look into instead of what is attached"),
        ],
        subjects: [.image, .item])

    private let expectation: ProvenanceExpectation
    private let path: String?

    public init(from arguments: inout FieldReader) throws(InputError) {
        expectation = try Self.expectation(&arguments)
        path = try arguments.optionalString("path")
    }

    public func examine(_ subject: Subject, in context: CheckContext) async throws(Obstacle) -> Answer<Code> {
        guard let target = try await AttestedSubject.find(subject, in: context) else {
            let name = subject.name ?? ""
            return .failed(Finding(.missingFile, "there is no file `\(name)`", at: .path(name)))
        }
        let candidates = await target.attestations(
            in: path, ofType: ProvenanceStatement.types, unread: ProvenanceStatement.unreadTypes, context: context)
        return try candidates.answer(
            about: target, noun: "SLSA provenance", unread: .unsupportedVersion
        ) { attestation in
            opinion(of: attestation, at: target.place(of: attestation.origin), instant: context.instant)
        }
    }

    private func opinion(
        of attestation: Attestation, at place: Location, instant: Instant
    ) -> AttestationOpinion<Code> {
        let statement: ProvenanceStatement
        do throws(PredicateFault) {
            statement = try ProvenanceStatement(attestation.statement.value)
        } catch {
            let place = Location.pointer(document: attestation.origin, error.pointer)
            return .objections(NonEmpty(Finding(.malformed, error.message, at: place)))
        }
        let signers = attestation.statement.signers.array
        let findings = expectation.findings(about: statement, signedBy: signers, at: place, instant: instant)
        if let objections = NonEmpty(findings) { return .objections(objections) }
        let builder = Excerpt.of(statement.builderID, limit: 120)
        let level = expectation.level(of: statement, signedBy: signers)
        return .satisfied(
            "\(statement.title), level \(level), by `\(builder)`, signed by \(signers.joined(separator: ", "))")
    }
}
