import Airworthy
import AirworthyTesting
import Testing
import Trust

/// Every single fault of the list of hostile inputs that concerns a bundle, its evidence or the trusted root: refused by a code
/// that names it, and everything allowed that looks like one.
@Suite("BundleDecision")
struct BundleDecisionTests {
    private static let sigstore = Result { () throws(Diagnostic) in try VirtualSigstore() }

    @Test("every valid shape of bundle verifies", arguments: SigstoreShape.valid + SigstoreShape.variations)
    func shapes(_ shape: SigstoreShape) throws {
        let specimen = try Self.sigstore.get().mint(shape: shape)
        // Entries of the first in-toto kind record the envelope's stored JSON, which a bundle does not hold.
        #expect(try specimen.code() == (shape.entry == .intoto001 ? "log-entry-artifact" : nil))
    }

    @Test("what is established is what was minted")
    func established() throws {
        let specimen = try Self.sigstore.get().mint(
            shape: .with {
                $0.time = .both
                $0.entry = .hashedrekord001
            })
        let signer = try #require(try specimen.decision().established)
        #expect(signer.identity.subject == specimen.expectedSubject)
        #expect(signer.identity.issuer == specimen.expectedIssuer)
        #expect(signer.identity.claims[.runnerEnvironment] != nil)
        #expect(signer.times.map(\.instant).array.contains(specimen.signedAt))
        #expect(signer.times.count == 2)
        #expect(signer.logEntries.map(\.isProven) == [true])
        #expect(signer.certificateLogs.count == 1)
        #expect(signer.trustedRoot == Digest.of(specimen.trustedRoot))
        #expect(signer.notes.isEmpty)
    }

    @Test("a bundle asked about long before it was signed is from the future; a minute before, clocks differ")
    func future() throws {
        let specimen = try Self.sigstore.get().mint()
        #expect(try specimen.decision(later: .seconds(-3_600)).refusal?.code == "time-in-future")
        #expect(try specimen.decision(later: .seconds(-60)).refusal == nil)
    }

    @Test("each single fault is refused by its own code", arguments: SigstoreFault.allCases)
    func faults(_ fault: SigstoreFault) throws {
        let specimen = try Self.sigstore.get().mint(fault)
        let code = try specimen.code()
        guard let expected = SigstoreFaultCodes.codes[fault.description] else {
            #expect(code == nil, "\(fault)")
            #expect(
                specimen.expectation != .refused || SigstoreFaultCodes.elsewhere[fault.description] != nil, "\(fault)"
            )
            return
        }
        #expect(code == expected, "\(fault)")
        #expect(specimen.expectation != .accepted, "\(fault)")
    }

    @Test("every fault has a place in the table, and the table no other")
    func table() {
        let names = Set(SigstoreFault.allCases.map(\.description))
        #expect(Set(SigstoreFaultCodes.codes.keys).subtracting(names).isEmpty)
        #expect(Set(SigstoreFaultCodes.elsewhere.keys).subtracting(names).isEmpty)
        let refused = SigstoreFault.allCases.filter { $0.expectation == .refused }
        #expect(refused.count >= 100)
    }
}
