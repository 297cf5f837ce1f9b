import Airworthy
import AirworthyTesting
import Testing
import Trust

extension ProvenanceCheckTests {
    @Test(
        "a keyless attestation whose evidence does not hold is refused for that",
        arguments: KeylessAttestations.troubles)
    func evidence(_ code: String) async throws {
        let trouble = try SigstoreTrouble.make(code, shape: KeylessAttestations.shape)
        let (world, subject) = try KeylessAttestations.world(
            trouble.bundle, of: trouble.specimen, anchors: trouble.anchors, type: "https://slsa.dev/provenance/v1")
        let answer = try await world.memory.ask(
            ProvenanceCheck.self, with: "{builder: \"https://b.example/x\"}", about: subject)
        #expect(answer.codes == [.evidenceInvalid])
    }

    @Test("a keyless attestation that holds is believed, and then read for what it says")
    func keyless() async throws {
        // The statement is provenance by its type and says nothing: believed, and malformed.
        let specimen = try VirtualSigstore().mint(.predicate(.provenanceAsSignature))
        let (world, subject) = try KeylessAttestations.world(
            specimen.bundle, of: specimen, type: "https://slsa.dev/provenance/v1")
        let answer = try await world.memory.ask(
            ProvenanceCheck.self, with: "{builder: \"https://b.example/x\"}", about: subject)
        #expect(answer.codes == [.malformed])
    }

    @Test(
        "cosign 2's attestation tag: the envelope as a layer, certificate and log entry as its annotations",
        arguments: [SigstoreShape.Entry.intoto001, .intoto002, .dsse001])
    func attestationTag(_ entry: SigstoreShape.Entry) async throws {
        let shape = SigstoreShape.with { ($0.version, $0.content, $0.entry) = (.v01, .dsse, entry) }
        let sigstore = try VirtualSigstore()
        let fault = SigstoreFault.predicate(.provenanceAsSignature)
        let (specimen, other) = (try sigstore.mint(fault, shape: shape), try sigstore.mint(fault, shape: shape))
        let envelope = try #require(try JSONDocument(specimen.bundle, name: "bundle").root["dsseEnvelope"]).json
        var swapped = specimen.legacy
        swapped.rekorBundle = other.legacy.rekorBundle
        // Believed, and then read: the statement is provenance by its type and says nothing.
        for (legacy, code) in [(specimen.legacy, Code.malformed), (swapped, .evidenceInvalid)] {
            let world = try SupplyChainWorld(
                trust: try specimen.policy(predicates: ["https://slsa.dev/provenance/v1"]))
            let digest = Digest.of(specimen.artifact)
            let layer = world.payloadLayer(legacy, over: envelope.canonicalBytes(), as: MediaType.dsseEnvelope)
            world.tag(.attestation, [layer], for: digest)
            let answer = try await world.memory.ask(
                ProvenanceCheck.self, with: "{builder: \"https://b.example/x\"}",
                about: .image(world.repository.pinned(to: digest), of: nil))
            #expect(answer.codes == [code], "\(entry)")
        }
    }
}
