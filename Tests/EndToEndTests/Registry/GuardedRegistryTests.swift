import AirworthyTesting
import Foundation
import Testing

/// A registry as it stands in the world: over TLS, by an authority of its own, and closed to who has no password. What
/// skopeo, cosign and oras bring there we read, and what we publish there they find.
@Suite(
    "A registry behind TLS and passwords", .serialized,
    .enabled(if: Peers.have(.cosign2, .cosign3, .oras, .skopeo, .registry)))
struct GuardedRegistryTests {
    private static let runType = "https://airworthy.dev/checklist-run/v1"
    private static let statementTypes = [
        runType, "https://slsa.dev/verification_summary/v1", "https://in-toto.io/attestation/test-result/v0.1",
    ]

    /// `oras discover --format json`, as far as it is needed.
    private struct Discovery: Decodable {
        struct Referrer: Decodable {
            let digest: String
            let annotations: [String: String]?

            var predicateType: String? { annotations?["dev.sigstore.bundle.predicateType"] }
        }

        let referrers: [Referrer]?
    }

    private func discover(_ project: GuardedProject) async throws -> [Discovery.Referrer] {
        // Without being told otherwise, oras takes `localhost` for plain HTTP.
        let result = try await project.registry.run(
            Peers.oras, "discover", "--plain-http=false", "--format", "json", project.image)
        try #require(result.status == 0, "\(result)")
        return try JSONDecoder().decode(Discovery.self, from: Data(result.output.utf8)).referrers ?? []
    }

    private func sign(_ project: GuardedProject, with generation: Int) async throws -> Program.Result {
        if generation == 2 {
            return try await project.registry.run(
                Peers.cosign2, "sign", "-y", "--tlog-upload=false", "--key", "two.key", project.image)
        }
        return try await project.registry.run(
            Peers.cosign3, "sign", "-y", "--signing-config", "no-services.json", "--key", "three.key", project.image)
    }

    @Test(
        "pushed by skopeo, signed by cosign 2 and 3, an image is cleared; cosign and oras find what the run published",
        arguments: GuardedRegistry.Entrance.allCases)
    func published(entrance: GuardedRegistry.Entrance) async throws {
        let project = try await GuardedProject.make(entrance)
        let registry = project.registry

        let unsigned = try await project.check("image-signature")
        #expect(unsigned.result.status == 1 && unsigned.codes == ["no-signature"], "\(unsigned)")
        let two = try await sign(project, with: 2)
        try #require(two.status == 0, "\(two)")
        let half = try await project.check("image-signature")
        #expect(half.result.status == 1 && half.codes == ["threshold-not-met"], "\(half)")
        let three = try await sign(project, with: 3)
        try #require(three.status == 0, "\(three)")
        for kind in ["image-signature", "image-digest"] {
            let whole = try await project.check(kind)
            #expect(whole.result.status == 0 && whole.codes.isEmpty, "\(whole)")
        }
        let verified = try await project.airworthy("verify", "image", "--deep", "--no-cache", project.image)
        #expect(verified.status == 0, "\(verified)")
        // Version 2 signs at a tag, version 3 with a referrer.
        let signatures = try await discover(project)
        #expect(signatures.count == 1)

        let run = try await project.airworthy(
            "run", "guarded", "-r", "release.yaml", "--key", "Keys/gate.key.pem", "--publish", "--no-cache")
        try #require(run.status == 0, "\(run)")
        #expect(run.output.contains("cleared: 2 passed") && !run.errors.contains("[not-published]"), "\(run)")
        let found = try await discover(project)
        #expect(found.count == 4 && found.contains { $0.digest == signatures.first?.digest }, "\(found)")
        #expect(Set(found.compactMap(\.predicateType)) == Set(Self.statementTypes), "\(found)")
        let tree = try await registry.run(Peers.cosign3, "tree", project.image)
        #expect(tree.status == 0, "\(tree)")
        for type in Self.statementTypes {
            #expect(tree.output.contains("\(type) artifacts via OCI referrer"), "\(tree)")
        }
        for cosign in [Peers.cosign2, Peers.cosign3] {
            for (key, isOurs) in [(project.gateKey, true), ("two.pub", false)] {
                let statement = try await registry.run(
                    cosign, "verify-attestation", "--new-bundle-format", "--insecure-ignore-tlog", "--trusted-root",
                    "no-root.json", "--type", Self.runType, "--key", key, project.image)
                #expect((statement.status == 0) == isOurs, "\(key): \(statement)")
            }
        }
        // What was there before still holds for those who put it there.
        for (cosign, key) in [(Peers.cosign2, "two.pub"), (Peers.cosign3, "three.pub")] {
            let signature = try await registry.run(
                cosign, "verify", "--insecure-ignore-tlog", "--key", key, project.image)
            #expect(signature.status == 0, "\(signature)")
        }

        let runs = try FileManager.default.contentsOfDirectory(atPath: project.directory.path(".airworthy/runs"))
        let bundle = ".airworthy/runs/\(try #require(runs.first))/run.sigstore.json"
        let again = try await project.airworthy("attach", project.image, "--bundle", bundle)
        #expect(again.status == 0 && again.output.hasPrefix("there  sha256:"), "\(again)")
        let audit = try await project.airworthy("evidence", "audit", "-r", "release.yaml", "--no-cache")
        #expect(audit.status == 0, "\(audit)")
    }

    @Test(
        "who has the wrong password, or none, is refused by name, reads nothing and changes nothing",
        arguments: GuardedRegistry.Entrance.allCases)
    func unauthorized(entrance: GuardedRegistry.Entrance) async throws {
        let project = try await GuardedProject.make(entrance)
        let bundle = try project.bundle()
        for visitor in [RegistryVisitor.mistaken, .stranger] {
            let pushed = try await project.registry.copy(project.source, to: "acme/app:v2", as: visitor)
            #expect(pushed.status == 1, "\(pushed)")
            for kind in ["image-digest", "image-signature"] {
                let (result, codes) = try await project.check(kind, as: visitor)
                #expect(result.status == 3 && codes == ["registry-unauthorized"], "\(visitor): \(result)")
                #expect(!(result.output + result.errors).contains("secret"), "\(visitor): \(result)")
            }
            let verified = try await project.airworthy(
                "verify", "image", "--json", "--no-cache", project.image, as: visitor)
            #expect(verified.status == 3, "\(visitor): \(verified)")
            #expect(try CheckAnswer(verified).codes == ["registry-unauthorized"], "\(visitor): \(verified)")
            let attached = try await project.airworthy("attach", project.image, "--bundle", bundle, as: visitor)
            #expect(
                attached.status == 3 && attached.errors.contains("[registry-unauthorized]"), "\(visitor): \(attached)")
            #expect(!(attached.output + attached.errors).contains("secret"), "\(visitor): \(attached)")
        }
        #expect(try await discover(project).isEmpty)
        // The same words by somebody who may.
        let attached = try await project.airworthy("attach", project.image, "--bundle", bundle)
        #expect(attached.status == 0, "\(attached)")
        #expect(try await discover(project).compactMap(\.predicateType) == ["https://note.example/v1"])
    }

    @Test(
        "without the authority that vouches for it a registry is not asked, nor told a password",
        arguments: GuardedRegistry.Entrance.allCases)
    func untrusted(entrance: GuardedRegistry.Entrance) async throws {
        let project = try await GuardedProject.make(entrance)
        let believed = try await project.check("image-digest")
        #expect(believed.result.status == 0 && believed.codes.isEmpty, "\(believed)")
        let pushed = try await project.registry.copy(project.source, to: "acme/app:v2", believing: false)
        #expect(pushed.status == 1, "\(pushed)")
        let asked = project.registry.tokens?.scopes.count
        // A token service is somebody else: whoever vouches for the registry does not vouch for it.
        for belief in entrance == .tokens ? [GuardedProject.Belief.nobody, .registry] : [.nobody] {
            try project.believe(belief)
            let (result, codes) = try await project.check("image-digest")
            #expect(result.status == 3 && codes == ["registry-untrusted"], "\(belief): \(result)")
            let attached = try await project.airworthy("attach", project.image, "--bundle", try project.bundle())
            #expect(
                attached.status == 3 && attached.errors.contains("[registry-untrusted]"), "\(belief): \(attached)")
        }
        #expect(project.registry.tokens?.scopes.count == asked)
        #expect(try await discover(project).isEmpty)
    }

    @Test("a token is asked for to pull by who reads, and to push only once there is something to write")
    func scopes() async throws {
        let project = try await GuardedProject.make(.tokens)
        let tokens = try #require(project.registry.tokens)
        let (pull, push) = ("repository:acme/app:pull", "repository:acme/app:pull,push")
        #expect(tokens.scopes.contains(push), "skopeo pushed without a token")
        for signing in [2, 3] {
            let signed = try await sign(project, with: signing)
            try #require(signed.status == 0, "\(signed)")
        }
        func asked(during body: () async throws -> Void) async throws -> [String] {
            let before = tokens.scopes.count
            try await body()
            return Array(tokens.scopes.dropFirst(before))
        }
        let reading = try await asked {
            for kind in ["image-digest", "image-signature", "image-pinned"] {
                let (result, codes) = try await project.check(kind)
                #expect(result.status == 0 && codes.isEmpty, "\(kind): \(result)")
            }
            let tree = try await project.airworthy("image", "tree", project.image)
            #expect(tree.status == 0, "\(tree)")
            let run = try await project.airworthy(
                "run", "guarded", "-r", "release.yaml", "--key", "Keys/gate.key.pem", "--no-cache")
            #expect(run.status == 0, "\(run)")
        }
        #expect(Set(reading) == [pull], "\(reading)")
        let bundle = try project.bundle()
        let writing = try await asked {
            let attached = try await project.airworthy("attach", project.image, "--bundle", bundle)
            #expect(attached.status == 0 && attached.output.hasPrefix("attached sha256:"), "\(attached)")
        }
        #expect(writing.contains(push) && Set(writing).isSubset(of: [pull, push]), "\(writing)")
        #expect(try await discover(project).contains { $0.predicateType == "https://note.example/v1" })
    }

    @Test("whose token allows no more than reading is cleared by what is there, and refused by name when writing")
    func reader() async throws {
        let project = try await GuardedProject.make(.tokens)
        let (result, codes) = try await project.check("image-digest", as: .reader)
        #expect(result.status == 0 && codes.isEmpty, "\(result)")
        let pushed = try await project.registry.copy(project.source, to: "acme/app:v2", as: .reader)
        #expect(pushed.status == 1, "\(pushed)")
        let bundle = try project.bundle()
        let attached = try await project.airworthy("attach", project.image, "--bundle", bundle, as: .reader)
        #expect(attached.status == 3 && attached.errors.contains("[registry-unauthorized]"), "\(attached)")
        #expect(try await discover(project).isEmpty)
    }
}
