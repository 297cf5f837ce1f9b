import AirworthyTesting
import Foundation
import Testing
import Trust

/// Specimens of a ``VirtualSigstore`` put before verifiers made by others, who know nothing of how they were made.
@Suite(
    "Sigstore specimens judged by others", .serialized,
    .enabled(if: Peers.have(.cosign2, .cosign3, .sigstoreGo, .sigstorePython)))
struct SigstoreOracleTests {
    @Test("a valid form is accepted by whoever supports it", arguments: SigstoreOracle.forBundles)
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

    @Test("the older forms are accepted by those who wrote them", arguments: SigstoreOracle.forOlderForms)
    func older(_ oracle: SigstoreOracle) async throws {
        let sigstore = try VirtualSigstore()
        for time in [SigstoreShape.Time.promise, .both] {
            let result = try await LegacyVerifier.judge(sigstore.mint(shape: .with { $0.time = time }), by: oracle)
            #expect(result.status == 0, "\(oracle), \(time): \(result)")
        }
    }

    @Test("a fault of an older form is refused, but for the known deviations", arguments: SigstoreOracle.forOlderForms)
    func olderFaults(_ oracle: SigstoreOracle) async throws {
        let sigstore = try VirtualSigstore()
        let known = SigstoreDeviation.names(of: oracle)
        for fault in SigstoreFault.allCases {
            let specimen = try sigstore.mint(fault)
            guard specimen.form == .legacy else { continue }
            let result = try await LegacyVerifier.judge(specimen, by: oracle)
            #expect((result.status == 0) == known.contains(specimen.name), "\(oracle), \(specimen): \(result)")
        }
    }

    @Test(
        "a fault is refused, an allowed variation accepted, but for the known deviations",
        arguments: SigstoreOracle.forBundles)
    func faults(_ oracle: SigstoreOracle) async throws {
        let sigstore = try VirtualSigstore()
        var specimens: [SigstoreSpecimen] = []
        for fault in SigstoreFault.allCases {
            let specimen = try sigstore.mint(fault)
            if specimen.form == .bundle { specimens.append(specimen) }
        }
        let known = SigstoreDeviation.names(of: oracle)
        for (specimen, answer) in zip(specimens, try await oracle.answers(to: specimens)) {
            // Nobody's command can be told to ask for two witnesses, and one there is.
            let isAcceptable = specimen.expectation != .refused || specimen.thresholds != .init()
            let isExpected = answer.isAccepted == isAcceptable
            #expect(isExpected != known.contains(specimen.name), "\(oracle), \(specimen): \(answer)")
        }
    }
}
