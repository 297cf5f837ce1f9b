import Airworthy
import AirworthyTesting
import Testing
import Trust

extension SummaryCheckTests {
    @Test("a keyless summary whose evidence does not hold is refused for that", arguments: KeylessAttestations.troubles)
    func evidence(_ code: String) async throws {
        let trouble = try SigstoreTrouble.make(code, shape: KeylessAttestations.shape)
        let (world, subject) = try KeylessAttestations.world(
            trouble.bundle, of: trouble.specimen, anchors: trouble.anchors,
            type: "https://slsa.dev/verification_summary/v1")
        let answer = try await world.memory.ask(
            SummaryCheck.self,
            with: "{verifiers: [{id: \"https://v.example\", signers: [signer]}], levels: [SLSA_BUILD_LEVEL_2]}",
            about: subject)
        #expect(answer.codes == [.evidenceInvalid])
    }
}
