import Testing
import Trust

@Suite("verifying envelopes")
struct VerifyingTests {
    private let signers: Signers
    private let digest = Digest.of(Array("artifact".utf8))

    init() throws {
        signers = try Signers()
    }

    private func payload(predicateType: String = "urn:p") -> [UInt8] {
        Statement.json(
            subjects: [StatementSubject(name: "a", digests: [digest])], predicateType: predicateType,
            predicate: ["k": 1]
        ).canonicalBytes()
    }

    private func verify(
        _ envelope: Envelope, rules: [TrustRule]? = nil
    ) throws -> Verified<Statement> {
        try signers.policy(rules: rules ?? [Signers.rule(signers: ["release"])])
            .verify(envelope, predicateType: "urn:p", at: Signers.now)
    }

    private func codes(_ body: () throws -> Verified<Statement>) -> [Rejection.Code] {
        do {
            _ = try body()
            return []
        } catch let refusal as VerificationRefusal {
            return refusal.rejections.array.map(\.code)
        } catch {
            return [.noRule, .noRule]
        }
    }

    private func sign(
        _ payload: [UInt8], type: String = Envelope.inTotoPayloadType, by keys: PrivateKey...
    ) throws -> Envelope {
        try Envelope.sign(payloadType: type, payload: payload, keys: keys)
    }

    @Test("a signed statement is believed, with who signed and when that was asked")
    func accepted() throws {
        let verified = try verify(try sign(payload(), by: signers.release, signers.stranger))
        #expect(verified.value.names(digest))
        #expect(verified.value.predicate?["k"]?.integer == 1)
        #expect(verified.signers.array == ["release"])
        #expect(verified.instant == Signers.now)
        #expect(verified.rejected.map(\.origin) == ["envelope, signature 2"])
    }

    @Test("it survives being written and read again")
    func roundTrip() throws {
        let envelope = try sign(payload(), by: signers.release)
        let read = try Envelope(envelope.json.canonicalBytes())
        #expect(read == envelope)
        #expect(try verify(read).signers.array == ["release"])
    }

    @Test("where no rule speaks, nothing is believed")
    func noRule() throws {
        let envelope = try sign(payload(), by: signers.release)
        let other = [Signers.rule(predicate: "urn:q", signers: ["release"])]
        #expect(codes { try verify(envelope, rules: other) } == [.noRule])
        #expect(
            codes { try TrustPolicy.nobody.verify(envelope, predicateType: "urn:p", at: Signers.now) } == [.noRule])
    }

    @Test("where two rules speak, both must hold")
    func twoRules() throws {
        let rules = [Signers.rule("a", signers: ["release"]), Signers.rule("b", signers: ["security"])]
        let one = try sign(payload(), by: signers.release)
        #expect(codes { try verify(one, rules: rules) } == [.untrustedSigner, .thresholdNotMet])
        let both = try sign(payload(), by: signers.release, signers.security)
        #expect(try verify(both, rules: rules).signers.array == ["release", "security"])
    }

    @Test("a signature says nothing about what it was not made over")
    func changes() throws {
        let good = try sign(payload(), by: signers.release)
        let changedPayload = Envelope(
            payloadType: good.payloadType, payload: payload(predicateType: "urn:P"), signatures: good.signatures)
        #expect(codes { try verify(changedPayload) } == [.badSignature, .thresholdNotMet])
        let changedType = Envelope(
            payloadType: "application/json", payload: good.payload, signatures: good.signatures)
        #expect(codes { try verify(changedType) } == [.badSignature, .thresholdNotMet])
        let unsigned = Envelope(payloadType: good.payloadType, payload: good.payload, signatures: [])
        #expect(codes { try verify(unsigned) } == [.noSignature])
    }

    @Test("a good signature does not save a wrong type, an unreadable payload or another predicate")
    func signedNonsense() throws {
        let cases: [([UInt8], String, Rejection.Code)] = [
            (payload(), "application/json", .wrongPayloadType),
            (payload(), "application/vnd.in-toto+JSON", .wrongPayloadType),
            (Array("not json".utf8), Envelope.inTotoPayloadType, .malformedStatement),
            ([], Envelope.inTotoPayloadType, .malformedStatement),
            (payload(predicateType: "urn:q"), Envelope.inTotoPayloadType, .predicateType),
        ]
        for (payload, type, code) in cases {
            let envelope = try sign(payload, type: type, by: signers.release)
            #expect(codes { try verify(envelope) } == [code])
        }
    }

    @Test("signatures are looked at before the payload is")
    func order() throws {
        let envelope = try sign(Array("not json".utf8), type: "x", by: signers.stranger)
        #expect(codes { try verify(envelope) } == [.badSignature, .thresholdNotMet])
    }
}
