import AirworthyTesting
import Testing
import Trust

@Suite("Signed documents, mutated")
struct SignedDocumentPropertyTests {
    @Test("no mutation of an envelope is believed to say something else, and none crashes")
    func envelopes() throws {
        let seed = SeededGenerator()
        var random = RandomJSON(generator: seed)
        let signers = try Signers()
        let policy = try signers.policy(rules: [Signers.rule(signers: ["release", "security"])])
        let payload = Statement.json(
            subjects: [StatementSubject(name: "a", digests: [Digest.of([1])])], predicateType: "urn:p",
            predicate: ["k": "v"]
        ).canonicalBytes()
        let envelope = try Envelope.sign(
            payloadType: Envelope.inTotoPayloadType, payload: payload, keys: [signers.release])
        let document = envelope.json.canonicalBytes()
        var believed = 0
        for _ in 0..<1_500 {
            let mutant = random.mutation(of: document)
            guard let read = try? Envelope(mutant) else { continue }
            // White space and key ids may differ; what was signed may not.
            if (try? policy.verify(read, predicateType: "urn:p", at: Signers.now)) != nil {
                believed += 1
                try #require(read.payload == payload && read.payloadType == envelope.payloadType, "\(seed)")
            }
        }
        #expect(believed < 1_500, "\(seed)")
    }

    @Test("mutated statements, bundles and payloads are read or refused, never more")
    func documents() throws {
        let seed = SeededGenerator()
        var random = RandomJSON(generator: seed)
        let signers = try Signers()
        let digest = Digest.of([1])
        let statement = Statement.json(
            subjects: [StatementSubject(name: "a", digests: [digest])], predicateType: "urn:p", predicate: ["k": "v"])
        let envelope = try Envelope.sign(payloadType: "t", payload: [1], keys: [signers.release])
        let bundle = try SigstoreBundle(envelope: envelope, keyHint: "k").json
        let payload = SimpleSigning.json(dockerReference: "r", manifestDigest: digest)
        let readers: [(JSON, ([UInt8]) throws -> Any)] = [
            (statement, { try Statement(payload: $0, name: "mutant") }), (bundle, { try SigstoreBundle($0) }),
            (payload, { try SimpleSigning(payload: $0) }),
        ]
        for (document, read) in readers {
            let bytes = document.canonicalBytes()
            for _ in 0..<1_000 {
                let mutant = random.mutation(of: bytes)
                let code = refusalCode { try read(mutant) }
                try #require(code?.contains("-") ?? true, "\(seed)")
            }
        }
    }
}
