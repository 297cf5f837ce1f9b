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

    @Test("the older forms are accepted by the cosign that wrote them", .enabled(if: Peers.have(.cosign2)))
    func older() async throws {
        let sigstore = try VirtualSigstore()
        for time in [SigstoreShape.Time.promise, .both] {
            let result = try await LegacyVerifier.judge(sigstore.mint(shape: .with { $0.time = time }))
            #expect(result.status == 0, "\(time): \(result)")
        }
    }

    @Test("a fault of an older form is refused by the cosign that wrote it", .enabled(if: Peers.have(.cosign2)))
    func olderFaults() async throws {
        let sigstore = try VirtualSigstore()
        for fault in SigstoreFault.allCases {
            let specimen = try sigstore.mint(fault)
            guard specimen.form == .legacy else { continue }
            let result = try await LegacyVerifier.judge(specimen)
            #expect(result.status != 0, "\(specimen): \(result)")
            print(specimen, result)
        }
    }

    @Test(
        "a fault is refused, an allowed variation accepted, but for the known deviations",
        arguments: SigstoreOracle.present)
    func faults(_ oracle: SigstoreOracle) async throws {
        let sigstore = try VirtualSigstore()
        var specimens: [SigstoreSpecimen] = []
        for fault in SigstoreFault.allCases {
            let specimen = try sigstore.mint(fault)
            if specimen.form == .bundle, specimen.thresholds == .init() {
                specimens.append(specimen)
            }
        }
        let known = Set(SigstoreDeviation.known.filter { $0.oracle == oracle }.map(\.name))
        for (specimen, answer) in zip(specimens, try await oracle.answers(to: specimens)) {
            let isExpected = answer.isAccepted == (specimen.expectation != .refused)
            #expect(isExpected != known.contains(specimen.name), "\(oracle), \(specimen): \(answer)")
        }
    }
}
