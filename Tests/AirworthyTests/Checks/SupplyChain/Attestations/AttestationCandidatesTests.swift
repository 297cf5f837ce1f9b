import AirworthyTesting
import Testing
import Trust

@testable import Airworthy

@Suite("Attestation candidates")
struct AttestationCandidatesTests {
    static let type = "https://slsa.dev/provenance/v1"

    let world: SupplyChainWorld
    let image: Descriptor

    init() throws {
        world = try SupplyChainWorld()
        image = world.images.pushImage(to: world.repository)
    }

    func candidates(of types: [String] = [type], trust: TrustPolicy? = nil) async -> AttestationCandidates {
        await AttestationCandidates.attached(
            to: image.digest, with: ImageReader(world.images, repository: world.repository),
            verifier: AttestationVerifier(
                types: types, trust: trust ?? world.memory.trust, instant: SupplyChainWorld.instant), limit: 1 << 20)
    }

    @Test("every check of attestations has each fault by its own name", arguments: AttestationFault.allCases)
    func faults(_ fault: AttestationFault) {
        #expect(SBOMCheck.Code(fault).rawValue == fault.rawValue)
        #expect(ProvenanceCheck.Code(fault).rawValue == fault.rawValue)
        #expect(SummaryCheck.Code(fault).rawValue == fault.rawValue)
    }

    @Test("every reason of the trust policy is a fault", arguments: Rejection.Code.allCases)
    func reasons(_ code: Rejection.Code) {
        let fault = AttestationFault(code)
        let named = AttestationFault(rawValue: code.rawValue)
        #expect(named == nil || fault == named)
    }

    @Test("a statement of a type nobody asked for is passed over, signed by whomever a rule accepts")
    func otherTypes() async throws {
        try world.attach(try world.envelope("https://example.com/other", over: image.digest, by: "release"), to: image)
        let found = await candidates()
        #expect(found.attestations.isEmpty && found.rejected.isEmpty && found.obstacle == nil)
    }

    @Test("an announced type is a hint that saves a look, and never makes one statement another")
    func announcements() async throws {
        let other = try world.envelope("https://example.com/other", over: image.digest, by: "release")
        try world.attach(other, to: image, announcing: Self.type)
        #expect(await candidates().attestations.isEmpty)
        try world.attach(try world.envelope(Self.type, over: image.digest, by: "release"), to: image)
        let found = await candidates()
        #expect(found.attestations.map(\.statement.value.predicateType) == [Self.type])
        #expect(found.attestations.first?.evidence.count == 2)
    }

    @Test("a bundle over bytes, a bundle that is none and an envelope without signatures are unreadable")
    func unreadable() async throws {
        let message = MessageSignature(digest: nil, signature: [1])
        let material: JSON = ["publicKey": [:]]
        let bundle: JSON = [
            "mediaType": .string(SigstoreBundle.mediaType), "verificationMaterial": material,
            "messageSignature": ["signature": .string(Base64.encode(message.signature))],
        ]
        world.images.attach(
            bundle.canonicalBytes(), mediaType: MediaType.sigstoreBundle, to: image, in: world.repository)
        world.images.attach(Array("{".utf8), mediaType: MediaType.sigstoreBundle, to: image, in: world.repository)
        let bare: JSON = ["payload": "", "payloadType": "x", "signatures": []]
        world.images.attach(bare.canonicalBytes(), mediaType: MediaType.dsseEnvelope, to: image, in: world.repository)
        let found = await candidates()
        #expect(found.rejected.map(\.fault) == [.candidateUnreadable, .candidateUnreadable, .candidateUnreadable])
        #expect(found.obstacle == nil)
    }

    @Test("more candidates than are looked at are an obstacle, told once, beside what was looked at")
    func tooMany() async throws {
        for number in 0..<103 {
            world.images.attach(
                Array("\(number)".utf8), mediaType: MediaType.sigstoreBundle, to: image, in: world.repository)
        }
        let found = await candidates()
        #expect(found.obstacle?.diagnostic.code == "too-many-candidates")
        #expect(found.rejected.count == 101)
    }

    @Test("one candidate larger than the limit is an obstacle")
    func tooLarge() async {
        let padding = [UInt8](repeating: 0x20, count: 2 << 20)
        world.images.attach(padding, mediaType: MediaType.dsseEnvelope, to: image, in: world.repository)
        #expect(await candidates().obstacle?.diagnostic.code == "blob-too-large")
    }
}
