import Trust

/// SLSA Verification Summary v1, one per image (slsa.dev/spec/v1.1/verification_summary).
///
/// Only live runs make one: the format has no way to say "simulated", and a consumer would believe it.
enum VerificationSummary {
    /// - Parameters:
    ///   - levels: see ``levels(_:)``; the same for every image of a run.
    ///   - run: digest of the signed `checklist-run` envelope, listed among the inputs.
    static func json(
        _ service: Service, _ facts: RunFacts, _ seen: RunEvidence, levels: [String], run: Digest
    ) -> JSON {
        [
            "verifier": ["id": .string(facts.verifierID), "version": ["airworthy": .string(facts.toolVersion)]],
            "timeVerified": .string(facts.record.finished.rfc3339),
            "resourceUri": .string(resource(service.image)),
            "policy": [
                "uri": .string("\(facts.verifierID)#\(facts.plan.checklist.name)"),
                "digest": RunPredicate.digestSet(facts.plan.checklist.digest),
            ],
            "inputAttestations": .array(inputs(seen.evidence(about: service), run: run)),
            "verificationResult": facts.verdict.isCleared ? "PASSED" : "FAILED",
            "verifiedLevels": .array(levels.map(JSON.string)),
            "slsaVersion": "1.1",
        ]
    }

    /// The package URL of the repository, `pkg:oci/name?repository_url=…` (purl-spec, oci type).
    static func resource(_ image: ImageReference) -> String {
        let name = image.path.split(separator: "/").last.map(String.init) ?? image.path
        return "pkg:oci/\(name)?repository_url=\(image.repository)"
    }

    /// Own-prefix labels only; a failed run carries `FAILED` and nothing else, whatever parts of it passed.
    static func levels(_ facts: RunFacts) -> [String] {
        guard case .cleared(let waived) = facts.verdict else { return ["FAILED"] }
        let phase = label(facts.plan.checklist.phase.rawValue)
        return [waived.isEmpty ? phase : "\(phase)_WITH_WAIVERS"] + facts.provided.map(label)
    }

    private static func label(_ text: String) -> String {
        "AIRWORTHY_" + String(text.uppercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
    }

    /// The run itself and every signed statement consumed for this image: if any is listed, all must be.
    private static func inputs(_ seen: [Evidence], run: Digest) -> [JSON] {
        let consumed = seen.lazy.filter { isAttestation($0.mediaType) }
        var seen: Set<Digest> = [run]
        var inputs: [JSON] = [["uri": "run.intoto.jsonl", "digest": RunPredicate.digestSet(run)]]
        for evidence in consumed where seen.insert(evidence.digest).inserted {
            inputs.append(["uri": .string(evidence.uri), "digest": RunPredicate.digestSet(evidence.digest)])
        }
        return inputs
    }

    private static func isAttestation(_ mediaType: String) -> Bool {
        mediaType.hasPrefix("application/vnd.dev.sigstore.bundle") || mediaType.hasPrefix("application/vnd.dsse")
            || mediaType.hasPrefix("application/vnd.dev.cosign.simplesigning")
            || mediaType.hasPrefix("application/vnd.in-toto")
    }
}
