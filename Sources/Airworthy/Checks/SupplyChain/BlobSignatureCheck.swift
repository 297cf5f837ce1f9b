public import Trust

/// Has the file a signature beside it, over these bytes, by everybody the trust policy wants?
public struct BlobSignatureCheck: Check {
    public static let kind = CheckKind(
        id: "blob-signature", summary: "is the file signed by whom the trust policy wants?",
        capabilities: [.files],
        parameters: [
            Parameter("path", .string, default: "the subject's own", "the file, instead of those the subject names"),
            Parameter("rule", .string, default: "none", "a rule of the trust policy that must be among those applied"),
        ],
        subjects: [.release, .migration, .config, .item])

    private let path: String?
    private let rule: String?

    public init(from arguments: inout FieldReader) throws(InputError) {
        path = try arguments.optionalString("path")
        rule = try arguments.optionalString("rule")
    }

    public func examine(_ subject: Subject, in context: CheckContext) async throws(Obstacle) -> Answer<Code> {
        let targets = try targets(of: subject, in: context)
        var findings: [Finding<Code>] = []
        var warnings: [Finding<Code>] = []
        var evidence: [Evidence] = []
        var signers: [String] = []
        for target in targets {
            switch try await examine(target, in: context) {
            case .failed(let found, let seen), .inconclusive(let found, let seen):
                findings += found.array
                evidence += seen
            case .passed(let names, let seen, let told):
                signers.append(names)
                warnings += told
                evidence += seen.array
            }
        }
        if let findings = NonEmpty(findings) { return .failed(findings, evidence) }
        guard let evidence = NonEmpty(evidence), let first = signers.first else {
            preconditionFailure("a subject names at least one file")
        }
        let scope = targets.count > 1 ? ", on \(targets.count) files" : ""
        return .passed("signed by \(first)\(scope)", evidence, warnings: warnings)
    }

    // MARK: -

    /// One file and what its bytes must hash to, where the release says so.
    private struct Target {
        let path: String
        var digest: Digest?
    }

    private func targets(of subject: Subject, in context: CheckContext) throws(Obstacle) -> [Target] {
        if let path { return [Target(path: path)] }
        switch subject {
        case .migration(let migration):
            return [migration.up, migration.down].compactMap { file in
                file.map { Target(path: $0.path, digest: $0.digest) }
            }
        case .config(let config): return [Target(path: config.file.path, digest: config.file.digest)]
        case .item(let item): return [Target(path: item)]
        case .release:
            let release = try context.requireRelease()
            return [Target(path: release.source, digest: release.manifestDigest)]
        case .image, .service:
            throw Obstacle(
                "subject-not-file", "this check judges files, and was given a \(subject.kind.rawValue)",
                remedy: "use `image-signature` for images, or name a file with `path`")
        }
    }

    private func examine(_ target: Target, in context: CheckContext) async throws(Obstacle) -> Answer<Code> {
        let place = Location.path(target.path)
        guard let content = try await context.world.files.read(target.path, limit: SignatureClaims.fileBytes) else {
            return .failed(Finding(.missingFile, "there is no file `\(target.path)`", at: place))
        }
        let digest = Digest.of(content)
        let seen = Evidence(uri: target.path, digest: digest, mediaType: "application/octet-stream")
        if let bound = target.digest, Digest.of(content, bound.algorithm) != bound {
            return .failed(
                Finding(.digestMismatch, "`\(target.path)` hashes to \(digest), not \(bound)", at: place), [seen])
        }
        let review: SignatureReview
        switch SignatureRules.covering(file: target.path, named: rule, in: context) {
        case .failure(let refusal): return .failed(Finding(.noRule, refusal.message, at: place), [seen])
        case .success(let rules):
            review = SignatureReview(
                await SignatureClaims.found(beside: target.path, holding: content, in: context.world.files),
                for: target.path, under: rules, expecting: SignatureExpectation(digest: digest, repository: nil),
                trust: context.trust, at: context.instant)
        }
        try review.requireSeen()
        let evidence = [review.record(policy: context.trust)] + review.evidence
        if let findings = NonEmpty(review.findings(as: Code.self, at: place)) {
            return .failed(findings, [seen] + evidence)
        }
        return .passed(
            review.signers, NonEmpty(seen, evidence), warnings: review.warnings(as: Code.self, at: place))
    }
}
