import Airworthy
import AirworthyTesting
import Testing
import Trust

/// Several trusted roots, and what a policy may ask of a certificate's claims.
extension BundleDecisionTests {
    @Test("of several trusted roots the one that knows the evidence decides, in either order")
    func severalRoots() throws {
        let (specimen, stranger) = (try VirtualSigstore().mint(), try VirtualSigstore().mint())
        let (own, other) = (try specimen.anchor(), try stranger.anchor())
        for anchors in [[own, other], [other, own]] {
            #expect(specimen.decision(on: specimen.bundle, trust: try specimen.policy(anchors: anchors)).refusal == nil)
        }
        #expect(
            specimen.decision(on: specimen.bundle, trust: try specimen.policy(anchors: [other])).refusal?.code
                == "log-unknown")
        // The refusal is of the root that knows it, not of those that never heard of it.
        let broken = try VirtualSigstore().mint(.binding(.entryForOtherArtifact))
        let roots = [other, try broken.anchor()]
        for anchors in [roots, roots.reversed()] {
            #expect(
                broken.decision(on: broken.bundle, trust: try broken.policy(anchors: anchors)).refusal?.code
                    == "log-entry-artifact")
        }
    }

    @Test("every claim of Fulcio's extensions 8 to 24 is established", arguments: FulcioClaim.allCases)
    func claims(_ claim: FulcioClaim) throws {
        let deprecated: Set<FulcioClaim> = [
            .githubWorkflowTrigger, .githubWorkflowSha, .githubWorkflowName, .githubWorkflowRepository,
            .githubWorkflowRef,
        ]
        let specimen = try VirtualSigstore().mint()
        let established = try #require(try specimen.decision().established).identity.claims[claim]
        #expect((established == nil) == deprecated.contains(claim))
        guard let established else { return }
        // What the certificate says is met, anything else is not.
        for (wanted, expected) in [(established, nil), (established + "x", "untrusted-signer")] as [(String, String?)] {
            #expect(try code(specimen, asking: claim, for: wanted) == expected)
        }
    }

    @Test("a claim the certificate does not make is not met by any pattern")
    func absentClaim() throws {
        let specimen = try VirtualSigstore().mint()
        #expect(try code(specimen, asking: .githubWorkflowName, for: "**") == "untrusted-signer")
        #expect(try code(specimen, asking: .sourceRepositoryRef, for: "**") == nil)
    }

    private func code(_ specimen: SigstoreSpecimen, asking claim: FulcioClaim, for text: String) throws -> String? {
        let base = try specimen.policy()
        let trust = try TrustPolicy(
            epoch: 1, digest: base.digest, keys: [], people: [],
            identities: [
                TrustedIdentity(
                    id: "signer", subject: try IdentityPattern(specimen.expectedSubject),
                    issuer: try IdentityPattern(specimen.expectedIssuer), claims: [claim: try IdentityPattern(text)])
            ], sigstore: base.sigstore, rules: base.rules)
        return specimen.decision(on: specimen.bundle, trust: trust).refusal?.code
    }
}
