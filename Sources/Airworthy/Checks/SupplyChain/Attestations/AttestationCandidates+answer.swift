import Trust

/// What one attestation is worth to a check.
enum AttestationOpinion<Code: AttestationFindingCode> {
    /// It satisfies everything; the report's line.
    case satisfied(String)
    case objections(NonEmpty<Finding<Code>>)
}

extension AttestationCandidates {
    /// One attestation that satisfies everything is enough, and no other one takes that away: whoever writes to the
    /// repository can also delete, and nothing may pass because something is missing (in-toto attestation,
    /// monotonicity). The others are told as warnings.
    ///
    /// - Parameters:
    ///   - noun: what was looked for, for messages.
    ///   - unread: the code of what is of a version that is not read; nil for a check that knows none.
    func answer<Code: AttestationFindingCode>(
        about subject: AttestedSubject, noun: String, unread code: Code? = nil,
        _ judge: (Attestation) -> AttestationOpinion<Code>
    ) throws(Obstacle) -> Answer<Code> {
        var passed: (summary: String, attestation: Attestation)?
        var findings = rejected.map {
            Finding(
                Code($0.fault), "what lies at `\($0.origin)` does not count: \($0.message)", at: subject.place)
        }
        for (origin, type) in unread {
            guard let code else { continue }
            findings.append(
                Finding(
                    code, "what lies at `\(origin)` is a statement of `\(type)`, a version that is not read",
                    at: subject.place(of: origin)))
        }
        for attestation in attestations {
            switch judge(attestation) {
            case .satisfied(let summary): passed = passed ?? (summary, attestation)
            case .objections(let objections): findings += objections.array
            }
        }
        if let passed {
            return .passed(passed.summary, passed.attestation.evidence, warnings: findings)
        }
        if let obstacle { throw obstacle }
        guard let findings = NonEmpty(findings) else {
            return .failed(Finding(.absent, "there is no \(noun) for `\(subject.name)`", at: subject.place))
        }
        return .failed(findings, attestations.flatMap(\.evidence.array))
    }
}
