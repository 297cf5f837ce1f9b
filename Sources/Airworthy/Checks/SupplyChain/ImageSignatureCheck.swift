public import Trust

/// Is the image signed, over this digest, by everybody the trust policy wants?
public struct ImageSignatureCheck: Check {
    enum Reference: String, CaseIterable {
        case require, ignore
    }

    enum Platforms: String, CaseIterable {
        case index, all
    }

    public static let kind = CheckKind(
        id: "image-signature", summary: "is the image signed by whom the trust policy wants?",
        capabilities: [.images],
        parameters: [
            Parameter("rule", .string, default: "none", "a rule of the trust policy that must be among those applied"),
            Parameter(
                "platforms", .choice, default: "index",
                "`index`: the digest the release names; `all`: every manifest an index lists as well"),
            Parameter(
                "reference", .choice, default: "require",
                "whether a cosign payload must name this repository (`require`) or not (`ignore`)"),
        ],
        subjects: [.image])

    private let rule: String?
    private let platforms: Platforms
    private let reference: Reference

    public init(from arguments: inout FieldReader) throws(InputError) {
        rule = try arguments.optionalString("rule")
        platforms = try arguments.optionalChoice("platforms") ?? .index
        reference = try arguments.optionalChoice("reference") ?? .require
    }

    public func examine(_ subject: Subject, in context: CheckContext) async throws(Obstacle) -> Answer<Code> {
        let image = try PinnedImage(subject)
        let rules: NonEmpty<TrustRule>
        switch SignatureRules.covering(repository: image.reference.repository, named: rule, in: context.trust) {
        case .failure(let refusal): return .failed(Finding(.noRule, refusal.message, at: .image(image.name)))
        case .success(let found): rules = found
        }
        let reader = ImageReader(context.world.images, repository: image.reference)
        var digests = [image.digest]
        if platforms == .all {
            let tree = try await ImageTree.read(image.digest, with: reader)
            if let defects = NonEmpty(tree.defects) {
                return .failed(defects.map { Finding(.imageUnreadable, $0.message, at: $0.location) })
            }
            digests = tree.documents.map(\.digest)
        }
        var reviews: [SignatureReview] = []
        for digest in digests {
            let review = SignatureReview(
                await SignatureClaims.found(for: digest, with: reader), for: reader.name(digest), under: rules,
                expecting: SignatureExpectation(
                    digest: digest, repository: reference == .require ? image.reference.repository : nil),
                trust: context.trust, at: context.instant)
            try review.requireSeen()
            reviews.append(review)
        }
        return answer(reviews, context)
    }

    private func answer(_ reviews: [SignatureReview], _ context: CheckContext) -> Answer<Code> {
        let evidence = reviews.flatMap {
            [$0.record(policy: context.trust)] + $0.evidence
        }
        if let findings = NonEmpty(reviews.flatMap { $0.findings(as: Code.self, at: .image($0.subject)) }) {
            return .failed(findings, evidence)
        }
        guard let first = reviews.first, let evidence = NonEmpty(evidence) else {
            preconditionFailure("an image has at least the digest that was asked for")
        }
        let warnings = reviews.flatMap { $0.warnings(as: Code.self, at: .image($0.subject)) }
        let scope = reviews.count > 1 ? ", on all \(reviews.count) manifests" : ""
        return .passed("signed by \(first.signers)\(scope)", evidence, warnings: warnings)
    }
}
