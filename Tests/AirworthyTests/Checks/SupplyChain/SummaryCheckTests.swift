import Airworthy
import AirworthyTesting
import Testing
import Trust

@Suite("summary")
struct SummaryCheckTests {
    typealias Code = SummaryCheck.Code

    static let predicateType = "https://slsa.dev/verification_summary/v1"
    static let verifier = "https://verifier.example/v1"
    static let resource = "pkg:oci/web?repository_url=registry.example/acme/web"
    static let pair = "verifiers: [{id: \"\(verifier)\", signers: [release]}]"
    static let demand = "{\(pair), levels: [SLSA_BUILD_LEVEL_2]}"

    let world: SupplyChainWorld
    let image: Descriptor

    init() throws {
        world = try SupplyChainWorld()
        image = world.images.pushImage(to: world.repository)
    }

    var subject: Subject { .image(world.repository.pinned(to: image.digest), of: nil) }

    static func summary(_ changes: [String: JSON?] = [:]) -> JSON {
        let whole: [String: JSON?] = [
            "verifier": ["id": .string(verifier)], "timeVerified": "2026-11-20T08:00:00Z",
            "resourceUri": .string(resource), "policy": ["uri": "https://verifier.example/policy"],
            "verificationResult": "PASSED", "verifiedLevels": ["SLSA_BUILD_LEVEL_3", "ACME_REVIEWED"],
            "slsaVersion": "1.1",
        ]
        return .object(whole.merging(changes) { _, new in new }.compactMapValues { $0 })
    }

    func attest(
        _ changes: [String: JSON?] = [:], as type: String = predicateType, over digest: Digest? = nil,
        by name: String = "release"
    ) throws {
        try world.attach(
            try world.envelope(type, Self.summary(changes), over: digest ?? image.digest, by: name), to: image,
            announcing: type)
    }

    func ask(with arguments: String = demand, about other: Subject? = nil) async throws -> Answer<Code> {
        try await world.memory.ask(SummaryCheck.self, with: arguments, about: other ?? subject)
    }

    @Test("the check keeps its contract")
    func contract() async throws {
        try attest()
        let breaches = await CheckContract(
            SummaryCheck.self, arguments: Self.demand, subject: subject, context: world.memory.context
        ).verify()
        #expect(breaches == [])
    }

    @Test("all seven steps taken, a summary passes and is kept")
    func passes() async throws {
        try attest()
        let answer = try await ask()
        let summary = "SLSA_BUILD_LEVEL_3, ACME_REVIEWED, by `\(Self.verifier)`, signed by release"
        #expect(answer.summary == summary)
        #expect(answer.warnings.isEmpty)
        #expect(answer.evidence.contains { $0.mediaType == MediaType.sigstoreBundle })
    }

    @Test("what Airworthy says of its own runs is a summary that passes, under the name it gives the image")
    func ownSummaries() async throws {
        let gate = try VirtualGate()
        let run = try await gate.run(Samples.release(services: ["web"]))
        let service = try #require(run.facts.plan.release.services.first)
        let claim = try #require(run.claims.first { $0.predicateType == Self.predicateType })
        var memory = MemoryWorld(trust: gate.trust, at: Samples.instant)
        memory.trust = try TrustPolicy(
            epoch: 1, digest: Digest.of([]), keys: gate.trust.keys, people: [],
            rules: [
                TrustRule(
                    id: "summaries", scope: .predicate(Self.predicateType),
                    requirement: TrustRule.Requirement(signers: ["gate"]))
            ])
        memory.files.write(claim.envelopeLine, to: "vsa-web.intoto.jsonl")
        let answer = try await memory.ask(
            SummaryCheck.self,
            with: """
                verifiers: [{id: "https://gate.example", signers: [gate]}]
                levels: [AIRWORTHY_PRE_RELEASE]
                path: vsa-web.intoto.jsonl
                """, about: .image(service.image, of: service))
        #expect(answer.codes == [])
        #expect(answer.word == "passed")
    }

    // MARK: Step 1: the signature

    @Test(
        "a signer who may not sign is refused by the reason",
        arguments: RefusedSigner.all)
    func signers(_ signer: RefusedSigner) async throws {
        try attest(by: signer.name)
        #expect(try await ask().codes.map(\.rawValue) == [signer.code])
    }

    @Test("a changed summary, too few signers and a missing rule have their own codes")
    func rules() async throws {
        func codes(_ signers: [String], threshold: Int = 1, type: String = Self.predicateType) async throws -> [Code] {
            let rule = TrustRule(
                id: "summaries", scope: .predicate(type),
                requirement: TrustRule.Requirement(threshold: threshold, signers: signers))
            let strict = try SupplyChainWorld(rules: [rule])
            let image = strict.images.pushImage(to: strict.repository)
            let honest = try strict.envelope(Self.predicateType, Self.summary(), over: image.digest, by: "release")
            let isChanged = threshold == 1
            try strict.attach(
                Envelope(
                    payloadType: honest.payloadType, payload: honest.payload + (isChanged ? [0x20] : []),
                    signatures: honest.signatures), to: image)
            return try await strict.memory.ask(
                SummaryCheck.self, with: Self.demand,
                about: .image(strict.repository.pinned(to: image.digest), of: nil)
            ).codes
        }
        #expect(try await codes(["release"]) == [.badSignature])
        #expect(try await codes(["release", "security"], threshold: 2) == [.thresholdNotMet])
        #expect(try await codes(["release"], type: "https://cyclonedx.org/bom") == [.noRule])
    }

    // MARK: Steps 2 and 3: subject and predicate type

    @Test("nothing attached is absence, and another image's is not this one's")
    func subjects() async throws {
        #expect(try await ask().codes == [.absent])
        try attest(as: "https://slsa.dev/verification_summary/v0.2")
        try attest(as: "https://slsa.dev/provenance/v1")
        #expect(try await ask().codes == [.absent])
        try attest(over: Digest.of([1]))
        #expect(try await ask().codes == [.wrongSubject])
        world.images.attach(Array("{".utf8), mediaType: MediaType.sigstoreBundle, to: image, in: world.repository)
        #expect(Set(try await ask().codes) == [.wrongSubject, .candidateUnreadable])
    }

    @Test("a file is vouched for by what lies beside it, under the name given")
    func besideFile() async throws {
        let bytes = Array("binary".utf8)
        let file = Subject.item("dist/web")
        let named = "{\(Self.pair), levels: [ACME_REVIEWED], resource: \"\(Self.resource)\"}"
        #expect(try await ask(with: named, about: file).codes == [.missingFile])
        world.files.write(bytes, to: "dist/web")
        let envelope = try world.envelope(Self.predicateType, Self.summary(), over: Digest.of(bytes), by: "release")
        world.files.write(envelope.json.canonicalBytes(), to: "dist/web.intoto.jsonl")
        #expect(try await ask(with: named, about: file).word == "passed")
        await #expect(throws: Obstacle.self) { try await ask(about: file) }
        world.files.write(envelope.json.canonicalBytes(), to: "elsewhere.jsonl")
        let elsewhere = named.replacing("levels", with: "path: elsewhere.jsonl, levels")
        #expect(try await ask(with: elsewhere, about: file).word == "passed")
        #expect(try await ask(with: elsewhere).codes == [.wrongSubject])
    }

    // MARK: Steps 4 to 7

    static let changes: [(changes: [String: JSON?], code: Code)] = [
        (["verifier": ["id": "https://verifier.example/v2"]], .wrongVerifier),
        (["verifier": ["id": "HTTPS://verifier.example/v1"]], .wrongVerifier),
        (["resourceUri": "pkg:oci/web"], .wrongResource),
        (["verificationResult": "FAILED"], .notPassed),
        (["verificationResult": "passed"], .notPassed),
        (["verifiedLevels": ["SLSA_BUILD_LEVEL_1", "SLSA_SOURCE_LEVEL_3"]], .levelTooLow),
        (["verifiedLevels": ["SLSA_BUILD_LEVEL_UNEVALUATED"]], .levelTooLow),
        (["verifiedLevels": []], .levelTooLow),
        (["verifiedLevels": .some(nil)], .malformed),
        (["verifiedLevels": "SLSA_BUILD_LEVEL_3"], .malformed),
        (["verifiedLevels": [3]], .malformed),
        (["verifier": .some(nil)], .malformed),
        (["verifier": ["id": ""]], .malformed),
        (["resourceUri": ""], .malformed),
        // What the specification's own examples say instead of `verificationResult`.
        (["verificationResult": .some(nil), "slsaResult": "PASSED"], .malformed),
        (["dependencyLevels": ["SLSA_BUILD_LEVEL_1": -1]], .malformed),
        (["dependencyLevels": ["SLSA_BUILD_LEVEL_1": "many"]], .malformed),
    ]

    @Test("each step has its own code", arguments: changes.indices)
    func steps(_ index: Int) async throws {
        try attest(Self.changes[index].changes)
        #expect(try await ask().codes == [Self.changes[index].code])
    }

    @Test("a verifier's name counts only from its own signer")
    func pairs() async throws {
        try attest(by: "security")
        #expect(try await ask().codes == [.wrongVerifier])
        let other = "{id: \"https://other.example\", signers: [security]}"
        let both = Self.demand.replacing("verifiers: [", with: "verifiers: [\(other), ")
        #expect(try await ask(with: both).codes == [.wrongVerifier])
        let either = Self.demand.replacing("[release]", with: "[release, security]")
        #expect(try await ask(with: either).word == "passed")
    }

    @Test("one that fits is enough, and one that failed does not take that away")
    func oneIsEnough() async throws {
        try attest(["verificationResult": "FAILED"])
        #expect(try await ask().codes == [.notPassed])
        try attest()
        let answer = try await ask()
        #expect(answer.word == "passed")
        #expect(answer.warnings == [.notPassed])
    }

    @Test("what cannot be fetched is an obstacle, unless something fits without it")
    func obstacle() async throws {
        world.images.obstruct(
            .resolve(tag: CosignTag.attestation.name(for: image.digest)), in: world.repository,
            with: Obstacle("registry-unreachable", "503"))
        await #expect(throws: Obstacle.self) { try await ask() }
        try attest()
        #expect(try await ask().warnings == [.candidateUnreadable])
    }

    // MARK: Beyond the seven

    static let counted: [(levels: JSON?, codes: [Code])] = [
        (nil, [.dependencyTooLow]), (.null, [.dependencyTooLow]), ([:], []), (["SLSA_BUILD_LEVEL_1": 0], []),
        (["SLSA_BUILD_LEVEL_2": 3, "SLSA_BUILD_LEVEL_3": 1, "ACME_REVIEWED": 4], []),
        (["SLSA_BUILD_LEVEL_2": 3, "SLSA_BUILD_LEVEL_1": 1], [.dependencyTooLow]),
        (["SLSA_BUILD_LEVEL_2": 3, "SLSA_BUILD_LEVEL_UNEVALUATED": 1], [.dependencyTooLow]),
        (["SLSA_SOURCE_LEVEL_3": 3], [.dependencyTooLow]),
        (["SLSA_BUILD_LEVEL_3": 40, "FAILED": 2], [.dependencyTooLow]), (["FAILED": 2], [.dependencyTooLow]),
        (["SLSA_BUILD_LEVEL_3": 40, "FAILED": 0], []),
        (["SLSA_BUILD_LEVEL_3": 1, "SLSA_SOURCE_LEVEL_1": 9], [.dependencyTooLow]),
        (["SLSA_BUILD_LEVEL_3": 9, "SLSA_SOURCE_LEVEL_1": 9], []),
    ]

    @Test("dependencies: no claim is not a claim that there are none", arguments: counted.indices)
    func dependencies(_ index: Int) async throws {
        try attest(["dependencyLevels": Self.counted[index].levels])
        let arguments = Self.demand.replacing("}]", with: "}], dependencies: SLSA_BUILD_LEVEL_2")
        #expect(try await ask(with: arguments).codes == Self.counted[index].codes)
        #expect(try await ask().word == "passed")
    }

    @Test("age is counted from the verification to the instant of the run")
    func age() async throws {
        func asked(_ maxAge: String) -> String { Self.demand.replacing("}]", with: "}], maxAge: \(maxAge)") }
        try attest()
        #expect(try await ask(with: asked("7d")).word == "passed")
        #expect(try await ask(with: asked("1h")).codes == [.stale])
        for time in [nil, "yesterday"] as [JSON?] {
            let undated = try SummaryCheckTests()
            try undated.attest(["timeVerified": time])
            #expect(try await undated.ask(with: asked("7d")).codes == [.stale])
        }
        let future = try SummaryCheckTests()
        try future.attest(["timeVerified": "2027-11-20T08:00:00Z"])
        #expect(try await future.ask(with: asked("7d")).codes == [.madeLater])
    }

    @Test(
        "arguments that cannot be meant are input errors",
        arguments: [
            "{}", "{\(pair)}", "{levels: [A]}", "{\(pair), levels: []}", "{\(pair), levels: A}",
            "{verifiers: [], levels: [A]}", "{verifiers: [{id: a}], levels: [A]}",
            "{verifiers: [{signers: [a]}], levels: [A]}", "{verifiers: [{id: a, signers: []}], levels: [A]}",
            "{verifiers: [{id: a, signers: [a], key: b}], levels: [A]}", "{\(pair), levels: [SLSA_BUILD_LEVEL_X]}",
            "{\(pair), levels: [FAILED]}", "{\(pair), levels: [\"\"]}", "{\(pair), levels: [A], dependencies: A}",
            "{\(pair), levels: [A], resource: \"\"}", "{\(pair), levels: [A], maxAge: soon}",
        ])
    func arguments(_ text: String) async {
        await #expect(throws: InputError.self) { try await ask(with: text) }
    }
}
