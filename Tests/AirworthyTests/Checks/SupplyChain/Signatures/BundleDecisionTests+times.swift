import Airworthy
import AirworthyTesting
import Testing
import Trust

/// Keys with an end, and roots that were put away.
extension BundleDecisionTests {
    @Test("a key's validity is held against trusted times where there are some, and else against the decision")
    func keyValidity() throws {
        let day = Duration.seconds(86_400)
        let dated = try VirtualSigstore().mint(shape: .with { $0.material = .publicKey })
        var bare = try JSONDocument(dated.bundle, name: "bundle").root.json
        bare["verificationMaterial"]?["tlogEntries"] = nil
        func code(_ bundle: [UInt8], from: Duration? = nil, until: Duration? = nil, revoked: Duration? = nil) throws
            -> String?
        {
            let base = try dated.policy()
            let key = TrustedKey(
                id: "signer", key: try #require(dated.publicKey), validFrom: from.map { dated.signedAt + $0 },
                validUntil: until.map { dated.signedAt + $0 }, revokedAt: revoked.map { dated.signedAt + $0 })
            let trust = try TrustPolicy(
                epoch: 1, digest: base.digest, keys: [key], people: [], sigstore: base.sigstore, rules: base.rules)
            return dated.decision(on: bundle, trust: trust).refusal?.code
        }
        // The key has ended since; the log says that the signature is older.
        #expect(try code(dated.bundle, until: day) == nil)
        #expect(try code(dated.bundle, until: .zero) == nil)
        #expect(try code(dated.bundle, until: .zero - day) == "outside-validity")
        // The key is good by now, and was not when it signed.
        #expect(try code(dated.bundle, from: day) == "outside-validity")
        // Nobody but the signer says when.
        #expect(try code(bare.canonicalBytes(), until: day) == "outside-validity")
        #expect(try code(bare.canonicalBytes(), from: day) == nil)
        // What was stolen is the key, whenever it signed.
        #expect(try code(dated.bundle, revoked: day) == "key-revoked")
    }

    @Test("a root whose every service has ended verifies what was signed before")
    func archivedRoot() throws {
        let specimen = try VirtualSigstore().mint(shape: .with { $0.time = .both })
        var root = try JSONDocument(specimen.trustedRoot, name: "root").root.json
        func ended(at end: Instant) throws -> String? {
            let text = JSON.string(end.rfc3339)
            for place in 0..<3 {
                root["tlogs"]?[place]?["publicKey"]?["validFor"]?["end"] = text
                root["ctlogs"]?[place]?["publicKey"]?["validFor"]?["end"] = text
                root["certificateAuthorities"]?[place]?["validFor"]?["end"] = text
                root["timestampAuthorities"]?[place]?["validFor"]?["end"] = text
            }
            let anchor = SigstoreVerifier.Anchor(root: try TrustedRoot(root.canonicalBytes(), name: "root"))
            return specimen.decision(
                on: specimen.bundle, trust: try specimen.policy(anchors: [anchor]), later: Self.decade
            ).refusal?.code
        }
        #expect(try ended(at: specimen.signedAt + .seconds(3_600)) == nil)
        #expect(try ended(at: specimen.signedAt - .seconds(3_600)) == "timestamp-outside-authority")
    }

    private static let decade = Duration.seconds(3_650 * 86_400)
}
