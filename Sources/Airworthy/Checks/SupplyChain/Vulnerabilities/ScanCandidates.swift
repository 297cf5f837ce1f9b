import Trust

/// One result of a scan, read, and who vouches for it.
struct ScanCandidate: Sendable {
    let origin: String
    /// Nil where nobody vouches for it.
    let signers: String?
    let scan: VulnerabilityScan
    let evidence: NonEmpty<Evidence>
}

/// Every scan found for one image, and why what else was found is none.
struct ScanCandidates: Sendable {
    typealias Code = VulnerabilitiesCheck.Code

    private(set) var found: [ScanCandidate] = []
    private(set) var rejected: [Finding<Code>] = []
    /// Signed by whom the policy wants, and not to be read: it may be the latest.
    private(set) var spoilt: [Finding<Code>] = []
    private(set) var obstacle: Obstacle?
    private let image: PinnedImage

    init(_ image: PinnedImage) { self.image = image }

    // MARK: Attached to the image

    mutating func findAttached(_ predicates: [String], in context: CheckContext) async {
        let verifier = AttestationVerifier(types: predicates, trust: context.trust, instant: context.instant)
        let candidates = await AttestationCandidates.attached(
            to: image.digest, with: ImageReader(context.world.images, repository: image.reference),
            verifier: verifier, limit: ScanReader.byteLimit / 3 * 4 + (1 << 20)
        ) { layer, artifact in
            VulnerabilityPredicate.isScan(mediaType: layer) || VulnerabilityPredicate.isScan(mediaType: artifact)
        }
        obstacle = candidates.obstacle
        rejected += candidates.rejected.map {
            Finding(
                Code($0.fault), "what lies at `\($0.origin)` does not count: \($0.message)", at: .image(image.name))
        }
        for attestation in candidates.attestations {
            guard let predicate = attestation.statement.value.predicate else {
                spoil(attestation.origin, "the statement has no predicate")
                continue
            }
            add(
                Array(predicate.sourceBytes), origin: attestation.origin,
                signers: attestation.statement.signers.array.joined(separator: ", "), isBound: true,
                evidence: attestation.evidence)
        }
        for content in candidates.contents {
            guard let evidence = NonEmpty(content.evidence) else { continue }
            add(content.content, origin: content.origin, signers: nil, isBound: true, evidence: evidence)
        }
    }

    // MARK: In a file

    mutating func find(at path: String, in context: CheckContext) async throws(Obstacle) {
        switch try await SignedFile.read(path, limit: ScanReader.byteLimit, in: context) {
        case .missing:
            rejected.append(Finding(.absent, "there is no file `\(path)`", at: .path(path)))
        case .untrusted(let findings, let content, let evidence):
            rejected += findings.array
            add(content, origin: path, signers: nil, isBound: false, evidence: evidence)
        case .signed(let content, let signers, let evidence):
            add(content, origin: path, signers: signers, isBound: false, evidence: evidence)
        }
    }

    // MARK: What they say

    /// - Parameter isBound: whether a statement or the registry says that it is about this image. A file must say so
    ///   itself.
    private mutating func add(
        _ content: [UInt8], origin: String, signers: String?, isBound: Bool, evidence: NonEmpty<Evidence>
    ) {
        let scan: VulnerabilityScan
        do throws(ScanFault) {
            scan = try ScanReader.read(content, name: origin)
        } catch {
            return signers == nil ? reject(.invalid, origin, error.text) : spoil(origin, error.text)
        }
        // One that names only other digests is about another image, whoever attached it here.
        guard scan.subjects.contains(image.digest) || scan.subjects.isEmpty && isBound else {
            let named = scan.subjects.first.map { "is about \($0)" } ?? "does not say which digest it is about"
            return reject(.wrongSubject, origin, named)
        }
        found.append(ScanCandidate(origin: origin, signers: signers, scan: scan, evidence: evidence))
    }

    private mutating func spoil(_ origin: String, _ message: String) {
        spoilt.append(Finding(.invalid, "what lies at `\(origin)` cannot be read: \(message)", at: .image(image.name)))
    }

    private mutating func reject(_ code: Code, _ origin: String, _ message: String) {
        rejected.append(
            Finding(code, "what lies at `\(origin)` does not count: \(message)", at: .image(image.name)))
    }

    /// Those that count: the latest of each scanner, and every one of them. Two of the same instant both count.
    func latest(allowingUnsigned: Bool) -> [ScanCandidate] {
        let signed = found.filter { $0.signers != nil }
        let usable = signed.isEmpty && allowingUnsigned ? found : signed
        return usable.filter { candidate in
            !usable.contains { other in
                guard other.scan.isAlike(candidate.scan), let at = other.scan.scannedAt else {
                    return false
                }
                return candidate.scan.scannedAt.map { $0 < at } ?? true
            }
        }
    }
}
