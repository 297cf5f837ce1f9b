import Airworthy
import AirworthyTesting
import Testing
import Trust

extension SBOMCheckTests {
    @Test("evidence that does not hold is no signature of a file, whatever it is that does not")
    func evidence() async throws {
        for code in ["certificate-invalid", "no-trusted-time", "log-entry-mismatch"] {
            let trouble = try SigstoreTrouble.make(code)
            let world = try SupplyChainWorld(trust: try trouble.specimen.policy(anchors: trouble.anchors))
            world.files.write(trouble.specimen.artifact, to: "sbom.json")
            world.files.write(trouble.bundle, to: "sbom.json.sigstore.json")
            let digest = Digest.of(trouble.specimen.artifact)
            let answer = try await world.memory.ask(
                SBOMCheck.self, with: "{path: sbom.json, sha256: \"\(digest.hex)\", signed: required}",
                about: .image(self.world.repository.pinned(to: image.digest), of: nil))
            #expect(answer.codes == [.evidenceInvalid], "\(code)")
        }
    }
}
