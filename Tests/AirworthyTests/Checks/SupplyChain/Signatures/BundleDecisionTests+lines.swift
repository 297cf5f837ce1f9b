import Airworthy
import AirworthyTesting
import Testing
import Trust

/// Files of several bundles.
extension BundleDecisionTests {
    @Test("a bundle printed over several lines is one bundle")
    func printed() throws {
        let specimen = try VirtualSigstore().mint()
        let pretty = try JSONDocument(specimen.bundle, name: "bundle").root.json.prettyText()
        #expect(pretty.split(separator: "\n").count > 20)
        #expect(specimen.decision(on: Array(pretty.utf8), trust: try specimen.policy()).refusal == nil)
    }

    @Test("in a file of several, one about something else is told, and the one that counts is established")
    func several() throws {
        let sigstore = try VirtualSigstore()
        let (specimen, other) = (try sigstore.mint(), try sigstore.mint(.binding(.entryForOtherArtifact)))
        let newline = [UInt8(ascii: "\n")]
        let decision = specimen.decision(
            on: other.bundle + newline + specimen.bundle + newline, trust: try specimen.policy())
        #expect(decision.refusal == nil)
        #expect(decision.signers == ["signer"])
        #expect(decision.rejected.map(\.origin) == ["bundle line 1"])
        #expect(decision.rejected.map(\.detail) == ["log-entry-artifact"])
        #expect(decision.established?.certificate.der == (try established(specimen)))
        #expect(decision.lines.contains { $0.hasPrefix("  does not count: bundle line 1") })
        let refused = specimen.decision(on: other.bundle + newline + other.bundle, trust: try specimen.policy())
        #expect(refused.refusal?.code == "log-entry-artifact")
        #expect(refused.refusal?.notes.count == 1)
    }

    @Test("two signers that a rule wants may stand on two lines, and one of them twice does not suffice")
    func threshold() throws {
        let sigstore = try VirtualSigstore()
        let (first, second) = (
            try sigstore.mint(), try sigstore.mint(shape: .with { $0.identity = .email })
        )
        let identities = try [first, second].enumerated().map { place, specimen in
            TrustedIdentity(
                id: "signer \(place + 1)", subject: try IdentityPattern(specimen.expectedSubject),
                issuer: try IdentityPattern(specimen.expectedIssuer))
        }
        let trust = try TrustPolicy(
            epoch: 1, digest: Digest.of([]), keys: [], people: [], identities: identities,
            sigstore: SigstoreVerifier(anchors: [first.anchor()]),
            rules: [
                TrustRule(
                    id: "two", scope: .blobs([try Glob("**")]),
                    requirement: TrustRule.Requirement(threshold: 2, signers: identities.map(\.id)))
            ])
        let newline = [UInt8(ascii: "\n")]
        #expect(first.artifact == second.artifact)
        let both = first.decision(on: first.bundle + newline + second.bundle, trust: trust)
        #expect(both.refusal == nil)
        #expect(both.signers == ["signer 1", "signer 2"])
        let twice = first.decision(on: first.bundle + newline + first.bundle, trust: trust)
        #expect(twice.refusal?.code == "threshold-not-met")
    }

    @Test("a bare envelope is no bundle")
    func envelope() throws {
        let specimen = try VirtualSigstore().mint(shape: KeylessAttestations.shape)
        let envelope = try #require(try JSONDocument(specimen.bundle, name: "bundle").root["dsseEnvelope"])
        let decision = specimen.decision(on: envelope.json.canonicalBytes(), trust: try specimen.policy())
        #expect(decision.refusal?.code == "not-a-bundle")
    }

    private func established(_ specimen: SigstoreSpecimen) throws -> [UInt8] {
        try #require(try specimen.decision().established).certificate.der
    }
}
