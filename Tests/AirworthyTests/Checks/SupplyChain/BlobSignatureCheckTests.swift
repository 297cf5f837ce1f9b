import Airworthy
import AirworthyTesting
import Testing
import Trust

@Suite("blob-signature")
struct BlobSignatureCheckTests {
    typealias Code = BlobSignatureCheck.Code

    static let path = "db/001.up.sql"
    static let content = Array("alter table t add column c int;\n".utf8)

    func ask(
        _ world: SupplyChainWorld, _ subject: Subject = .item(path), with arguments: String = "{}"
    ) async throws -> Answer<Code> {
        try await world.memory.ask(BlobSignatureCheck.self, with: arguments, about: subject)
    }

    /// A world with the file in it and no signature yet.
    func world(_ rules: [TrustRule]? = nil) throws -> SupplyChainWorld {
        let world = try SupplyChainWorld(rules: rules)
        world.files.write(Self.content, to: Self.path)
        return world
    }

    func bundle(_ world: SupplyChainWorld, over content: [UInt8] = content, by name: String) throws -> [UInt8] {
        let signature = Base64.encode(try world.key(name).sign(content))
        let digest = Base64.encode(Digest.of(content).bytes)
        let json: JSON = [
            "mediaType": .string(MediaType.sigstoreBundle), "verificationMaterial": ["publicKey": [:]],
            "messageSignature": [
                "messageDigest": ["algorithm": "SHA2_256", "digest": .string(digest)], "signature": .string(signature),
            ],
        ]
        return json.canonicalBytes()
    }

    @Test("the check keeps its contract")
    func contract() async throws {
        let world = try world()
        world.files.write(try world.key("release").sign(Self.content), to: "\(Self.path).sig")
        let breaches = await CheckContract(
            BlobSignatureCheck.self, arguments: "{}", subject: .item(Self.path), context: world.memory.context
        ).verify()
        #expect(breaches == [])
    }

    @Test("a detached signature passes raw, in base64 and with a line break")
    func detached() async throws {
        let world = try world()
        let signature = try world.key("release").sign(Self.content)
        for form in [signature, Array(Base64.encode(signature).utf8), Array("\(Base64.encode(signature))\n".utf8)] {
            world.files.write(form, to: "\(Self.path).sig")
            #expect(try await ask(world).summary == "signed by release")
        }
    }

    @Test("a bundle passes, over the bytes or with a signature statement about them")
    func bundles() async throws {
        let world = try world()
        world.files.write(try bundle(world, by: "release"), to: "\(Self.path).sigstore.json")
        #expect(try await ask(world).word == "passed")
        let statement = try world.envelope(
            SupplyChainWorld.signaturePredicate, over: Digest.of(Self.content), by: "security")
        world.files.write(
            try SigstoreBundle(envelope: statement, keyHint: nil).json.canonicalBytes(),
            to: "\(Self.path).sigstore.json")
        #expect(try await ask(world).summary == "signed by security")
    }

    @Test(
        "what lies beside the file and does not count is refused by the reason",
        arguments: RefusedSigner.all)
    func signers(_ signer: RefusedSigner) async throws {
        let world = try world()
        world.files.write(try world.key(signer.name).sign(Self.content), to: "\(Self.path).sig")
        #expect(try await ask(world).codes.map(\.rawValue) == [signer.code])
    }

    @Test("a changed file no longer has its signature")
    func changedFile() async throws {
        let world = try world([try SupplyChainWorld.fileRule("sql", "db/*.sql", "release")])
        world.files.write(try world.key("release").sign(Self.content), to: "\(Self.path).sig")
        world.files.write(try bundle(world, by: "release"), to: "\(Self.path).sigstore.json")
        world.files.write("drop table t;", to: Self.path)
        #expect(try await ask(world).codes == [.wrongSubject, .badSignature])
    }

    @Test("no file, no signature, an empty one, and one that is something else")
    func absence() async throws {
        let world = try world()
        #expect(try await ask(world, .item("db/none.sql")).codes == [.missingFile])
        #expect(try await ask(world).codes == [.noSignature])
        world.files.write("\n", to: "\(Self.path).sig")
        world.files.write("{", to: "\(Self.path).sigstore.json")
        #expect(try await ask(world).codes == [.malformedSignature, .malformedSignature])
    }

    @Test("a statement of another kind, or about another file, is not a signature of this one")
    func statements() async throws {
        let world = try world()
        let provenance = try world.envelope(
            "https://slsa.dev/provenance/v1", over: Digest.of(Self.content), by: "release")
        let elsewhere = try world.envelope(SupplyChainWorld.signaturePredicate, over: Digest.of([1]), by: "release")
        for (envelope, code) in [(provenance, Code.wrongPredicate), (elsewhere, .wrongSubject)] {
            world.files.write(
                try SigstoreBundle(envelope: envelope, keyHint: nil).json.canonicalBytes(),
                to: "\(Self.path).sigstore.json")
            #expect(try await ask(world).codes == [code])
        }
    }

    @Test("a certificate that is none is no signature, and beside a good one it is only told")
    func certificate() async throws {
        let world = try world()
        let keyless = #"""
            {"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json",
             "verificationMaterial":{"certificate":{"rawBytes":"AA=="}},
             "messageSignature":{"signature":"AA=="}}
            """#
        world.files.write(keyless, to: "\(Self.path).sigstore.json")
        #expect(try await ask(world).codes == [.malformedSignature])
        world.files.write(try world.key("release").sign(Self.content), to: "\(Self.path).sig")
        let answer = try await ask(world)
        #expect(answer.word == "passed")
        #expect(answer.warnings == [.malformedSignature])
    }

    @Test("a signature that cannot be read is an obstacle, unless the other suffices")
    func obstacle() async throws {
        let world = try world()
        world.files.obstruct("\(Self.path).sig", with: Obstacle("file-unreadable", "no permission"))
        await #expect(throws: Obstacle.self) { try await ask(world) }
        world.files.write(try bundle(world, by: "release"), to: "\(Self.path).sigstore.json")
        let answer = try await ask(world)
        #expect(answer.word == "passed")
        #expect(answer.warnings == [.candidateUnreadable])
    }

    @Test("rules cover paths; a path that turns back is covered by none")
    func rules() async throws {
        let strict = [
            try SupplyChainWorld.fileRule("sql", "db/**", "security"),
            try SupplyChainWorld.fileRule("all", "**", "release", "security"),
        ]
        let world = try world(strict)
        world.files.write(try world.key("release").sign(Self.content), to: "\(Self.path).sig")
        #expect(try await ask(world).codes == [.untrustedSigner])
        #expect(try await ask(world, .item("./db//001.up.sql")).codes == [.untrustedSigner])
        #expect(try await ask(world, .item("x/../db/001.up.sql")).codes == [.noRule])
        world.files.write(try world.key("security").sign(Self.content), to: "\(Self.path).sig")
        #expect(try await ask(world, with: "{rule: sql}").word == "passed")
        #expect(try await ask(world, with: "{rule: images}").codes == [.noRule])
    }

    @Test("two of two must be two keys")
    func threshold() async throws {
        let rule = TrustRule(
            id: "two", scope: .blobs([try Glob("**")]),
            requirement: TrustRule.Requirement(threshold: 2, signers: ["release", "release-again", "security"]))
        let world = try world([rule])
        world.files.write(try world.key("release").sign(Self.content), to: "\(Self.path).sig")
        world.files.write(try bundle(world, by: "release"), to: "\(Self.path).sigstore.json")
        #expect(try await ask(world).codes == [.thresholdNotMet])
        world.files.write(try bundle(world, by: "security"), to: "\(Self.path).sigstore.json")
        #expect(try await ask(world).word == "passed")
    }

    @Test("both directions of a migration must be signed, and be what the release names")
    func migration() async throws {
        let world = try world()
        let down = Array("alter table t drop column c;\n".utf8)
        world.files.write(down, to: "db/001.down.sql")
        let bound = Migration(
            id: "001", engine: "postgres", phase: .expand,
            up: BoundFile(path: Self.path, digest: Digest.of(Self.content), location: .path("release.yaml")),
            down: BoundFile(path: "db/001.down.sql", digest: Digest.of(down), location: .path("release.yaml")),
            location: .path("release.yaml"))
        world.files.write(try world.key("release").sign(Self.content), to: "\(Self.path).sig")
        #expect(try await ask(world, .migration(bound)).codes == [.noSignature])
        world.files.write(try world.key("release").sign(down), to: "db/001.down.sql.sig")
        #expect(try await ask(world, .migration(bound)).summary == "signed by release, on 2 files")
        world.files.write("drop table t;", to: "db/001.down.sql")
        #expect(try await ask(world, .migration(bound)).codes == [.digestMismatch])
    }

    @Test("a config is found by its path, and `path` names another file")
    func config() async throws {
        let world = try world()
        world.files.write(try world.key("release").sign(Self.content), to: "\(Self.path).sig")
        let file = BoundFile(path: Self.path, digest: Digest.of(Self.content), location: .path("release.yaml"))
        #expect(try await ask(world, .config(Config(file: file, revision: nil))).word == "passed")
        #expect(try await ask(world, .release, with: "{path: db/001.up.sql}").word == "passed")
        #expect(try await ask(world, .release, with: "{path: db/002.sql}").codes == [.missingFile])
    }

    @Test("the release's own manifest is found where it was read, and must be what was read")
    func manifest() async throws {
        var memory = try world().memory
        let world = try world()
        let manifest = Array("release: 1\n".utf8)
        let release = Release(
            id: "1", environment: "test", sequence: 1, previous: nil,
            window: ReleaseWindow(
                start: SupplyChainWorld.instant, budget: .zero, bake: .zero, rollbackHorizon: .zero),
            services: [], migrations: [], flags: [], configs: [], requires: [], manifestDigest: Digest.of(manifest),
            source: "release.yaml")
        memory = world.memory
        memory.release = release
        world.files.write(manifest, to: "release.yaml")
        world.files.write(try world.key("release").sign(manifest), to: "release.yaml.sig")
        #expect(try await memory.ask(BlobSignatureCheck.self, about: .release).word == "passed")
        world.files.write("release: 2\n", to: "release.yaml")
        #expect(try await memory.ask(BlobSignatureCheck.self, about: .release).codes == [.digestMismatch])
        memory.release = nil
        await #expect(throws: Obstacle.self) { try await memory.ask(BlobSignatureCheck.self, about: .release) }
    }

    @Test("an image is no file")
    func image() async throws {
        let world = try world()
        await #expect(throws: Obstacle.self) { try await ask(world, .image(world.repository, of: nil)) }
    }
}
