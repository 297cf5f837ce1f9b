import Airworthy
import AirworthyTesting
import Testing
import Trust

/// Signatures by certificate.
extension BlobSignatureCheckTests {
    private func world(_ trouble: SigstoreTrouble) throws -> SupplyChainWorld {
        let world = try SupplyChainWorld(trust: try trouble.specimen.policy(anchors: trouble.anchors))
        world.files.write(trouble.specimen.artifact, to: Self.path)
        world.files.write(trouble.bundle, to: "\(Self.path).sigstore.json")
        return world
    }

    @Test("a keyless bundle passes for whom the rule names, and the decision says who and when")
    func keyless() async throws {
        let specimen = try VirtualSigstore().mint()
        let world = try SupplyChainWorld(trust: try specimen.policy())
        world.files.write(specimen.artifact, to: Self.path)
        world.files.write(specimen.bundle, to: "\(Self.path).sigstore.json")
        let answer = try await ask(world)
        #expect(answer.summary == "signed by signer")
        let decision = try JSONDocument(
            try #require(
                answer.evidence.first { $0.mediaType == "application/vnd.airworthy.signatures+json" }?.content),
            name: "decision")
        let certificate = try #require(decision.root["rules"]?[0]?["accepted"]?[0]?["certificate"])
        #expect(certificate["subject"]?.string == specimen.expectedSubject)
        #expect(certificate["times"]?[0]?["instant"]?.string == specimen.signedAt.rfc3339)
    }

    @Test("each thing that can be wrong with the evidence has its own finding", arguments: SigstoreTrouble.codes)
    func troubles(_ code: String) async throws {
        let found = try await ask(try world(try SigstoreTrouble.make(code))).codes
        // `certificate-invalid`, `sct-invalid`, `no-trusted-time`, `timestamp-invalid`, `log-entry-invalid` and
        // `log-entry-mismatch` among them.
        let known: [String: Code] = [
            "certificate-invalid": .certificateInvalid, "sct-invalid": .sctInvalid, "no-trusted-time": .noTrustedTime,
            "timestamp-invalid": .timestampInvalid, "log-entry-invalid": .logEntryInvalid,
            "log-entry-mismatch": .logEntryMismatch, "untrusted-signer": .untrustedSigner,
            "outside-validity": .outsideValidity,
        ]
        #expect(found == [try #require(known[code])])
    }

    @Test("a revoked identity's signature is refused whenever it was made")
    func revokedIdentity() async throws {
        let specimen = try VirtualSigstore().mint()
        let policy = try specimen.policy()
        let revoked = try TrustPolicy(
            epoch: 2, digest: policy.digest, keys: [], people: [],
            identities: policy.identities.map {
                TrustedIdentity(
                    id: $0.id, subject: $0.subject, issuer: $0.issuer, revokedAt: SupplyChainWorld.instant,
                    reason: "the workflow was taken over")
            }, sigstore: policy.sigstore, rules: policy.rules)
        let world = try SupplyChainWorld(trust: revoked)
        world.files.write(specimen.artifact, to: Self.path)
        world.files.write(specimen.bundle, to: "\(Self.path).sigstore.json")
        #expect(try await ask(world).codes == [.keyRevoked])
    }
}
