public import Trust

/// Signs what a run came to: the run itself, and for live runs a VSA per image and a test result.
public enum Claim {
    /// - Parameter key: the gate's; which keys may sign runs is the trust policy's business.
    /// - Returns: the run first.
    /// - Throws: when signing fails. The caller must then not exit 0.
    public static func sign(_ facts: RunFacts, with key: PrivateKey) throws(Diagnostic) -> [SignedClaim] {
        let seen = RunEvidence(facts)
        let subjects = RunSubjects.all(facts, seen)
        let run = try sign(
            "run", PredicateType.checklistRun, RunPredicate.json(facts), over: subjects, with: key)
        guard facts.record.mode == .live else { return [run] }
        var claims = [run]
        let levels = VerificationSummary.levels(facts)
        for service in facts.plan.release.services {
            claims.append(
                try sign(
                    "vsa-\(service.name)", PredicateType.verificationSummary,
                    VerificationSummary.json(service, facts, seen, levels: levels, run: run.digest),
                    over: RunSubjects.image(service, seen), with: key))
        }
        claims.append(
            try sign("test-result", PredicateType.testResult, TestResult.json(facts), over: subjects, with: key))
        return claims
    }

    private static func sign(
        _ name: String, _ predicateType: String, _ predicate: JSON, over subjects: [StatementSubject],
        with key: PrivateKey
    ) throws(Diagnostic) -> SignedClaim {
        let statement = Statement.json(subjects: subjects, predicateType: predicateType, predicate: predicate)
        let envelope = try Envelope.sign(
            payloadType: Envelope.inTotoPayloadType, payload: statement.canonicalBytes(), keys: [key])
        return SignedClaim(name: name, predicateType: predicateType, envelope: envelope)
    }
}
