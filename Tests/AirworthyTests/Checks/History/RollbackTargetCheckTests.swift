import Airworthy
import AirworthyTesting
import Testing
import Trust

@Suite("rollback-target")
struct RollbackTargetCheckTests {
    /// A previous release that was cleared and whose image is there and signed, and a next one to ship.
    private struct History {
        let images = MemoryImages()
        let repository = ImageReference(registry: "registry.example", path: "acme/web", tag: nil, digest: nil)
        let gate: VirtualGate
        let signer: PrivateKey
        let image: Descriptor

        init() throws {
            gate = try VirtualGate()
            signer = try PrivateKey.generate(.p256)
            image = images.pushImage(to: repository)
            let payload = SimpleSigning.json(
                dockerReference: repository.repository, manifestDigest: image.digest
            ).canonicalBytes()
            let stored = images.store(payload, mediaType: SimpleSigning.mediaType, in: repository)
            let layer = Descriptor(
                mediaType: stored.mediaType, digest: stored.digest, size: stored.size,
                annotations: ["dev.cosignproject.cosign/signature": Base64.encode(try signer.sign(payload))])
            let config = images.store(Array("{}".utf8), mediaType: MediaType.imageConfig, in: repository)
            images.push(
                MemoryImages.manifest(config: config, layers: [layer]), mediaType: MediaType.imageManifest,
                to: repository, tag: "sha256-\(image.digest.hex).sig")
        }

        /// - Parameter signerUntil: last instant at which the image's key is good.
        func trust(signerUntil: Instant? = nil) throws -> TrustPolicy {
            let keys = gate.trust.keys + [TrustedKey(id: "signer", key: signer.publicKey, validUntil: signerUntil)]
            let rule = TrustRule(
                id: "images", scope: .images([try Glob("registry.example/**")]),
                requirement: .init(signers: ["signer"]))
            return try TrustPolicy(
                epoch: 1, digest: .of([1]), keys: keys, people: [], rules: gate.trust.rules + [rule])
        }

        func manifest(sequence: Int, previous: Digest?, migration: String = "") -> [UInt8] {
            let lines = [
                "release: r\(sequence)", "environment: production", "sequence: \(sequence)",
                previous.map { "previous: \($0)" } ?? "",
                "window: {start: 2026-01-01T00:00:00Z, budget: 2h, bake: 1h, rollbackHorizon: 24h}",
                "services: {web: {version: \"1\", owner: t, image: \"\(repository.repository)@\(image.digest)\"}}",
                migration,
            ]
            return Array(lines.joined(separator: "\n").utf8)
        }
    }

    private func answer(
        _ history: History, previousAnswer: String? = "pass", sequence: Int = 2, migration: String = "",
        signerUntil: Instant? = nil, remembers: Bool = true
    ) async throws -> Answer<RollbackTargetCheck.Code> {
        let bytes = history.manifest(sequence: 1, previous: nil)
        let previous = try ReleaseLoader.load(bytes, source: "previous.yaml")
        let next = try ReleaseLoader.load(
            history.manifest(sequence: sequence, previous: previous.manifestDigest, migration: migration),
            source: "release.yaml")
        let ledger = MemoryLedger()
        if let previousAnswer {
            let run = try await history.gate.run(previous, answer: previousAnswer)
            for entry in history.gate.ledger([run]) { ledger.append(entry) }
        }
        if remembers { ledger.record(manifest: bytes, as: previous.manifestDigest) }
        return try await ask("{}", next, history, ledger, trust: history.trust(signerUntil: signerUntil))
    }

    private func ask(
        _ arguments: String, _ release: Release, _ history: History, _ ledger: MemoryLedger, trust: TrustPolicy
    ) async throws -> Answer<RollbackTargetCheck.Code> {
        var world = World.empty
        world.images = history.images
        world.ledger = ledger
        let context = CheckContext(release: release, trust: trust, instant: Samples.instant, world: world)
        var fields = try FieldReader(YAMLDocument.parse(Array(arguments.utf8), name: "with"), as: "the step")
        return try await RollbackTargetCheck(from: &fields).examine(.release, in: context)
    }

    @Test("a cleared previous release whose image is there and signed is a target")
    func target() async throws {
        let answer = try await answer(History())
        #expect(answer.word == "passed")
        #expect(answer.evidence.count > 1)
    }

    @Test("a previous release that never cleared, or that nobody remembers, is none")
    func history() async throws {
        #expect(try await answer(History(), previousAnswer: nil).codes == [.previousNotCleared])
        #expect(try await answer(History(), previousAnswer: "fail").codes == [.previousNotCleared])
        #expect(try await answer(History(), remembers: false).codes == [.previousUnknown])
    }

    @Test("an image that is gone, or whose key ends before the window does, is no target")
    func images() async throws {
        let gone = try History()
        gone.images.lose(gone.image.digest, in: gone.repository)
        #expect(try await answer(gone).codes.contains(.imageNotVerified))
        let end = Samples.instant + .seconds(27 * 3_600)
        #expect(try await answer(History(), signerUntil: end).word == "passed")
        #expect(try await answer(History(), signerUntil: end - .seconds(1)).codes == [.imageNotVerified])
    }

    @Test("a sequence that goes back, or a migration without a way down, is found")
    func reversibility() async throws {
        #expect(try await answer(History(), sequence: 1).codes == [.sequence])
        let up = "up: {path: up.sql, sha256: \"\(String(repeating: "0", count: 64))\"}"
        let migration = "migrations: [{id: m, engine: postgres, phase: expand, \(up)}]"
        #expect(try await answer(History(), migration: migration).codes == [.downMissing])
    }

    @Test("a first release has nothing to return to, must say so, and the ledger must agree")
    func first() async throws {
        let history = try History()
        let release = try ReleaseLoader.load(history.manifest(sequence: 1, previous: nil), source: "release.yaml")
        let other = try ReleaseLoader.load(history.manifest(sequence: 7, previous: nil), source: "other.yaml")
        let run = try await history.gate.run(other)
        let empty = MemoryLedger()
        let lived = MemoryLedger(history.gate.ledger([run]))
        let trust = try history.trust()
        #expect(try await ask("{}", release, history, empty, trust: trust).codes == [.noPrevious])
        #expect(try await ask("{first: true}", release, history, empty, trust: trust).word == "passed")
        #expect(try await ask("{first: true}", release, history, lived, trust: trust).codes == [.noPrevious])
        // Signed by a key nobody believes any more: there may have been one all the same.
        let strange = try VirtualGate()
        let disbelieved = MemoryLedger(strange.ledger([try await strange.run(other)]))
        #expect(try await ask("{first: true}", release, history, disbelieved, trust: trust).codes == [.noPrevious])
    }

    @Test("the check keeps the contract")
    func contract() async throws {
        let contract = CheckContract(
            RollbackTargetCheck.self, arguments: "{first: false}", subject: .release,
            context: Contexts.empty(release: try Samples.release()))
        #expect(await contract.verify() == [])
    }
}
