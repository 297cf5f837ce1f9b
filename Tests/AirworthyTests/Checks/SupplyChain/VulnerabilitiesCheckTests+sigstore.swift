import Airworthy
import AirworthyTesting
import Testing
import Trust

extension VulnerabilitiesCheckTests {
    @Test("evidence that does not hold is no signature of a file, whatever it is that does not")
    func evidence() async throws {
        for code in ["certificate-invalid", "no-trusted-time", "log-entry-mismatch"] {
            let trouble = try SigstoreTrouble.make(code)
            let world = try SupplyChainWorld(trust: try trouble.specimen.policy(anchors: trouble.anchors))
            world.files.write(trouble.specimen.artifact, to: "scan.json")
            world.files.write(trouble.bundle, to: "scan.json.sigstore.json")
            let answer = try await world.memory.ask(
                VulnerabilitiesCheck.self, with: "{path: scan.json}",
                about: .image(self.world.repository.pinned(to: image.digest), of: nil))
            // The artifact is no scan either, and that is said beside it.
            #expect(answer.codes == [.evidenceInvalid, .invalid], "\(code)")
        }
    }
}
