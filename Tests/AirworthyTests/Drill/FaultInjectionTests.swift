import AirworthyTesting
import Testing
import Trust

@testable import Airworthy

@Suite("A drill's faults, put into what a run is given")
struct FaultInjectionTests {
    private static let image = "registry.example/acme/web"

    private func revoked(_ rules: [TrustRule]) throws -> TrustPolicy {
        func key(_ id: String) throws -> TrustedKey {
            TrustedKey(id: id, key: try PrivateKey.generate(.p256).publicKey)
        }
        let identity = TrustedIdentity(
            id: "ci", subject: try IdentityPattern("https://ci.example/release"),
            issuer: try IdentityPattern("https://issuer.example"))
        let specimen = try VirtualSigstore().mint()
        let trust = try TrustPolicy(
            epoch: 3, digest: .of([]), keys: [try key("release"), try key("other")],
            people: [
                Person(id: "dana", key: try key("dana"), roles: ["manager"]),
                Person(id: "sam", key: try key("sam"), roles: ["developer"]),
            ], identities: [identity], sigstore: SigstoreVerifier(anchors: [specimen.anchor()]), rules: rules,
            checklists: [AcceptedChecklist(phase: "rollback", name: "back", digest: nil)])
        let release = try Samples.release()
        let plan = try Samples.plan("  - {id: signed, uses: image-signature, forEach: images}", for: release)
        return try FaultInjection(
            .revokedKey, plan: plan, world: .empty, trust: trust, at: Samples.instant
        ).trust
    }

    @Test("whoever may sign for the image is revoked, by a key, as a person or by an identity, and nobody else")
    func revokedSigners() throws {
        let images: TrustRule.Scope = .images([try Glob("**")])
        let trust = try revoked([
            TrustRule(id: "a", scope: images, requirement: .init(signers: ["release", "ci"])),
            TrustRule(id: "b", scope: images, requirement: .init(role: "manager")),
            TrustRule(id: "c", scope: .blobs([try Glob("**")]), requirement: .init(signers: ["other", "sam"])),
        ])
        #expect(trust.epoch == 4)
        #expect(trust.keys.map { $0.revokedAt != nil } == [true, false])
        #expect(trust.people.map { $0.key.revokedAt != nil } == [true, false])
        #expect(trust.identities.map(\.revokedAt) == [Samples.instant])
        #expect(trust.sigstore.anchors.count == 1 && trust.rules.count == 3 && trust.checklists.count == 1)
    }

    /// What a drill says of steps that each came to an outcome.
    private static func caught(
        _ fault: Fault, _ steps: String, _ outcomes: [String: Outcome], services: [String] = ["web"]
    ) throws -> Bool {
        let release = try Samples.release(services: services)
        let plan = try Samples.plan(steps, for: release)
        let record = Samples.record(of: plan, mode: .drill, outcomes)
        let facts = RunFacts(
            plan: plan, record: record, trust: .nobody, waivers: [], verifierID: "https://gate.example",
            toolVersion: "test", previousRun: nil)
        #expect(!facts.verdict.isCleared)
        return FaultResult(fault, facts: facts).caught
    }

    @Test("a fault is caught by a step that blocks for it, and not by another that blocks as well")
    func caught() throws {
        func failed(_ code: String, notes: [String] = []) -> Outcome {
            .failed(NonEmpty(Diagnostic(code, "found", notes: notes)), [])
        }
        let steps =
            "  - {id: signed, uses: image-signature, forEach: images}\n  - {id: listed, uses: sbom, forEach: images"
        let outcomes = ["signed/web": failed("no-signature"), "listed/web": failed("absent")]
        #expect(try Self.caught(.missingSBOM, steps + "}", outcomes))
        #expect(try !Self.caught(.missingSBOM, steps + ", severity: warn}", outcomes))
        #expect(try Self.caught(.unsignedImage, steps + ", severity: warn}", outcomes))
        #expect(try !Self.caught(.missingSBOM, steps + "}", ["listed/web": failed("stale")]))
        #expect(
            try Self.caught(
                .revokedKey, steps + "}", ["signed/web": failed("threshold-not-met", notes: ["key-revoked"])]))
        // What another image lacked before is none of the drill's doing.
        let others = ["listed/api": failed("absent"), "signed/web": failed("no-signature")]
        #expect(try !Self.caught(.missingSBOM, steps + "}", others, services: ["web", "api"]))
    }

    @Test("where no rule is for the image, nobody can be revoked, and the drill says so")
    func nobody() throws {
        let rule = TrustRule(
            id: "c", scope: .blobs([try Glob("**")]), requirement: .init(signers: ["other"]))
        let error = #expect(throws: InputError.self) { try revoked([rule]) }
        #expect(error?.diagnostics.map(\.code).array == ["fault-not-applicable"])
    }
}
