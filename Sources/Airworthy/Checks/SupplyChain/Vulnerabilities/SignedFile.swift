import Trust

/// A file of the project, vouched for as the trust policy's rules for `blobs` want.
enum SignedFile: Sendable {
    typealias Code = VulnerabilitiesCheck.Code

    case missing
    /// Why nobody we trust vouches for it.
    case untrusted(NonEmpty<Finding<Code>>, content: [UInt8], NonEmpty<Evidence>)
    case signed([UInt8], by: String, NonEmpty<Evidence>)

    /// - Throws: what stands in the way of reading the file, or of seeing what is beside it.
    static func read(_ path: String, limit: Int, in context: CheckContext) async throws(Obstacle) -> SignedFile {
        guard let content = try await context.world.files.read(path, limit: limit) else { return .missing }
        let digest = Digest.of(content)
        let place = Location.path(path)
        let document = Evidence(uri: path, digest: digest, mediaType: "application/json", content: content)
        switch SignatureRules.covering(file: path, named: nil, in: context) {
        case .failure(let refusal):
            return .untrusted(
                NonEmpty(Finding(.noRule, refusal.message, at: place)), content: content, NonEmpty(document))
        case .success(let rules):
            let review = SignatureReview(
                await SignatureClaims.found(beside: path, holding: content, in: context.world.files), for: path,
                under: rules, expecting: SignatureExpectation(digest: digest, repository: nil), trust: context.trust,
                at: context.instant)
            try review.requireSeen()
            let evidence = NonEmpty(
                document, [review.record(policy: context.trust)] + review.evidence)
            if let findings = NonEmpty(review.findings(as: Code.self, at: place)) {
                return .untrusted(findings, content: content, evidence)
            }
            return .signed(content, by: review.signers, evidence)
        }
    }
}
