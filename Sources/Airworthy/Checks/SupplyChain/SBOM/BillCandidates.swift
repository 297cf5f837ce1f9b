import Trust

/// Everything beside an image that may be its bill of materials: attestations about it, and documents attached without
/// a signature.
struct BillCandidates: Sendable {
    private(set) var found: [BillCandidate] = []
    private(set) var rejected: [RejectedBill]
    let obstacle: Obstacle?

    static func find(
        for digest: Digest, formats: Set<BillOfMaterials.Format>, with reader: ImageReader, trust: TrustPolicy,
        at instant: Instant
    ) async -> BillCandidates {
        let verifier = AttestationVerifier(types: BillPredicate.types(of: formats), trust: trust, instant: instant)
        return BillCandidates(
            await AttestationCandidates.attached(
                to: digest, with: reader, verifier: verifier, limit: BillReader.attestationBytes
            ) { layer, artifact in
                let format =
                    BillPredicate.format(ofMediaType: layer) ?? BillPredicate.format(ofMediaType: artifact)
                return format.map(formats.contains) ?? false
            })
    }

    private init(_ candidates: AttestationCandidates) {
        obstacle = candidates.obstacle
        rejected = candidates.rejected.map {
            RejectedBill(code: SBOMCheck.Code($0.fault), origin: $0.origin, message: $0.message)
        }
        for attestation in candidates.attestations {
            guard let predicate = attestation.statement.value.predicate else {
                rejected.append(
                    RejectedBill(
                        code: .invalid, origin: attestation.origin, message: "the statement has no predicate"))
                continue
            }
            found.append(
                BillCandidate(
                    origin: attestation.origin, voucher: .signers(attestation.statement.signers.array),
                    content: Array(predicate.sourceBytes), evidence: attestation.evidence.array))
        }
        found += candidates.contents.map {
            BillCandidate(origin: $0.origin, voucher: .none, content: $0.content, evidence: $0.evidence)
        }
    }
}
