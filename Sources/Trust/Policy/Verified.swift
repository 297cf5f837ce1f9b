/// A value somebody the policy trusts has signed. There is no other way to make one than verification below, so code
/// that asks for a `Verified` cannot be given anything else.
public struct Verified<Value: Sendable>: Sendable {
    public let value: Value
    /// Ids of who signed, without repetition.
    public let signers: NonEmpty<String>
    /// When the signers were found good: the instant asked about, not a time the document claims.
    public let instant: Instant
    /// Signatures beside the good ones that were not believed. They take nothing away; they are worth a look.
    public let rejected: [Rejection]

    fileprivate init(_ value: Value, signers: NonEmpty<String>, instant: Instant, rejected: [Rejection]) {
        self.value = value
        self.signers = signers
        self.instant = instant
        self.rejected = rejected
    }
}

extension TrustPolicy {
    /// Believes the statement in an envelope, or says everything that stands against it.
    ///
    /// In this order (DSSE, protocol.md): signatures, payload type, statement from the very bytes that were signed,
    /// predicate type. Every rule for the predicate type must be satisfied; where there is none, nothing is believed.
    ///
    /// - Parameters:
    ///   - predicateType: what the caller is looking for; never taken from the envelope.
    ///   - authors: see ``judge(_:by:at:authors:)``.
    public func verify(
        _ envelope: Envelope, predicateType: String, at instant: Instant, authors: Set<String> = []
    ) throws(VerificationRefusal) -> Verified<Statement> {
        try verify(
            envelope.candidates(origin: Self.origin).map { examine($0, at: instant) }, over: envelope,
            predicateType: predicateType, at: instant,
            authors: authors)
    }

    /// Believes the statement in a bundle by what came with it.
    public func verify(
        _ bundle: SigstoreBundle, predicateType: String, at instant: Instant, authors: Set<String> = []
    ) throws(VerificationRefusal) -> Verified<Statement> {
        guard let (envelope, candidate) = bundle.statement(origin: Self.origin) else {
            throw VerificationRefusal(
                .wrongPayloadType, origin: Self.origin, "the bundle signs bytes, and holds no statement")
        }
        return try verify(
            [examine(candidate, at: instant)], over: envelope, predicateType: predicateType, at: instant,
            authors: authors)
    }

    /// Believes a statement by signatures over its envelope that were examined already.
    ///
    /// - Parameter signatures: over exactly `envelope`, from whichever format carried them.
    public func verify(
        _ signatures: [ExaminedSignature], over envelope: Envelope, predicateType: String, at instant: Instant,
        authors: Set<String> = []
    ) throws(VerificationRefusal) -> Verified<Statement> {
        let origin = signatures.first?.candidate.origin ?? Self.origin
        precondition(
            signatures.allSatisfy { $0.candidate.message.isEncoding(of: envelope) },
            "signatures over another envelope than the one believed")
        guard let rules = NonEmpty(rules(forPredicate: predicateType)) else {
            throw VerificationRefusal(
                .noRule, origin: origin, "no rule of the trust policy speaks about `\(predicateType)`")
        }
        guard !signatures.isEmpty else {
            throw VerificationRefusal(.noSignature, origin: origin, "the envelope has no signatures")
        }
        let judgements = rules.map { judge(signatures, by: $0, at: instant, authors: authors) }
        let refusals = judgements.filter { !$0.isSatisfied }.flatMap { judgement in
            judgement.rejected + (judgement.shortfall.map { [$0] } ?? [])
        }
        if let refusals = NonEmpty(Self.distinct(refusals)) { throw VerificationRefusal(refusals) }
        guard let signers = NonEmpty(Self.distinct(judgements.flatMap(\.signers))) else {
            preconditionFailure("a rule was satisfied by nobody")
        }
        let statement = try Self.statement(in: envelope, predicateType: predicateType, origin: origin)
        return Verified(
            statement, signers: signers, instant: instant, rejected: Self.distinct(judgements.flatMap(\.rejected)))
    }

    private static var origin: String { "envelope" }

    /// In order of first appearance: two rules see the same candidates.
    private static func distinct<Element: Hashable>(_ elements: [Element]) -> [Element] {
        var seen: Set<Element> = []
        return elements.filter { seen.insert($0).inserted }
    }

    private static func statement(
        in envelope: Envelope, predicateType: String, origin: String
    ) throws(VerificationRefusal) -> Statement {
        guard envelope.payloadType.isExactly(Envelope.inTotoPayloadType) else {
            throw VerificationRefusal(
                .wrongPayloadType, origin: origin,
                "the payload is `\(envelope.payloadType.prefix(120))`, not `\(Envelope.inTotoPayloadType)`")
        }
        let statement: Statement
        do throws(Diagnostic) {
            statement = try Statement(payload: envelope.payload, name: "payload")
        } catch {
            throw VerificationRefusal(.malformedStatement, origin: origin, error.description)
        }
        guard statement.predicateType.isExactly(predicateType) else {
            throw VerificationRefusal(
                .predicateType, origin: origin,
                "a statement of type `\(statement.predicateType.prefix(120))`, not `\(predicateType)`")
        }
        return statement
    }
}

extension Verified {
    /// The same belief about what the value says: reading a verified statement more closely needs no second signature.
    public func map<Other: Sendable, Failure: Error>(
        _ transform: (Value) throws(Failure) -> Other
    ) throws(Failure) -> Verified<Other> {
        Verified<Other>(
            try transform(value), signers: signers, instant: instant, rejected: rejected)
    }
}
