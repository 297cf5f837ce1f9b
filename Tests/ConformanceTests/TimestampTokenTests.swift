import AirworthyTesting
import Testing

@testable import Trust

/// rfc3161-client's fixtures: responses of Sigstore's staging authority over `hello`, judged at the time they state.
@Suite("RFC 3161")
struct TimestampTokenTests {
    @Test(
        "a token of the authority holds, one with a broken signature does not",
        arguments: [
            ("response-sha256", nil), ("response-sha384", nil), ("response-sha512", nil),
            ("response-no-embedded-cert", nil), ("response-invalid-signature", "timestamp-signature"),
        ] as [(String, String?)])
    func staging(_ name: String, expected: String?) throws {
        guard let folder = Fixtures.folder("23-rfc3161/rfc3161-client/sigstage", cases: 1) else { return }
        let chain = try Certificate.all(inPEM: try folder.bytes("ts_chain.pem"))
        let authority = TimestampAuthority(
            name: "staging", operatorName: "", chain: try #require(NonEmpty(chain)),
            validFor: TimeRange(start: Instant(seconds: 0), end: nil))
        let code = refusalCode {
            let token = try TimestampToken(response: try folder.bytes("\(name).tsr"))
            let signer = try #require(authority.signer(of: token))
            _ = try authority.instant(of: token, signedBy: signer, over: Array("hello".utf8))
        }
        #expect(code == expected)
    }

    @Test("a token over other bytes, of another authority, or cut short is refused by name")
    func others() throws {
        guard let folder = Fixtures.folder("23-rfc3161/rfc3161-client/sigstage", cases: 3) else { return }
        let bytes = try folder.bytes("response-sha256.tsr")
        let chain = try Certificate.all(inPEM: try folder.bytes("ts_chain.pem"))
        let window = TimeRange(start: Instant(seconds: 0), end: Instant(seconds: 1))
        let authority = TimestampAuthority(
            name: "staging", operatorName: "", chain: try #require(NonEmpty(chain)), validFor: window)
        let token = try TimestampToken(response: bytes)
        let signer = try #require(authority.signer(of: token))
        let over = { (text: String) in
            refusalCode { try authority.instant(of: token, signedBy: signer, over: Array(text.utf8)) }
        }
        #expect(over("Hello") == "timestamp-imprint")
        #expect(over("hello") == "timestamp-outside-authority")
        for length in stride(from: 0, to: bytes.count, by: 7) {
            #expect(refusalCode { try TimestampToken(response: Array(bytes.prefix(length))) } == "timestamp-malformed")
        }
    }
}
