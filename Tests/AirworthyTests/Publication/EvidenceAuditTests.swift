import AirworthyTesting
import Testing
import Trust

@testable import Airworthy

@Suite("which evidence is missing where")
struct EvidenceAuditTests {
    private let images = MemoryImages()
    private let repository = ImageReference(registry: "registry.example", path: "acme/app", tag: nil, digest: nil)
    private let key: PrivateKey

    init() throws { key = try PrivateKey.generate(.p256) }

    private func look(for expectation: EvidenceAudit.Expectation) async -> EvidenceAudit.Finding {
        var search = EvidenceSearch(ImageReader(images, repository: repository))
        return await search.look(for: expectation)
    }

    /// A bundle about `image`, told from others by `label`, and what should be found of it.
    private func evidence(
        about image: Descriptor, label: String = "run"
    ) throws -> (bundle: [UInt8], expectation: EvidenceAudit.Expectation) {
        let statement = Statement.json(
            subjects: [StatementSubject(name: "app", digests: [image.digest])],
            predicateType: PredicateType.checklistRun, predicate: ["label": .string(label)])
        let envelope = try Envelope.sign(
            payloadType: Envelope.inTotoPayloadType, payload: statement.canonicalBytes(), keys: [key])
        let bundle = try SigstoreBundle(envelope: envelope, keyHint: nil).json.canonicalBytes()
        return (
            bundle,
            EvidenceAudit.Expectation(
                repository: repository.repository, image: image.digest, releaseID: "r1", phase: "pre-release",
                wanted: .run(payload: .of(envelope.payload)))
        )
    }

    @Test("present, whoever attached it and in whatever manifest")
    func present() async throws {
        let image = images.pushImage(to: repository)
        let (bundle, expectation) = try evidence(about: image)
        #expect(await look(for: expectation) == .evidenceMissing)
        images.attach(bundle, mediaType: MediaType.sigstoreBundle, to: image, in: repository, annotations: ["a": "b"])
        #expect(await look(for: expectation) == .present)
    }

    @Test("another run about the same image is not it")
    func other() async throws {
        let image = images.pushImage(to: repository)
        let expectation = try evidence(about: image).expectation
        images.attach(
            try evidence(about: image, label: "another").bundle, mediaType: MediaType.sigstoreBundle, to: image,
            in: repository)
        #expect(await look(for: expectation) == .evidenceMissing)
    }

    @Test("an image that is not there is told from evidence that is not")
    func imageMissing() async throws {
        let image = images.pushImage(to: repository)
        let expectation = try evidence(about: image).expectation
        images.lose(image.digest, in: repository)
        #expect(await look(for: expectation) == .imageMissing)
    }

    @Test("who cannot be asked, for the image or for what is attached, is neither present nor missing")
    func obstacles() async throws {
        let image = images.pushImage(to: repository)
        let (bundle, expectation) = try evidence(about: image)
        images.attach(bundle, mediaType: MediaType.sigstoreBundle, to: image, in: repository)
        let busy = Obstacle("registry-busy", "too many requests")
        for question in [
            MemoryImages.Question.blob(Digest.of(bundle)), .referrers(image.digest), .manifest(image.digest),
        ] {
            images.obstruct(question, in: repository, with: busy)
            #expect(await look(for: expectation) == .obstacle(busy.diagnostic), "\(question)")
        }
    }

    @Test("missing blocks, unreachable is undetermined, nothing to look for is no clearance")
    func status() async throws {
        let expectation = try evidence(about: images.pushImage(to: repository)).expectation
        func status(_ findings: EvidenceAudit.Finding...) -> Airworthy.ExitStatus {
            EvidenceAudit(findings.map { EvidenceAudit.Line(expectation, place: "registry.example", $0) }).status
        }
        let busy = EvidenceAudit.Finding.obstacle(Diagnostic("registry-busy", "too many requests"))
        #expect(status(.present, .present) == .cleared)
        #expect(status(.present, .evidenceMissing, busy) == .blocked)
        #expect(status(.imageMissing) == .blocked)
        #expect(status(.present, busy) == .undetermined)
        #expect(status() == .undetermined)
    }

    @Test("of each release and phase the latest believed live run is expected, at every image it names")
    func expectations() async throws {
        let gate = try VirtualGate()
        let release = try Samples.release(services: ["a", "b"])
        let runs = [
            try await gate.run(release), try await gate.run(release, answer: "fail"),
            try await gate.run(release, mode: .drill), try await gate.run(release, phase: .release),
        ]
        let history = RunHistory(gate.ledger(runs), trust: gate.trust, at: Samples.instant)
        let expected = EvidenceAudit.expectations(history)
        #expect(expected.map(\.phase) == ["pre-release", "pre-release", "release", "release"])
        #expect(
            expected.map(\.repository) == [
                "registry.example/acme/a", "registry.example/acme/b", "registry.example/acme/a",
                "registry.example/acme/b",
            ])
        // The second run replaced the first: the third is a drill.
        let claimed = try #require(runs[1].claims.first)
        #expect(expected.first?.wanted == .run(payload: Digest.of(claimed.envelope.payload)))
        #expect(EvidenceAudit.expectations(history, manifest: release.manifestDigest) == expected)
        #expect(EvidenceAudit.expectations(history, manifest: Digest.of([1])).isEmpty)
    }

    @Test("what a run relied on is wanted where it was attached, to the image or to a platform of it")
    func relied() async throws {
        let image = images.pushImage(to: repository)
        let platform = images.pushImage(layers: ["platform"], to: repository)
        let signature = images.attach([1], mediaType: MediaType.simpleSigning, to: image, in: repository)
            .digest
        let bill = images.attach([2], mediaType: MediaType.sigstoreBundle, to: platform, in: repository).digest
        let name = repository.repository
        func step(_ id: String, _ status: String, _ digests: Digest...) -> JSON {
            let evidence = digests.map { digest -> JSON in
                [
                    "uri": "\(name)@\(digest)", "mediaType": .string(MediaType.imageManifest),
                    "digest": ["sha256": .string(digest.hex)],
                ]
            }
            return ["id": "\(id)/app", "subject": "app", "status": .string(status), "evidence": .array(evidence)]
        }
        let statement = Statement.json(
            subjects: [
                StatementSubject(name: name, digests: [image.digest]),
                StatementSubject(name: "\(name) (linux/amd64)", digests: [platform.digest]),
            ], predicateType: PredicateType.checklistRun,
            predicate: [
                "steps": [
                    step("signed", "passed", image.digest, signature), step("again", "passed", signature),
                    step("listed", "passed", bill), step("failed", "failed", Digest.of([9])),
                ]
            ])
        let relied = ReliedAttachments(try Statement(payload: statement.canonicalBytes(), name: "run"))
        #expect(relied.all.map(\.digest) == [signature, bill])
        #expect(relied.all.map(\.steps) == [["signed", "again"], ["listed"]])
        #expect(relied.all.map(\.images) == [[image.digest], [image.digest]])

        func expectation(_ digest: Digest) -> EvidenceAudit.Expectation {
            EvidenceAudit.Expectation(
                repository: name, image: image.digest, releaseID: "r1", phase: "pre-release",
                wanted: .attachment(digest, places: [image.digest, platform.digest], steps: ["signed"]))
        }
        #expect(await look(for: expectation(signature)) == .present)
        #expect(await look(for: expectation(bill)) == .present)
        // Being in the repository is not enough: nobody would find it.
        let stray = images.pushImage(layers: ["stray"], to: repository)
        #expect(await look(for: expectation(stray.digest)) == .evidenceMissing)
        let line = EvidenceAudit.Line(expectation(stray.digest), place: "mirror.example", .evidenceMissing)
        #expect(EvidenceAudit([line]).text[0].contains("(`signed` in pre-release of r1) is not attached"))
        #expect(EvidenceAudit([line]).status == .blocked)
    }

    @Test("the report names place, image and code, and counts what could not be asked")
    func report() async throws {
        let expectation = try evidence(about: images.pushImage(to: repository)).expectation
        let busy = EvidenceAudit.Finding.obstacle(Diagnostic("registry-busy", "too many requests"))
        let audit = EvidenceAudit(
            [.present, .evidenceMissing, .imageMissing, busy].map {
                EvidenceAudit.Line(expectation, place: "mirror.example/acme/app", $0)
            })
        #expect(audit.text.last == "1 present, 2 missing, 1 could not be asked")
        let root = try JSONDocument(audit.json.canonicalBytes(), name: "audit").root
        #expect(root.elements.map { $0["finding"]?.string } == ["present", "missing", "missing", "unknown"])
        #expect(
            root.elements.map { $0["code"]?.string } == [nil, "evidence-missing", "image-missing", "registry-busy"])
    }
}
