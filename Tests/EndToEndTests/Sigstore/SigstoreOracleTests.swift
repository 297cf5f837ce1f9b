import AirworthyTesting
import Foundation
import Testing
import Trust

/// Specimens of a ``VirtualSigstore`` put before verifiers made by others, who know nothing of how they were made.
@Suite("Sigstore specimens judged by others", .serialized)
struct SigstoreOracleTests {
    @Test("a valid form is accepted by whoever supports it", arguments: SigstoreOracle.present)
    func valid(_ oracle: SigstoreOracle) async throws {
        let sigstore = try VirtualSigstore()
        var specimens: [SigstoreSpecimen] = []
        for shape in SigstoreShape.valid + SigstoreShape.variations {
            specimens.append(try sigstore.mint(shape: shape))
        }
        for (specimen, answer) in zip(specimens, try await oracle.answers(to: specimens)) {
            let unsupported = SigstoreDeviation.unsupported(specimen.shape, by: oracle)
            #expect(answer.isAccepted == (unsupported == nil), "\(oracle), \(specimen): \(answer)")
        }
    }
}
