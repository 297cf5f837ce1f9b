import Airworthy
import AirworthyTesting
import Testing
import Trust

/// sigstore-go's bundles: npm's two shapes, bundles from before there were checkpoints, a user name instead of an
/// address, two signatures, a key with a timestamp.
@Suite("Sigstore bundles in their variety")
struct SigstoreBundleVarietyTests {
    private static let npm = "https://github.com/sigstore/sigstore-js/.github/workflows/release.yml@refs/heads/main"
    private static let github = "https://token.actions.githubusercontent.com"

    private let folder = Fixtures.folder("02-sigstore-extra/sigstore-go", cases: 6)

    private func decide(
        _ bundle: String, root: String, artifact: String, subject: String? = nil, issuer: String = github,
        key: String? = nil, origins: [String] = []
    ) throws -> BundleDecision? {
        guard let folder else { return nil }
        let trusted = try TrustedRoot(try folder.bytes(root), name: root)
        let keys = try key.map { [TrustedKey(id: "signer", key: try PublicKey(pem: try folder.bytes($0)))] } ?? []
        let identities = try subject.map {
            [TrustedIdentity(id: "signer", subject: try IdentityPattern($0), issuer: try IdentityPattern(issuer))]
        }
        let policy = try TrustPolicy(
            epoch: 1, digest: trusted.digest, keys: keys, people: [], identities: identities ?? [],
            sigstore: SigstoreVerifier(anchors: [SigstoreVerifier.Anchor(root: trusted, origins: origins)]),
            rules: [
                TrustRule(
                    id: "any", scope: .blobs([try Glob("**")]),
                    requirement: TrustRule.Requirement(signers: ["signer"]))
            ])
        return BundleDecision(
            try folder.bytes(bundle), name: bundle, artifact: .digest(try #require(Digest(artifact))), file: "artifact",
            predicateType: nil, trust: policy, at: try #require(Instant(rfc3339: "2026-11-01T00:00:00Z")))
    }

    private static let sigstore2 =
        "sha512:46d4e2f74c4877316640000a6fdf8a8b59f1e0847667973e9859f774dd31b8f1e0937813b777fb66a2ac67d50540fe34640966eee9fc2ccca387082b4c85cd3c"
    private static let sigstore1 =
        "sha512:76176ffa33808b54602c7c35de5c6e9a4deb96066dba6533f50ac234f4f1f4c6b3527515dc17c06fbe2860030f410eee69ea20079bd3a2c6f3dcf3b329b10751"
    private static let early =
        "sha512:bbfd372fc9beeb777fe35d05bb10c0c70a9733d366a75fed7dd18866c7391de3ee7e88ba74dd47abf3e15c845e547fcf0e5c3da80854c751554224d3a6d4e55f"
    private static let publicGood = "pkg/testing/data/trusted-roots/public-good.json"

    @Test("npm's provenance verifies, of a promise alone and with a proof, and names its claims")
    func npmProvenance() throws {
        let first = try decide(
            "examples/bundle-provenance.json", root: "examples/trusted-root-public-good.json", artifact: Self.sigstore1,
            subject: Self.npm)
        guard let first else { return }
        #expect(first.refusal == nil)
        #expect(first.established?.logEntries.map(\.isProven) == [false])
        let second = try decide(
            "pkg/testing/data/bundles/sigstore.js@2.0.0-provenance.sigstore.json", root: Self.publicGood,
            artifact: Self.sigstore2, subject: Self.npm)
        #expect(second?.refusal == nil)
        #expect(second?.established?.logEntries.map(\.isProven) == [true])
        #expect(second?.established?.identity.claims[.sourceRepositoryUri] == "https://github.com/sigstore/sigstore-js")
        #expect(second?.established?.identity.claims[.runnerEnvironment] == "github-hosted")
    }

    @Test("npm's publish attestation verifies with npm's key, and its log entry is about it")
    func npmPublish() throws {
        let decision = try decide(
            "examples/bundle-publish.json", root: "examples/trusted-root-public-good.json", artifact: Self.sigstore1,
            key: "examples/publish_key.pub")
        guard let decision else { return }
        #expect(decision.refusal == nil)
        #expect(decision.signers == ["signer"])
    }

    @Test("a bundle verifies for whom it names, by whoever vouched for them, over what it is about")
    func identity() throws {
        let path = "pkg/testing/data/bundles/dsse.sigstore.json"
        let login = "https://github.com/login/oauth"
        let right = try decide(
            path, root: Self.publicGood, artifact: Self.early, subject: "brian@dehamer.com", issuer: login)
        guard let right else { return }
        #expect(right.refusal == nil)
        let cases = [
            ("brian@dehamer.co", login, Self.early, "untrusted-signer"),
            ("Brian@dehamer.com", login, Self.early, "untrusted-signer"),
            ("brian@dehamer.com", Self.github, Self.early, "untrusted-signer"),
            ("brian@dehamer.com", login + "/", Self.early, "untrusted-signer"),
            ("brian@dehamer.com", login, Self.sigstore1, "wrong-subject"),
        ]
        for (subject, issuer, artifact, code) in cases {
            let wrong = try decide(path, root: Self.publicGood, artifact: artifact, subject: subject, issuer: issuer)
            #expect(wrong?.refusal?.code == code, "\(subject) \(issuer)")
        }
    }

    @Test("a bundle with two signatures is refused, and so is one of another instance")
    func refused() throws {
        let double = try decide(
            "pkg/testing/data/bundles/dsse-2sigs.sigstore.json", root: Self.publicGood, artifact: Self.early,
            subject: "brian@dehamer.com", issuer: "https://github.com/login/oauth")
        guard let double else { return }
        #expect(double.refusal?.code == "bundle-signature-count")
        let stranger = try decide(
            "pkg/testing/data/bundles/dsse.sigstore.json", root: "pkg/testing/data/trusted-roots/scaffolding.json",
            artifact: Self.early, subject: "brian@dehamer.com", issuer: "https://github.com/login/oauth")
        #expect(stranger?.refusal?.code == "log-unknown")
    }

    @Test(
        "a user name is a name of its own kind; a log that calls itself otherwise than its address has to be known so")
    func username() throws {
        let decide = { (origins: [String]) in
            try self.decide(
                "pkg/testing/data/bundles/othername.sigstore.json",
                root: "pkg/testing/data/trusted-roots/scaffolding.json",
                artifact: "sha256:bc103b4a84971ef6459b294a2b98568a2bfb72cded09d4acd1e16366a401f95b",
                subject: "foo!oidc.local", issuer: "http://oidc.local:8080", origins: origins)
        }
        guard let known = try decide(["rekor-00001-deployment-56bf7777c9-jds5x"]) else { return }
        #expect(known.refusal == nil)
        #expect(known.established?.identity.subjectKind == .username)
        #expect(try decide([])?.refusal?.code == "checkpoint-origin")
        #expect(try decide(["rekor-00001"])?.refusal?.code == "checkpoint-origin")
    }

    @Test("a timestamp beside a key must be of that signature, by an authority of the root")
    func keyWithTimestamp() throws {
        let decision = try decide(
            "pkg/testing/data/bundles/public-key-validity.sigstore.json",
            root: "pkg/testing/data/trusted-roots/public-key-validity.json",
            artifact: "sha256:0000000000000000000000000000000000000000000000000000000000000000",
            key: "pkg/testing/data/public-keys/public-key-validity.pem")
        guard let decision else { return }
        // What it is over is not among the fixtures.
        #expect(decision.refusal?.code == "bad-signature")
    }
}
