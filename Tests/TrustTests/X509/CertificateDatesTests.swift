import AirworthyTesting
import Testing
import Trust

@Suite("The dates of a certificate, read alone")
struct CertificateDatesTests {
    @Test("they are what the whole certificate says, of every published chain")
    func agreement() throws {
        guard let folder = Fixtures.folder("21-x509-limbo", cases: 135) else { return }
        let file = "limbo-2023-12-committed.json"
        let cases = try JSONDocument(try folder.bytes(file), name: file).root["testcases"]?.elements ?? []
        var count = 0
        for test in cases {
            let pems = (test["untrusted_intermediates"]?.elements ?? []) + (test["trusted_certs"]?.elements ?? [])
            for pem in pems + (test["peer_certificate"].map { [$0] } ?? []) {
                let bytes = Array((pem.string ?? "").utf8)
                guard let whole = try? Certificate.all(inPEM: bytes) else { continue }
                #expect(try CertificateDates.all(inPEM: bytes) == whole.map(CertificateDates.init))
                count += whole.count
            }
        }
        #expect(count > 250)
    }

    @Test("what is cut, longer, or has another time is refused")
    func refused() throws {
        let authority = try VirtualAuthority.root(
            .authority("Root", from: Instant(seconds: 1_700_000_000), until: Instant(seconds: 2_600_000_000)))
        let der = authority.certificate.der
        #expect(try CertificateDates(der: der) == CertificateDates(authority.certificate))
        #expect(refusalCode { try CertificateDates(der: der + [0]) } == "certificate-unreadable")
        for count in der.indices {
            #expect(refusalCode { try CertificateDates(der: Array(der.prefix(count))) } == "certificate-unreadable")
        }
        let time = try #require(der.indices.first { der[$0...].starts(with: [0x17, 13]) })
        for (offset, byte) in [(0, 0x16), (2, 0x2f), (4, 0x39), (14, 0x2b)] as [(Int, UInt8)] {
            var altered = der
            altered[time + offset] = byte
            #expect(refusalCode { try CertificateDates(der: altered) } == "certificate-unreadable", "\(offset)")
        }
        #expect(refusalCode { try CertificateDates.all(inPEM: []) } == "certificate-absent")
    }
}
