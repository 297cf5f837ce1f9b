import Airworthy
import AirworthyTesting
import Testing
import Trust

@Suite("BundleDecision")
struct BundleDecisionTests {
    private static let sigstore = Result { () throws(Diagnostic) in try VirtualSigstore() }

    @Test("every valid shape of bundle verifies", arguments: SigstoreShape.valid + SigstoreShape.variations)
    func shapes(_ shape: SigstoreShape) throws {
        let specimen = try Self.sigstore.get().mint(shape: shape)
        // Entries of the first in-toto kind record the envelope's stored JSON, which a bundle does not hold.
        #expect(try specimen.code() == (shape.entry == .intoto001 ? "log-entry-artifact" : nil))
    }
}
