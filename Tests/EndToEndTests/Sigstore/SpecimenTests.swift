import AirworthyTesting
import Testing
import Trust

/// What can be said of specimens without anybody's verifier.
@Suite("Sigstore specimens")
struct SpecimenTests {
    @Test("every fault has a name of its own and is minted in its own shape")
    func faults() throws {
        let sigstore = try VirtualSigstore()
        #expect(Set(SigstoreFault.allCases.map(\.name)).count == SigstoreFault.allCases.count)
        for fault in SigstoreFault.allCases {
            let specimen = try sigstore.mint(fault)
            #expect(specimen.row == fault.row)
            #expect(specimen.name == fault.name)
            #expect(specimen.shape == fault.shape)
        }
    }

    @Test("a fault that has no place in a shape is not passed off as minted")
    func unsuited() throws {
        let sigstore = try VirtualSigstore()
        let timestamps = SigstoreFault.log(.rekor2WithoutTimestamp)
        for (fault, shape) in [(timestamps, SigstoreShape.standard), (.bundle(.emptyChain), .standard)] {
            let refusal = #expect(throws: Diagnostic.self) { try sigstore.mint(fault, shape: shape) }
            #expect(refusal?.code == "specimen-impossible")
        }
    }

    @Test("the two specimens of one instance have different certificates under the same keys")
    func instances() throws {
        let sigstore = try VirtualSigstore()
        let (first, second) = (try sigstore.mint(), try sigstore.mint())
        #expect(first.bundle != second.bundle)
        #expect(try logs(first) == logs(second))
        #expect(try logs(first) != logs(VirtualSigstore().mint()))
    }

    @Test("specimens are minted for any instant", arguments: [0, 4_102_444_800] as [Int64])
    func instants(_ seconds: Int64) throws {
        let instant = VirtualSigstore.defaultInstant + .seconds(seconds)
        let specimen = try VirtualSigstore(at: instant).mint()
        let pem = try #require(specimen.legacy.certificate)
        let leaf = try #require(try Certificate.all(inPEM: Array(pem.utf8)).first)
        #expect(leaf.isValid(at: specimen.signedAt))
        #expect(leaf.subjectAlternativeNames == [.uri(specimen.expectedSubject)])
    }

    @Test("the signature under the weak key is a good one")
    func weakKey() async throws {
        let specimen = try VirtualSigstore().mint(.certificate(.weakRSA))
        let directory = try TemporaryDirectory()
        let certificate = try directory.write(try #require(specimen.legacy.certificate), to: "leaf.pem")
        let signature = try #require(Base64.decode(specimen.legacy.signature))
        let key = try await Peers.openssl.run("x509", "-in", certificate, "-noout", "-pubkey")
        let result = try await Peers.openssl.run(
            "dgst", "-sha256", "-verify", try directory.write(key.output, to: "key.pem"), "-signature",
            try directory.write(signature, to: "signature"), try directory.write(specimen.artifact, to: "artifact"))
        #expect(result.output == "Verified OK\n", "\(result)")
        let text = try await Peers.openssl.run("pkey", "-pubin", "-in", directory.path("key.pem"), "-noout", "-text")
        #expect(text.output.contains("(1024 bit)"), "\(text)")
    }

    private func logs(_ specimen: SigstoreSpecimen) throws -> JSON? {
        try JSONDocument(specimen.trustedRoot, name: "trusted root").root["tlogs"]?.json
    }
}
