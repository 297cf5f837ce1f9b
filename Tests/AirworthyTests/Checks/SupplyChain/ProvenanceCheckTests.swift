import Airworthy
import AirworthyTesting
import Testing
import Trust

@Suite("provenance")
struct ProvenanceCheckTests {
    typealias Code = ProvenanceCheck.Code
    typealias Specimen = ProvenanceSpecimen

    static let version1 = "https://slsa.dev/provenance/v1"
    static let version02 = "https://slsa.dev/provenance/v0.2"
    static let source = "{source: github.com/acme/web}"

    let world: SupplyChainWorld
    let image: Descriptor

    init() throws {
        world = try SupplyChainWorld()
        image = world.images.pushImage(to: world.repository)
    }

    var subject: Subject { .image(world.repository.pinned(to: image.digest), of: nil) }

    func ask(with arguments: String = source, about other: Subject? = nil) async throws -> Answer<Code> {
        try await world.memory.ask(ProvenanceCheck.self, with: arguments, about: other ?? subject)
    }

    /// Attests the way actions/attest-build-provenance does.
    func attest(
        _ predicate: JSON = Specimen.gitHub(), as type: String = version1, over digest: Digest? = nil,
        by name: String = "release", announcing: String? = nil
    ) throws {
        try world.attach(
            try world.envelope(type, predicate, over: digest ?? image.digest, by: name), to: image,
            announcing: announcing)
    }

    @Test("the check keeps its contract")
    func contract() async throws {
        try attest()
        let breaches = await CheckContract(
            ProvenanceCheck.self, arguments: Self.source, subject: subject, context: world.memory.context
        ).verify()
        #expect(breaches == [])
    }

    // MARK: What passes

    @Test("provenance of either version passes, and the attestation is kept")
    func passes() async throws {
        try attest()
        let answer = try await ask()
        #expect(answer.summary == "SLSA v1, level 1, by `\(Specimen.hosted)`, signed by release")
        #expect(answer.warnings.isEmpty)
        #expect(answer.evidence.contains { $0.mediaType == MediaType.sigstoreBundle && $0.content != nil })
        let older = try ProvenanceCheckTests()
        try older.attest(Specimen.version02(), as: Self.version02)
        #expect(try await older.ask().word == "passed")
    }

    @Test("everything at once")
    func everything() async throws {
        try attest()
        let answer = try await ask(
            with: """
                source: git+https://github.com/acme/web.git
                builder: \(Specimen.hosted)
                versionedTag: v13
                revision: \(Specimen.commit)
                buildType: \(Specimen.workflowType)
                parameters: {/workflow/path: .github/workflows/release.yml}
                otherParameters: refuse
                level: 3
                builders: [{id: \(Specimen.hosted), signers: [release], level: 3}]
                maxAge: 7d
                """)
        #expect(answer.summary == "SLSA v1, level 3, by `\(Specimen.hosted)`, signed by release")
    }

    @Test("one that fits is enough; the others are told, whatever they say")
    func oneIsEnough() async throws {
        try attest(Specimen.gitHub(repository: "https://github.com/evil/web"))
        try attest(by: "stranger")
        try attest(["buildDefinition": "?"])
        try attest()
        let answer = try await ask()
        #expect(answer.word == "passed")
        #expect(Set(answer.warnings) == [.wrongSource, .untrustedSigner, .malformed])
    }

    @Test("a cosign 2 attestation at the `.att` tag passes, and other statements beside it are nobody's business")
    func attestationTag() async throws {
        let envelope = try world.envelope(Self.version02, Specimen.version02(), over: image.digest, by: "release")
        let other = try world.envelope("https://cyclonedx.org/bom", [:], over: image.digest, by: "release")
        let layers = [envelope, other].map {
            world.images.store($0.json.canonicalBytes(), mediaType: MediaType.dsseEnvelope, in: world.repository)
        }
        let config = world.images.store(Array("{}".utf8), mediaType: MediaType.imageConfig, in: world.repository)
        world.images.push(
            MemoryImages.manifest(config: config, layers: layers), mediaType: MediaType.imageManifest,
            to: world.repository, tag: CosignTag.attestation.name(for: image.digest))
        let answer = try await ask()
        #expect(answer.word == "passed")
        #expect(answer.warnings.isEmpty)
    }

    // MARK: In files

    @Test("an envelope, lines of them, or a bundle in a file")
    func files() async throws {
        let good = try world.envelope(Self.version1, Specimen.gitHub(), over: image.digest, by: "release")
        let bad = try world.envelope(Self.version1, Specimen.gitHub(), over: Digest.of([1]), by: "release")
        let (goodLine, badLine) = (good.json.canonicalBytes(), bad.json.canonicalBytes())
        let bundle = try SigstoreBundle(envelope: good, keyHint: nil).json
        let arguments = "{source: github.com/acme/web, path: web.intoto.jsonl}"
        #expect(try await ask(with: arguments).codes == [.absent])
        let newline = UInt8(ascii: "\n")
        let forms = [
            goodLine, badLine + [newline] + goodLine + [newline], bundle.canonicalBytes(),
            Array(bundle.prettyText().utf8), badLine + [newline, newline] + bundle.canonicalBytes(),
        ]
        for form in forms {
            world.files.write(form, to: "web.intoto.jsonl")
            #expect(try await ask(with: arguments).word == "passed")
        }
        world.files.write(badLine, to: "web.intoto.jsonl")
        #expect(try await ask(with: arguments).codes == [.wrongSubject])
        world.files.write(goodLine + [newline] + Array("{".utf8), to: "web.intoto.jsonl")
        #expect(try await ask(with: arguments).warnings == [.candidateUnreadable])
        world.files.write("no json", to: "web.intoto.jsonl")
        #expect(try await ask(with: arguments).codes == [.candidateUnreadable])
        let lines = [[UInt8]](repeating: badLine, count: 101).joined(separator: [newline])
        world.files.write(Array(lines), to: "web.intoto.jsonl")
        await #expect(throws: Obstacle.self) { try await ask(with: arguments) }
    }

    @Test("a file is vouched for by what lies beside it")
    func besideFile() async throws {
        let bytes = Array("binary".utf8)
        let file = Subject.item("dist/web")
        #expect(try await ask(about: file).codes == [.missingFile])
        world.files.write(bytes, to: "dist/web")
        #expect(try await ask(about: file).codes == [.absent])
        let envelope = try world.envelope(Self.version1, Specimen.gitHub(), over: Digest.of(bytes), by: "release")
        world.files.write(envelope.json.canonicalBytes(), to: "dist/web.intoto.jsonl")
        #expect(try await ask(about: file).word == "passed")
        world.files.write(bytes + [0], to: "dist/web")
        #expect(try await ask(about: file).codes == [.wrongSubject])
    }

    // MARK: Whose it is

    @Test("nothing attached is absence, and another image's is not this one's")
    func absent() async throws {
        #expect(try await ask().codes == [.absent])
        try attest(over: Digest.of([1]))
        #expect(try await ask().codes == [.wrongSubject])
    }

    @Test(
        "version 0.1 and the draft of version 1 are told for what they are, and no reason against another",
        arguments: ["https://slsa.dev/provenance/v0.1", "https://slsa.dev/provenance/v1.0?draft"])
    func unread(_ type: String) async throws {
        try attest(as: type, announcing: type)
        let answer = try await ask()
        #expect(answer.codes == [.unsupportedVersion])
        #expect(answer.findings.first?.message.contains("`\(type)`") == true)
        try attest()
        #expect(try await ask().warnings == [.unsupportedVersion])
        // Whoever signs one without being listed is nobody, whatever the version.
        let other = try ProvenanceCheckTests()
        try other.attest(as: type, by: "stranger")
        #expect(try await other.ask().codes == [.untrustedSigner])
    }

    @Test(
        "a signer who may not sign is refused by the reason",
        arguments: RefusedSigner.all)
    func signers(_ signer: RefusedSigner) async throws {
        try attest(by: signer.name)
        #expect(try await ask().codes.map(\.rawValue) == [signer.code])
    }

    @Test("a changed statement, too few signers and a missing rule have their own codes")
    func rules() async throws {
        let strict = try SupplyChainWorld(rules: [
            TrustRule(
                id: "one", scope: .predicate(Self.version1), requirement: TrustRule.Requirement(signers: ["release"])),
            TrustRule(
                id: "two", scope: .predicate(Self.version02),
                requirement: TrustRule.Requirement(threshold: 2, signers: ["release", "security"])),
        ])
        func codes(_ envelope: Envelope, trust: TrustPolicy? = nil) async throws -> [Code] {
            var memory = strict.memory
            if let trust { memory.trust = trust }
            strict.files.write(envelope.json.canonicalBytes(), to: "file.intoto.jsonl")
            strict.files.write("file", to: "file")
            return try await memory.ask(ProvenanceCheck.self, with: Self.source, about: .item("file")).codes
        }
        let digest = Digest.of(Array("file".utf8))
        let honest = try strict.envelope(Self.version1, Specimen.gitHub(), over: digest, by: "release")
        let changed = Envelope(
            payloadType: honest.payloadType, payload: honest.payload + [0x20], signatures: honest.signatures)
        #expect(try await codes(changed) == [.badSignature])
        let older = try strict.envelope(Self.version02, Specimen.version02(), over: digest, by: "release")
        #expect(try await codes(older).contains(.thresholdNotMet))
        #expect(try await codes(honest, trust: .nobody) == [.noRule])
    }

    @Test("what cannot be fetched is an obstacle, unless something fits without it")
    func obstacle() async throws {
        world.images.obstruct(
            .resolve(tag: CosignTag.attestation.name(for: image.digest)), in: world.repository,
            with: Obstacle("registry-unreachable", "503"))
        await #expect(throws: Obstacle.self) { try await ask() }
        try attest(Specimen.gitHub(repository: "https://github.com/evil/web"))
        await #expect(throws: Obstacle.self) { try await ask() }
        try attest()
        #expect(try await ask().warnings == [.candidateUnreadable, .wrongSource])
    }

    // MARK: What it says

    @Test(
        "each expectation has its own code",
        arguments: [
            ("builder: https://github.com/actions/runner/self-hosted", Code.wrongBuilder),
            ("source: github.com/acme/webA", .wrongSource), ("source: http://github.com/acme/web", .wrongSource),
            ("ref: refs/heads/v13.0.30", .wrongRef), ("branch: main", .wrongRef), ("tag: v13", .wrongRef),
            ("versionedTag: v13.1", .wrongRef), ("revision: \"\(String(repeating: "0", count: 40))\"", .wrongRevision),
            ("buildType: https://actions.github.io/buildtypes/workflow/v2", .wrongBuildType),
            ("parameters: {/workflow/path: other.yml}", .wrongParameter),
            ("parameters: {nothing: 1}", .wrongParameter), ("parameters: {/workflow/path/x: 1}", .wrongParameter),
            ("{source: github.com/acme/web, otherParameters: refuse}", .unexpectedParameter),
            ("maxAge: 1h", .stale),
        ])
    func expectations(_ arguments: String, _ code: Code) async throws {
        try attest()
        #expect(try await ask(with: arguments).codes == [code])
    }

    @Test(
        "what is as expected passes",
        arguments: [
            "builder: \(ProvenanceSpecimen.hosted)", "ref: refs/tags/v13.0.30", "tag: v13.0.30",
            "versionedTag: v13.0", "revision: \(ProvenanceSpecimen.commit)",
            "parameters: {workflow: {ref: "
                + "refs/tags/v13.0.30, repository: \"https://github.com/acme/web\", path: .github/workflows/release.yml}}",
            "maxAge: 7d", "{source: github.com/acme/web, level: 1}",
        ])
    func expected(_ arguments: String) async throws {
        try attest()
        #expect(try await ask(with: arguments).word == "passed")
    }

    @Test("what the statement does not say is not as expected")
    func silence() async throws {
        try attest(Specimen.gitHub(buildType: "https://example.com/build", finished: nil))
        let commit = "revision: \(Specimen.commit)"
        #expect(try await ask().codes == [.wrongSource])
        #expect(try await ask(with: "tag: v1").codes == [.wrongRef])
        #expect(try await ask(with: commit).codes == [.wrongRevision])
        #expect(try await ask(with: "maxAge: 7d").codes == [.stale])
        let bare = try ProvenanceCheckTests()
        try bare.attest(Specimen.gitHub(ref: nil, materials: [], finished: "20 November"))
        #expect(try await bare.ask().word == "passed")
        #expect(try await bare.ask(with: "branch: main").codes == [.wrongRef])
        #expect(try await bare.ask(with: commit).codes == [.wrongRevision])
        #expect(try await bare.ask(with: "maxAge: 7d").codes == [.stale])
        let future = try ProvenanceCheckTests()
        try future.attest(Specimen.gitHub(finished: "2027-11-20T08:00:00Z"))
        #expect(try await future.ask(with: "maxAge: 7d").codes == [.madeLater])
    }

    @Test(
        "a statement whose materials contradict its source is believed in neither",
        arguments: [
            "git+https://github.com/acme/web@refs/tags/v13.0.31", "git+https://github.com/other/web@refs/tags/v13.0.30",
        ])
    func contradiction(_ material: String) async throws {
        try attest(Specimen.gitHub(materials: [Specimen.material(material, Specimen.commit)]))
        #expect(try await ask().codes == [.wrongSource])
        let both = [material, "git+https://github.com/acme/web@refs/tags/v13.0.30"].map { Specimen.material($0) }
        let whole = try ProvenanceCheckTests()
        try whole.attest(Specimen.gitHub(materials: .array(both)))
        #expect(try await whole.ask().word == "passed")
    }

    @Test("the level comes from builder and signer together, and is 1 for everybody else")
    func level() async throws {
        try attest(Specimen.version02(), as: Self.version02)
        let name = Specimen.generator
        func ask(_ entries: String, level: Int = 3) async throws -> [Code] {
            try await self.ask(with: "{level: \(level), builders: [\(entries)]}").codes
        }
        #expect(try await ask("{id: \"\(name)\", signers: [release], level: 3}") == [])
        #expect(try await ask("{id: \"\(name)\", signers: [release], level: 2}") == [.levelTooLow])
        #expect(try await ask("{id: \"\(name)\", signers: [security], level: 3}") == [.levelTooLow])
        #expect(try await ask("{id: \"\(name)x\", signers: [release], level: 3}") == [.levelTooLow])
        let exact = "{id: \"\(name)@refs/tags/v1.10.0\", signers: [release], level: 2}"
        #expect(try await ask("{id: \"\(name)\", signers: [release], level: 3}, \(exact)") == [.levelTooLow])
        #expect(try await ask("{id: \"\(name)\", signers: [release], level: 1}, \(exact)", level: 2) == [])
    }

    @Test("parameters are compared as JSON, and those nobody asked about can be refused")
    func parameters() async throws {
        try attest(Specimen.gitHub(more: ["inputs": ["count": "123", "debug": false], "vars": [:]]))
        #expect(try await ask(with: "parameters: {/inputs/count: \"123\", /inputs/debug: false}").word == "passed")
        #expect(try await ask(with: "parameters: {/inputs/count: 123}").codes == [.wrongParameter])
        let strict = "{source: github.com/acme/web, tag: v13.0.30, otherParameters: refuse, parameters: "
        let answer = try await ask(with: strict + "{/workflow/path: .github/workflows/release.yml}}")
        #expect(answer.codes == [.unexpectedParameter])
        #expect(answer.findings.first?.message.contains("`/inputs/count` and 1 more") == true)
        let all = "{/workflow/path: .github/workflows/release.yml, inputs: {count: \"123\", debug: false}}}"
        #expect(try await ask(with: strict + all).word == "passed")
    }

    @Test(
        "parameters are held against matchers, and what a matcher cannot tell does not fit",
        arguments: [
            ("{/inputs/version: {semver: \">=13 <14\"}}", nil),
            ("{/inputs/version: {semver: \">=14\"}}", "is 13.0.30, not in `>=14`"),
            ("{/inputs/count: {between: [1, 3]}}", nil), ("{/inputs/count: {gt: 3}}", "is 3, not more than 3"),
            ("{/inputs/version: {gt: 3}}", "is `13.0.30`, a string where a number is asked about"),
            ("{/inputs/version: {not: {gt: 3}}}", "is `13.0.30`, a string where a number is asked about"),
            ("{/inputs/targets: {every: {matches: \"linux/.*\"}}}", nil),
            ("{/inputs/targets: {contains: windows/amd64}}", "none of them `windows/amd64`"),
            ("{inputs: {jsonpath: {\"$.count\": {equals: 3}}}}", nil),
            ("{/inputs/nothing: {not: {equals: 1}}}", "there is no parameter `/inputs/nothing`"),
        ])
    func matching(_ demand: String, _ complaint: String?) async throws {
        let inputs: JSON = ["version": "13.0.30", "count": 3, "targets": ["linux/amd64", "linux/arm64"]]
        try attest(Specimen.gitHub(more: ["inputs": inputs]))
        let answer = try await ask(with: "{matching: \(demand)}")
        #expect(answer.codes == (complaint == nil ? [] : [.wrongParameter]))
        #expect(answer.word == (complaint == nil ? "passed" : "failed"))
        if let complaint { #expect(answer.findings.first?.message.contains(complaint) == true, "\(answer)") }
        // What is matched has been named.
        let strict = try await ask(
            with: "{source: github.com/acme/web, tag: v13.0.30, otherParameters: refuse, "
                + "parameters: {/workflow/path: .github/workflows/release.yml}, "
                + "matching: {inputs: {jsonpath: {\"$.count\": {equals: 3}}}}}")
        #expect(strict.word == "passed")
    }

    @Test(
        "arguments that cannot be meant are input errors",
        arguments: [
            "{}", "{level: 1}", "{builders: []}", "{path: x.jsonl}", "{level: 2}", "{level: 4}", "{level: 0}",
            "{source: web}", "{source: \"https://a@b.example/c\"}", "{source: \"github.com/acme/web@refs/heads/main\"}",
            "{builder: \"a@b@c\"}", "{builder: \"a@\"}", "{ref: main}", "{branch: \"\"}", "{tag: \"\"}",
            "{versionedTag: main}", "{branch: main, tag: v1}", "{revision: abc}",
            "{revision: \(String(repeating: "A", count: 40))}", "{parameters: {}}", "{parameters: [a]}",
            "{matching: {}}", "{matching: {/inputs: 1}}", "{matching: {/inputs: {}}}",
            "{matching: {/inputs: {matches: \".*\"}}}",
            "{source: github.com/a/b, otherParameters: maybe}",
            "{source: github.com/a/b, builders: [{id: x, level: 2}]}",
            "{source: github.com/a/b, builders: [{id: x, level: 2, signers: []}]}",
            "{source: github.com/a/b, builders: [{id: x, signers: [a]}]}",
            "{source: github.com/a/b, builders: [{id: x, level: 2, signers: [a], more: 1}]}", "{maxAge: soon}",
        ])
    func arguments(_ text: String) async {
        await #expect(throws: InputError.self) { try await ask(with: text) }
    }

    @Test("a subject that is neither image nor file is an obstacle")
    func otherSubjects() async throws {
        await #expect(throws: Obstacle.self) { try await ask(about: .release) }
        await #expect(throws: Obstacle.self) { try await ask(about: .image(world.repository, of: nil)) }
    }
}
