import AirworthyTesting
import Foundation
import Testing

/// What a run leaves behind, read by programs that share no code with the one that wrote it.
@Suite("The statements of a run", .serialized)
struct SignedRunTests {
    private static let verifier = "https://acme.example/release-gate"
    private static let resource = "pkg:oci/checkout?repository_url=registry.example/acme/checkout"

    /// A project whose first release went through its checklist.
    private struct Cleared {
        let storefront: Storefront
        let runs: String

        init(key: String = "private/gate.key.pem", in storefront: Storefront) async throws {
            self.storefront = storefront
            let run = try await storefront.airworthy("run", "first-release", "-r", "previous.yaml", "--key", key)
            try #require(run.status == 0, "\(run)")
            let names = try FileManager.default.contentsOfDirectory(atPath: storefront.path(".airworthy/runs"))
            runs = storefront.path(".airworthy/runs/\(try #require(names.first))")
        }

        func statement(_ name: String) throws -> StatementFile { try StatementFile("\(runs)/\(name).intoto.jsonl") }
        var key: String { storefront.path("Keys/gate.pub.pem") }
        func digest(of service: String) throws -> String {
            String(try storefront.image(of: service, in: "previous.yaml").split(separator: ":").last ?? "")
        }
    }

    @Test(
        "openssl verifies every statement over its encoding, by the gate's key and no other",
        arguments: ["ecdsa-p256", "ecdsa-p384", "ed25519", "rsa-3072"])
    func openssl(algorithm: String) async throws {
        let storefront = try await Storefront.make()
        let made = try await storefront.airworthy(
            "keys", "generate", "private/other", "--algorithm", algorithm, "--unencrypted")
        try #require(made.status == 0, "\(made)")
        try storefront.read("private/other.pub.pem").write(to: URL(filePath: storefront.path("Keys/gate.pub.pem")))
        let cleared = try await Cleared(key: "private/other.key.pem", in: storefront)
        for name in ["run", "vsa-checkout", "test-result"] {
            let statement = try cleared.statement(name)
            #expect(try await statement.isSigned(by: cleared.key, algorithm), "\(name)")
            let altered = statement.payload + Data(" ".utf8)
            #expect(try await !statement.isSigned(by: cleared.key, over: altered, algorithm), "\(name)")
        }
        let other = storefront.path("Keys/build.pub.pem")
        #expect(try await !cleared.statement("run").isSigned(by: other, "ecdsa-p256"))
    }

    @Test("the run and each summary name what they are about by digest")
    func subjects() async throws {
        let cleared = try await Cleared(in: try await Storefront.make())
        let checkout = try cleared.digest(of: "checkout")
        for name in ["run", "vsa-checkout"] {
            #expect(try cleared.statement(name).body.subject.contains { $0.digest["sha256"] == checkout }, "\(name)")
        }
        #expect(try !cleared.statement("vsa-payments").body.subject.contains { $0.digest["sha256"] == checkout })
    }

    /// What somebody who consumes a summary expects before they look at it.
    private struct Expectation {
        var statement: String
        var key: String
        var digest: String
        var verifier = SignedRunTests.verifier
        var resource = SignedRunTests.resource
        var level = "AIRWORTHY_IMAGES_SIGNED"
    }

    /// The seven steps of "How to verify" in the SLSA verification summary specification; nil when all hold, otherwise
    /// the first that does not.
    private func firstFailingStep(_ expected: Expectation) async throws -> Int? {
        let statement = try StatementFile(expected.statement)
        let (body, summary) = (statement.body, statement.body.predicate)
        guard try await statement.isSigned(by: expected.key) else { return 1 }
        guard body.subject.contains(where: { $0.digest["sha256"] == expected.digest }) else { return 2 }
        guard body.predicateType == "https://slsa.dev/verification_summary/v1" else { return 3 }
        guard summary.verifier?.id == expected.verifier else { return 4 }
        guard summary.resourceUri == expected.resource else { return 5 }
        guard summary.verificationResult == "PASSED" else { return 6 }
        guard summary.verifiedLevels?.contains(expected.level) == true else { return 7 }
        return nil
    }

    @Test("the seven steps of the SLSA specification hold for our summary, and each can fail")
    func sevenSteps() async throws {
        let storefront = try await Storefront.make()
        let cleared = try await Cleared(in: storefront)
        let sound = Expectation(
            statement: "\(cleared.runs)/vsa-checkout.intoto.jsonl", key: cleared.key,
            digest: try cleared.digest(of: "checkout"))
        #expect(try await firstFailingStep(sound) == nil)
        func altered(_ alter: (inout Expectation) -> Void) async throws -> Int? {
            var expected = sound
            alter(&expected)
            return try await firstFailingStep(expected)
        }
        #expect(try await altered { $0.key = storefront.path("Keys/build.pub.pem") } == 1)
        #expect(try await altered { $0.digest = String(repeating: "0", count: 64) } == 2)
        #expect(try await altered { $0.statement = "\(cleared.runs)/run.intoto.jsonl" } == 3)
        #expect(try await altered { $0.verifier = "https://elsewhere.example/gate" } == 4)
        #expect(try await altered { $0.resource = "pkg:oci/payments" } == 5)
        #expect(try await altered { $0.level = "SLSA_BUILD_LEVEL_3" } == 7)
    }

    @Test("a summary of a blocked run fails at the sixth step, and claims no level")
    func blockedSummary() async throws {
        let storefront = try await Storefront.make()
        try storefront.replace("replicas: 6", with: "replicas: 7\nlimit: 1", in: "configs/live/checkout.yaml")
        let run = try await storefront.airworthy(
            "run", "first-release", "-r", "previous.yaml", "--key", "private/gate.key.pem")
        try #require(run.status == 1, "\(run)")
        let names = try FileManager.default.contentsOfDirectory(atPath: storefront.path(".airworthy/runs"))
        let path = storefront.path(".airworthy/runs/\(try #require(names.first))/vsa-checkout.intoto.jsonl")
        let image = try storefront.image(of: "checkout", in: "previous.yaml")
        let expected = Expectation(
            statement: path, key: storefront.path("Keys/gate.pub.pem"),
            digest: String(image.split(separator: ":").last ?? ""))
        #expect(try await firstFailingStep(expected) == 6)
        #expect(try StatementFile(path).body.predicate.verifiedLevels == ["FAILED"])
    }

    @Test("cosign verifies the run's bundle over the manifest, and over no other", .enabled(if: Peers.have(.cosign3)))
    func cosign() async throws {
        let cleared = try await Cleared(in: try await Storefront.make())
        let verify = [
            "verify-blob-attestation", "--insecure-ignore-tlog", "--type", "https://airworthy.dev/checklist-run/v1",
            "--key", cleared.key, "--bundle", "\(cleared.runs)/run.sigstore.json",
        ]
        let genuine = try await Peers.cosign3.run(verify + [cleared.storefront.path("previous.yaml")])
        #expect(genuine.status == 0, "\(genuine)")
        let other = try await Peers.cosign3.run(verify + [cleared.storefront.path("release.yaml")])
        #expect(other.status != 0, "\(other)")
    }

    @Test("securesystemslib verifies the run's envelope", .enabled(if: Peers.have(.python)))
    func secureSystemsLibrary() async throws {
        let cleared = try await Cleared(in: try await Storefront.make())
        // It looks keys up by the envelope's key id, which is ours: the SHA-256 of the key's SubjectPublicKeyInfo.
        let script = [
            "import hashlib, json, sys",
            "from cryptography.hazmat.primitives import serialization as s",
            "from securesystemslib.dsse import Envelope",
            "from securesystemslib.signer import SSlibKey",
            "public = s.load_pem_public_key(open(sys.argv[2], 'rb').read())",
            "spki = public.public_bytes(s.Encoding.DER, s.PublicFormat.SubjectPublicKeyInfo)",
            "key = SSlibKey.from_crypto(public, keyid=hashlib.sha256(spki).hexdigest())",
            "print(len(Envelope.from_dict(json.load(open(sys.argv[1]))).verify([key], 1)))",
        ].joined(separator: "\n")
        let result = try await Peers.python.run(["-c", script, "\(cleared.runs)/run.intoto.jsonl", cleared.key])
        #expect(result.output == "1\n", "\(result)")
    }
}
