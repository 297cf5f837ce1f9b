import Airworthy
import AirworthyTesting
import Testing
import Trust

@Suite("sbom")
struct SBOMCheckTests {
    typealias Code = SBOMCheck.Code

    static let cycloneDX = "https://cyclonedx.org/bom"
    static let mediaType = "application/vnd.cyclonedx+json"
    /// The small document without its incomplete part: every minimum element is there.
    static let whole = BillText.cycloneDX.replacing(BillText.right, with: "")

    let world: SupplyChainWorld
    let image: Descriptor

    init() throws {
        world = try SupplyChainWorld()
        image = world.images.pushImage(to: world.repository)
    }

    func ask(with arguments: String = "{}") async throws -> Answer<Code> {
        try await world.memory.ask(
            SBOMCheck.self, with: arguments, about: .image(world.repository.pinned(to: image.digest), of: nil))
    }

    func predicate(_ text: String) throws -> JSON { try JSONDocument(Array(text.utf8), name: "predicate").root.json }

    /// Attests the document the way cosign 3 does.
    func attest(
        _ text: String = whole, as type: String = cycloneDX, over digest: Digest? = nil, by name: String = "release",
        announcing: String? = nil
    ) throws {
        try world.attach(
            try world.envelope(type, try predicate(text), over: digest ?? image.digest, by: name), to: image,
            announcing: announcing)
    }

    @Test("the check keeps its contract")
    func contract() async throws {
        try attest()
        let breaches = await CheckContract(
            SBOMCheck.self, arguments: "{}", subject: .image(world.repository.pinned(to: image.digest), of: nil),
            context: world.memory.context
        ).verify()
        #expect(breaches == [])
    }

    // MARK: What passes

    @Test("a signed CycloneDX attestation passes, and the document's exact bytes are kept")
    func attested() async throws {
        try attest()
        let answer = try await ask()
        #expect(answer.summary == "CycloneDX 1.6, 2 components, signed by release")
        #expect(answer.warnings.isEmpty)
        let document = try predicate(Self.whole).canonicalBytes()
        #expect(answer.evidence.contains { $0.content == document && $0.digest == Digest.of(document) })
    }

    @Test("a signed SPDX attestation with a versioned type passes")
    func spdx() async throws {
        try attest(BillText.spdx, as: "https://spdx.dev/Document/v2.3")
        #expect(try await ask(with: "{require: [name, author, timestamp]}").word == "passed")
        #expect(try await ask(with: "{format: cyclonedx}").codes == [.absent])
    }

    @Test("a cosign 2 attestation at the `.att` tag passes")
    func attestationTag() async throws {
        let envelope = try world.envelope(Self.cycloneDX, try predicate(Self.whole), over: image.digest, by: "release")
        let provenance = try world.envelope("https://slsa.dev/provenance/v1", over: image.digest, by: "stranger")
        let layers = [(envelope, Self.cycloneDX), (provenance, "https://slsa.dev/provenance/v1")].map {
            envelope, type in
            let stored = world.images.store(
                envelope.json.canonicalBytes(), mediaType: MediaType.dsseEnvelope, in: world.repository)
            return Descriptor(
                mediaType: stored.mediaType, digest: stored.digest, size: stored.size,
                annotations: ["predicateType": type])
        }
        let config = world.images.store(Array("{}".utf8), mediaType: MediaType.imageConfig, in: world.repository)
        world.images.push(
            MemoryImages.manifest(config: config, layers: layers), mediaType: MediaType.imageManifest,
            to: world.repository, tag: CosignTag.attestation.name(for: image.digest))
        let answer = try await ask()
        #expect(answer.summary == "CycloneDX 1.6, 2 components, signed by release")
        #expect(answer.warnings.isEmpty)
    }

    @Test("a file bound by digest and signed passes")
    func file() async throws {
        let bytes = Array(Self.whole.utf8)
        world.files.write(bytes, to: "sbom.json")
        let arguments = "{path: sbom.json, sha256: \(Digest.of(bytes).hex)}"
        #expect(try await ask(with: arguments).codes == [.unsigned])
        let optional = arguments.replacing("}", with: ", signed: optional}")
        #expect(try await ask(with: optional).summary == "CycloneDX 1.6, 2 components, signed by nobody")
        world.files.write(try world.key("release").sign(bytes), to: "sbom.json.sig")
        #expect(try await ask(with: arguments).summary == "CycloneDX 1.6, 2 components, signed by release")
        world.files.write(bytes + [0x20], to: "sbom.json")
        #expect(try await ask(with: arguments).codes == [.digestMismatch])
        world.files.remove("sbom.json")
        #expect(try await ask(with: arguments).codes == [.absent])
    }

    @Test("one bad attestation beside a good one passes and is told; other attestations are not")
    func badBesideGood() async throws {
        world.images.attach(Array("{".utf8), mediaType: MediaType.sigstoreBundle, to: image, in: world.repository)
        try attest(by: "stranger")
        try attest()
        try attest("{}", as: "https://slsa.dev/provenance/v1")
        let answer = try await ask()
        #expect(answer.word == "passed")
        #expect(answer.warnings == [.candidateUnreadable, .untrustedSigner])
    }

    @Test("the same document twice is one document")
    func twice() async throws {
        try attest()
        try attest(by: "security")
        #expect(try await ask().word == "passed")
    }

    // MARK: Whose it is

    @Test("nothing attached is absence, and another image's is not this one's")
    func absent() async throws {
        #expect(try await ask().codes == [.absent])
        try attest(over: Digest.of([1]))
        #expect(try await ask().codes == [.wrongSubject])
    }

    @Test("an unsigned document needs `signed: optional`, and a signed one is preferred")
    func unsigned() async throws {
        world.images.attach(
            Array(Self.whole.replacing("Dana", with: "Mallory").utf8), mediaType: Self.mediaType, to: image,
            in: world.repository)
        #expect(try await ask().codes == [.unsigned])
        let lenient = try await ask(with: "{signed: optional}")
        #expect(lenient.summary == "CycloneDX 1.6, 2 components, signed by nobody")
        #expect(lenient.warnings == [.unsigned])
        try attest()
        #expect(try await ask(with: "{signed: optional}").summary == "CycloneDX 1.6, 2 components, signed by release")
    }

    @Test(
        "a signer who may not sign is refused by the reason",
        arguments: RefusedSigner.all)
    func signers(_ signer: RefusedSigner) async throws {
        try attest(by: signer.name)
        #expect(try await ask().codes.map(\.rawValue) == [signer.code])
        #expect(try await ask(with: "{signed: optional}").codes.map(\.rawValue) == [signer.code])
    }

    @Test("a changed statement is refused")
    func changed() async throws {
        let strict = try SupplyChainWorld(rules: [
            TrustRule(
                id: "sbom", scope: .predicate(Self.cycloneDX), requirement: TrustRule.Requirement(signers: ["release"]))
        ])
        let image = strict.images.pushImage(to: strict.repository)
        let honest = try strict.envelope(Self.cycloneDX, try predicate(Self.whole), over: image.digest, by: "release")
        try strict.attach(
            Envelope(
                payloadType: honest.payloadType, payload: honest.payload + [0x20], signatures: honest.signatures),
            to: image)
        let answer = try await strict.memory.ask(
            SBOMCheck.self, about: .image(strict.repository.pinned(to: image.digest), of: nil))
        #expect(answer.codes == [.badSignature])
    }

    @Test("without a rule nobody may vouch, and two of two must be two")
    func rules() async throws {
        let two = TrustRule(
            id: "two", scope: .predicate("https://spdx.dev/Document"),
            requirement: TrustRule.Requirement(threshold: 2, signers: ["release", "release-again", "security"]))
        let strict = try SupplyChainWorld(rules: [two])
        let image = strict.images.pushImage(to: strict.repository)
        let subject = Subject.image(strict.repository.pinned(to: image.digest), of: nil)
        try strict.attach(
            try strict.envelope(
                "https://spdx.dev/Document", try predicate(BillText.spdx), over: image.digest, by: "release"),
            to: image)
        #expect(try await strict.memory.ask(SBOMCheck.self, about: subject).codes == [.thresholdNotMet])
        #expect(
            try await strict.memory.ask(SBOMCheck.self, with: "{format: cyclonedx}", about: subject).codes == [.noRule])
        strict.files.write("{}", to: "sbom.json")
        let arguments = "{path: sbom.json, sha256: \(Digest.of(Array("{}".utf8)).hex)}"
        #expect(try await strict.memory.ask(SBOMCheck.self, with: arguments, about: subject).codes == [.noRule])
    }

    @Test("two different signed documents decide nothing")
    func ambiguous() async throws {
        try attest()
        try attest(Self.whole.replacing("Dana", with: "Dora"))
        let answer = try await ask()
        #expect(answer.word == "inconclusive")
        #expect(answer.codes == [.ambiguous])
    }

    @Test("what cannot be fetched is an obstacle, unless a document was found without it")
    func obstacle() async throws {
        world.images.obstruct(
            .resolve(tag: CosignTag.attestation.name(for: image.digest)), in: world.repository,
            with: Obstacle("registry-unreachable", "503"))
        await #expect(throws: Obstacle.self) { try await ask() }
        try attest()
        let answer = try await ask()
        #expect(answer.word == "passed")
        #expect(answer.warnings == [.candidateUnreadable])
    }

    // MARK: What it says

    @Test("a document that is not valid, or lists nothing, is refused")
    func content() async throws {
        try attest(Self.whole.replacing("\"1.6\"", with: "\"9.9\""))
        #expect(try await ask().codes == [.invalid])
        let bare = try SBOMCheckTests()
        try bare.attest(#"{"bomFormat":"CycloneDX","specVersion":"1.6"}"#)
        #expect(try await bare.ask().codes == [.empty])
    }

    @Test("missing elements are counted over every component, and only those asked for")
    func elements() async throws {
        try attest(BillText.cycloneDX)
        let answer = try await ask()
        #expect(answer.codes == [.missingElements])
        #expect(answer.findings.first?.message.hasPrefix("1 of 3 components have no supplier: `right-pad`") == true)
        #expect(try await ask(with: "{require: [name, relationships, author]}").word == "passed")
    }

    @Test("a profile asks for its elements, and the report names what each component lacks")
    func profile() async throws {
        try attest()
        #expect(try await ask(with: "{profile: ntia-2021}").word == "passed")
        let answer = try await ask(with: "{profile: cisa-2025}")
        #expect(answer.codes == [.missingElements])
        #expect(answer.findings.first?.notes.count == 3)
        let report = try #require(answer.evidence.first { $0.uri.hasSuffix(" elements") }?.content)
        let root = try JSONDocument(report, name: "report").root
        #expect(root["components"]?.integer == 2)
        #expect(root["incomplete"]?.integer == 2)
        let listed = try #require(root["listed"]?.elements)
        #expect(listed.map { $0["place"]?.string } == ["/metadata/component", "/components/0"])
        #expect(
            listed.map { $0["missing"]?.elements.compactMap(\.string) }
                == Array(repeating: ["hash", "licence"], count: 2))
    }

    @Test(
        "a licence is judged by what one may choose",
        arguments: [
            ("MIT", "{bannedLicences: [\"GPL-*\"], require: [name]}", Code?.none),
            ("GPL-3.0-only", "{bannedLicences: [\"GPL-*\"], require: [name]}", .bannedLicence),
            ("MIT OR GPL-3.0-only", "{bannedLicences: [\"GPL-*\"], require: [name]}", nil),
            ("MIT AND GPL-3.0-only", "{bannedLicences: [\"GPL-*\"], require: [name]}", .bannedLicence),
            ("MIT OR BSD-3-Clause", "{allowedLicences: [MIT], require: [name]}", nil),
            ("MIT AND BSD-3-Clause", "{allowedLicences: [MIT], require: [name]}", .bannedLicence),
            ("a licence of ours", "{allowedLicences: [MIT], require: [name]}", .unknownLicence),
            ("a licence of ours", "{allowedLicences: [MIT, A licence of ours], require: [name]}", nil),
            ("a licence of ours", "{allowedLicences: [MIT], unlicensed: accepted, require: [name]}", nil),
        ])
    func licences(_ licence: String, _ arguments: String, _ code: Code?) async throws {
        let field = licence.contains("ours") ? #"{"license":{"name":"\#(licence)"}}"# : #"{"expression":"\#(licence)"}"#
        let licensed = Self.whole.replacing(
            #""name":"web","#, with: #""licenses":[{"license":{"id":"MIT"}}],"name":"web","#
        )
        .replacing(#""name":"left-pad","#, with: #""licenses":[\#(field)],"name":"left-pad","#)
        try attest(licensed)
        #expect(try await ask(with: arguments).codes == [code].compactMap { $0 })
    }

    @Test("a component that says nothing of its licence is not let pass in silence")
    func unlicensed() async throws {
        try attest()
        #expect(try await ask(with: "{bannedLicences: [GPL-3.0-only]}").codes == [.unknownLicence])
        #expect(try await ask(with: "{bannedLicences: [GPL-3.0-only], unlicensed: accepted}").word == "passed")
    }

    @Test("age is counted from the document's own time to the instant of the run")
    func age() async throws {
        try attest()
        #expect(try await ask(with: "{maxAge: 7d}").word == "passed")
        #expect(try await ask(with: "{maxAge: 1h}").codes == [.stale])
        let future = try SBOMCheckTests()
        try future.attest(Self.whole.replacing("2026-11-20T10", with: "2027-11-20T10"))
        #expect(try await future.ask(with: "{maxAge: 7d}").codes == [.madeLater])
        let undated = try SBOMCheckTests()
        try undated.attest(Self.whole.replacing(#""timestamp":"2026-11-20T10:00:00+02:00","#, with: ""))
        #expect(try await undated.ask(with: "{maxAge: 7d, require: [name]}").codes == [.stale])
    }

    @Test(
        "a banned component is found by name or package URL",
        arguments: [
            ("left-pad", true), ("pkg:npm/left-pad@*", true), ("pkg:npm/**", true), ("left", false), ("*", true),
        ])
    func banned(_ pattern: String, _ isFound: Bool) async throws {
        try attest()
        #expect(try await ask(with: "{banned: [\"\(pattern)\"]}").codes == (isFound ? [.banned] : []))
    }

    @Test(
        "arguments that cannot be meant are input errors",
        arguments: [
            "{require: []}", "{require: [beauty]}", "{banned: []}", "{banned: [\"a?\"]}", "{path: sbom.json}",
            "{sha256: ab}", "{path: sbom.json, sha256: AB}", "{maxAge: soon}", "{signed: no}", "{format: swid}",
            "{profile: ntia}", "{profile: cisa-2025, require: [name]}", "{bannedLicences: []}",
            "{allowedLicences: [\"G?L\"]}", "{unlicensed: accepted}",
        ])
    func arguments(_ text: String) async {
        await #expect(throws: InputError.self) { try await ask(with: text) }
    }
}
