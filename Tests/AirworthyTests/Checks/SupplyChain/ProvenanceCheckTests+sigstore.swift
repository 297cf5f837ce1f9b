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
}
