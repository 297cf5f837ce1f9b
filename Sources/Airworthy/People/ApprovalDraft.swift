public import Trust

/// An approval before anybody has signed it.
public struct ApprovalDraft: Sendable {
    public let approval: Approval
    /// How the manifest is called.
    private let release: String

    public init(_ approval: Approval, release: String) {
        self.approval = approval
        self.release = release
    }

    /// Signs the approval and counts it as a run would.
    ///
    /// - Parameter initiator: who began the run, where that is known already.
    /// - Throws: whatever would keep it from counting: `approval-no-rule`, `approval-expired`, `approval-too-long`, or
    ///   the code of the policy's refusal, such as `untrusted-signer` or `author-signed`.
    public func sign(
        with key: PrivateKey, under trust: TrustPolicy, initiator: String?, at instant: Instant
    ) throws(InputError) -> ApprovalTally.Entry {
        let rules = trust.rules(forPredicate: PredicateType.approval)
        guard !rules.isEmpty else { throw InputError(ApprovalTally.noRule) }
        let envelope: Envelope
        do throws(Diagnostic) {
            envelope = try Envelope.sign(
                payloadType: Envelope.inTotoPayloadType,
                payload: approval.statement(release: release).canonicalBytes(), keys: [key])
        } catch {
            throw InputError(error)
        }
        // Nobody may have begun the run yet. The signer is then held against a person who cannot be the signer, and the
        // rule's own question is asked when the approval is counted.
        let signer = trust.people.first { $0.key.key == key.publicKey }?.id
        let author = initiator ?? trust.people.first { $0.id != signer && $0.key.key != key.publicKey }?.id
        let tally = ApprovalTally(
            [ApprovalFile(source: "the approval to be written", bytes: envelope.json.canonicalBytes())],
            of: approval.scope, under: trust, initiator: author, at: instant)
        if let defects = NonEmpty(tally.rejected) { throw InputError(defects) }
        guard let entry = tally.counted.first else { throw InputError(ApprovalTally.noRule) }
        return entry
    }
}
