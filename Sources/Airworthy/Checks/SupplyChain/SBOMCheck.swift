public import Trust

/// Is there one bill of materials for the image, vouched for, valid and saying what is asked of it?
public struct SBOMCheck: Check {
    enum Signed: String, CaseIterable {
        case required, optional
    }

    enum Unlicensed: String, CaseIterable {
        case refused, accepted
    }

    enum Format: String, CaseIterable {
        case any, cyclonedx, spdx
    }

    public static let kind = CheckKind(
        id: "sbom", summary: "is there a signed and complete bill of materials for the image?",
        capabilities: [.images, .files],
        parameters: [
            Parameter("signed", .choice, default: "required", "`required`, or `optional` to accept one nobody signed"),
            Parameter("format", .choice, default: "any", "`cyclonedx`, `spdx` or `any`"),
            Parameter(
                "profile", .choice, default: "ntia-2021",
                "the published list of elements that must be there: `ntia-2021` or `cisa-2025`"),
            Parameter(
                "require", .strings, default: "those of `profile`", "the elements that must be there, one by one"),
            Parameter("maxAge", .duration, default: "none", "how old the document may be"),
            Parameter("banned", .strings, default: "none", "patterns of names or package URLs that must not occur"),
            Parameter("bannedLicences", .strings, default: "none", "licences no component may need"),
            Parameter("allowedLicences", .strings, default: "every one", "the only licences a component may need"),
            Parameter(
                "unlicensed", .choice, default: "refused",
                "whether a component whose licence is not said, or no SPDX expression, is `refused` or `accepted`"),
            Parameter("path", .string, default: "none", "a file to read instead of what is attached to the image"),
            Parameter("sha256", .string, default: "none", "what the file at `path` must hash to; needed with `path`"),
        ],
        subjects: [.image])

    private let signed: Signed
    private let formats: Set<BillOfMaterials.Format>
    private let demands: BillDemands
    private let file: (path: String, digest: Digest)?

    public init(from arguments: inout FieldReader) throws(InputError) {
        signed = try arguments.optionalChoice("signed") ?? .required
        formats =
            switch try arguments.optionalChoice("format") ?? Format.any {
            case .any: [.cycloneDX, .spdx]
            case .cyclonedx: [.cycloneDX]
            case .spdx: [.spdx]
            }
        demands = BillDemands(
            elements: try Self.elements(&arguments),
            age: try arguments.optionalDuration("maxAge").map(AgeLimit.init(maxAge:)),
            banned: try Self.banned(&arguments), licences: try Self.licences(&arguments))
        file = try Self.file(&arguments)
    }

    public func examine(_ subject: Subject, in context: CheckContext) async throws(Obstacle) -> Answer<Code> {
        let image = try PinnedImage(subject)
        if let file { return try await examine(file.path, file.digest, in: context) }
        let reader = ImageReader(context.world.images, repository: image.reference)
        let candidates = await BillCandidates.find(
            for: image.digest, formats: formats, with: reader, trust: context.trust, at: context.instant)
        return try judge(candidates, of: image, at: context.instant)
    }

    // MARK: Attached to the image

    private func judge(
        _ candidates: BillCandidates, of image: PinnedImage, at instant: Instant
    ) throws(Obstacle) -> Answer<Code> {
        let vouched = candidates.found.filter { $0.voucher != .none }
        let usable = vouched.isEmpty && signed == .optional ? candidates.found : vouched
        var distinct: [BillCandidate] = []
        for candidate in usable where !distinct.contains(where: { $0.content == candidate.content }) {
            distinct.append(candidate)
        }
        guard let bill = distinct.first else { return try nothing(candidates, of: image) }
        guard distinct.count == 1 else {
            let origins = distinct.map(\.origin)
            return .inconclusive(
                NonEmpty(
                    Finding(
                        .ambiguous, "`\(image.name)` has \(origins.count) different bills of materials",
                        at: .image(image.name), notes: origins)), distinct.flatMap(\.evidence))
        }
        let warnings = candidates.rejected.map { Self.finding($0, of: image) }
        switch bill.voucher {
        case .none:
            let warning = Finding(
                Code.unsigned, "nobody has signed what lies at `\(bill.origin)`", at: .image(image.name))
            return judge(bill, by: "nobody", instant: instant, warnings: [warning] + warnings)
        case .signers(let signers):
            return judge(bill, by: signers.joined(separator: ", "), instant: instant, warnings: warnings)
        }
    }

    private func nothing(_ candidates: BillCandidates, of image: PinnedImage) throws(Obstacle) -> Answer<Code> {
        // What could not be fetched may have been the one that is missed.
        if let obstacle = candidates.obstacle { throw obstacle }
        var findings = candidates.found.map {
            Finding(Code.unsigned, "nobody has signed what lies at `\($0.origin)`", at: .image(image.name))
        }
        findings += candidates.rejected.map { Self.finding($0, of: image) }
        guard let reasons = NonEmpty(findings) else {
            return .failed(
                Finding(.absent, "nothing attached to `\(image.name)` is a bill of materials", at: .image(image.name)))
        }
        return .failed(reasons, candidates.found.flatMap(\.evidence))
    }

    private func judge(
        _ candidate: BillCandidate, by voucher: String, instant: Instant, warnings: [Finding<Code>]
    ) -> Answer<Code> {
        let place = Location.image(candidate.origin)
        let document = Evidence(
            uri: candidate.origin, digest: Digest.of(candidate.content), mediaType: "application/json",
            content: candidate.content)
        return judge(
            candidate.content, at: place, instant: instant, evidence: NonEmpty(document, candidate.evidence),
            signers: voucher, warnings: warnings)
    }

    private static func finding(_ rejected: RejectedBill, of image: PinnedImage) -> Finding<Code> {
        Finding(
            rejected.code, "what lies at `\(rejected.origin)` does not count: \(rejected.message)",
            at: .image(image.name))
    }

    // MARK: In a file

    private func examine(
        _ path: String, _ digest: Digest, in context: CheckContext
    ) async throws(Obstacle) -> Answer<Code> {
        let place = Location.path(path)
        guard let content = try await context.world.files.read(path, limit: BillReader.byteLimit) else {
            return .failed(Finding(.absent, "there is no file `\(path)`", at: place))
        }
        let found = Digest.of(content)
        let document = Evidence(uri: path, digest: found, mediaType: "application/json", content: content)
        guard found == digest else {
            return .failed(
                Finding(.digestMismatch, "`\(path)` hashes to \(found), not \(digest)", at: place), [document])
        }
        guard signed == .required else {
            return judge(
                content, at: place, instant: context.instant, evidence: NonEmpty(document), signers: "nobody",
                warnings: [])
        }
        switch SignatureRules.covering(file: path, named: nil, in: context) {
        case .failure(let refusal): return .failed(Finding(.noRule, refusal.message, at: place), [document])
        case .success(let rules):
            let review = SignatureReview(
                await SignatureClaims.found(beside: path, holding: content, in: context.world.files), for: path,
                under: rules, expecting: SignatureExpectation(digest: found, repository: nil), trust: context.trust,
                at: context.instant)
            try review.requireSeen()
            let evidence = NonEmpty(
                document, [review.record(policy: context.trust)] + review.evidence)
            if let findings = NonEmpty(review.findings(as: Code.self, at: place)) {
                return .failed(findings, evidence.array)
            }
            return judge(
                content, at: place, instant: context.instant, evidence: evidence, signers: review.signers,
                warnings: review.warnings(as: Code.self, at: place))
        }
    }

    // MARK: What it says

    private func judge(
        _ content: [UInt8], at place: Location, instant: Instant, evidence: NonEmpty<Evidence>, signers: String,
        warnings: [Finding<Code>]
    ) -> Answer<Code> {
        let bill: BillOfMaterials
        do throws(BillFault) {
            bill = try BillReader.read(content, name: "\(place)")
        } catch {
            return .failed(Finding(.invalid, error.message, at: place, notes: error.places), evidence.array)
        }
        guard formats.contains(bill.format) else {
            return .failed(
                Finding(.invalid, "the document is \(bill.title), which `format` does not ask for", at: place),
                evidence.array)
        }
        let report = ElementReport(bill, elements: demands.elements)
        let kept = NonEmpty(evidence.first, evidence.rest + [report.evidence(of: "\(place)")])
        if let findings = NonEmpty(demands.findings(about: bill, report: report, at: place, instant: instant)) {
            return .failed(findings, kept.array)
        }
        return .passed(
            "\(bill.title), \(bill.components.count) components, signed by \(signers)", kept, warnings: warnings)
    }
}
