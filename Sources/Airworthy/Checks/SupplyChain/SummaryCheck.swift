public import Trust

/// Has a verifier that is trusted for it certified the artifact, under this name and at these levels?
public struct SummaryCheck: Check {
    public static let kind = CheckKind(
        id: "summary", summary: "has a trusted verifier certified it at the levels asked for?",
        capabilities: [.images, .files],
        parameters: [
            .required(
                "verifiers", .list, "whose summaries count: each with its `id` and the `signers` who speak for it"),
            .required("levels", .strings, "what must have been verified, such as `SLSA_BUILD_LEVEL_2`"),
            Parameter("resource", .string, default: "the image's package URL", "the `resourceUri` expected, exactly"),
            Parameter(
                "dependencies", .string, default: "none", "the level every dependency must have been verified at"),
            Parameter("maxAge", .duration, default: "none", "how long ago it may have been verified"),
            Parameter("path", .string, default: "none", "a file to look into instead of what is attached"),
        ],
        subjects: [.image, .item])

    private let expectation: SummaryExpectation
    private let resource: String?
    private let path: String?

    public init(from arguments: inout FieldReader) throws(InputError) {
        expectation = SummaryExpectation(
            verifiers: try Self.verifiers(&arguments), levels: try Self.levels(&arguments),
            dependencies: try Self.dependencies(&arguments),
            age: try arguments.optionalDuration("maxAge").map(AgeLimit.init(maxAge:)))
        resource = try Self.resource(&arguments)
        path = try arguments.optionalString("path")
    }

    public func examine(_ subject: Subject, in context: CheckContext) async throws(Obstacle) -> Answer<Code> {
        guard let target = try await AttestedSubject.find(subject, in: context) else {
            let name = subject.name ?? ""
            return .failed(Finding(.missingFile, "there is no file `\(name)`", at: .path(name)))
        }
        guard let resource = resource ?? target.image.map(VerificationSummary.resource) else {
            throw Obstacle(
                "no-resource", "what a summary must call the file `\(target.name)` is not known", at: target.place,
                remedy: "say it with `resource`")
        }
        let candidates = await target.attestations(
            in: path, ofType: [PredicateType.verificationSummary], context: context)
        return try candidates.answer(about: target, noun: "verification summary") { attestation in
            opinion(
                of: attestation, resource: resource, at: target.place(of: attestation.origin),
                instant: context.instant)
        }
    }

    private func opinion(
        of attestation: Attestation, resource: String, at place: Location, instant: Instant
    ) -> AttestationOpinion<Code> {
        let statement: SummaryStatement
        do throws(PredicateFault) {
            statement = try SummaryStatement(attestation.statement.value)
        } catch {
            let place = Location.pointer(document: attestation.origin, error.pointer)
            return .objections(NonEmpty(Finding(.malformed, error.message, at: place)))
        }
        let signers = attestation.statement.signers.array
        let findings = expectation.findings(
            about: statement, signedBy: signers, resource: resource, at: place, instant: instant)
        if let objections = NonEmpty(findings) { return .objections(objections) }
        let levels = Excerpt.of(statement.levels.joined(separator: ", "), limit: 120)
        let verifier = Excerpt.of(statement.verifierID, limit: 120)
        return .satisfied("\(levels), by `\(verifier)`, signed by \(signers.joined(separator: ", "))")
    }
}
