import Testing
import Trust

@testable import Airworthy

@Suite("The times of a JSON Web Token")
struct TokenClaimsTests {
    @Test(
        "each form of `exp` is what RFC 7519 makes of it",
        arguments: [
            ("\"exp\": 1800000000", 1_800_000_000, []), ("\"exp\": 1800000000.9", 1_800_000_000, []),
            ("\"exp\": 1.8e9", 1_800_000_000, []), ("\"sub\": \"x\"", nil, []),
            ("\"exp\": \"1800000000\"", nil, ["`exp` is a string"]), ("\"exp\": null", nil, ["`exp` is a null"]),
            ("\"exp\": true", nil, ["`exp` is a bool"]),
            ("\"exp\": -1", nil, ["`exp` is a number outside the calendar"]),
            ("\"exp\": 1e300", nil, ["`exp` is a number outside the calendar"]),
            ("\"exp\": 253402300799", 253_402_300_799, []),
            ("\"exp\": 253402300800", nil, ["`exp` is a number outside the calendar"]),
            ("\"exp\": [1], \"nbf\": {}", nil, ["`exp` is a array", "`nbf` is a object"]),
        ] as [(String, Int64?, [String])])
    func expiry(claims: String, seconds: Int64?, malformed: [String]) throws {
        let claims = try TokenClaims(TokenSpecimen.token("{\(claims)}"))
        #expect(claims.expiresAt == seconds.map { Instant(seconds: $0) })
        #expect(claims.malformed == malformed)
    }

    @Test("a fraction is rounded to the side that asks more")
    func rounding() throws {
        let claims = try TokenClaims(TokenSpecimen.token("{\"exp\": 10.9, \"nbf\": 10.1, \"iat\": 10.9}"))
        #expect(claims.expiresAt == Instant(seconds: 10))
        #expect(claims.notBefore == Instant(seconds: 11))
        #expect(claims.issuedAt == Instant(seconds: 10))
    }

    @Test("one line break after the token is not part of it", arguments: ["", "\n", "\r\n"])
    func lineBreak(end: String) throws {
        let token = TokenSpecimen.token("{}")
        let claims = try TokenClaims(token + Array(end.utf8))
        #expect(claims.fingerprint == Digest.of(token).short)
    }

    @Test("anything else is no token, and no message repeats a part of it", arguments: TokenSpecimen.unreadable)
    func unreadable(text: String) {
        let error = #expect(throws: Diagnostic.self) { try TokenClaims(Array(text.utf8)) }
        #expect(error?.code == "token-unreadable")
        for part in text.split(separator: ".") where part.count > 8 {
            #expect(error?.message.contains(part) == false)
        }
    }
}
