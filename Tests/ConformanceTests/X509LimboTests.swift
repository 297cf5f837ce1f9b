import AirworthyTesting
import Testing
import Trust

/// C2SP/x509-limbo: certificate paths that are right, and wrong in one way each.
///
/// A path it calls good must be accepted, without exception. A path it calls bad must be refused, unless the reason
/// is something ``CertificateChain`` does not ask about; those are listed, and a listed one that is refused must
/// leave the list.
@Suite("X.509 limbo")
struct X509LimboTests {
    /// Reasons for refusal that belong to whoever knows what the certificate is for, or to the issuer.
    static let notAsked: [String: [String]] = [
        "host names": [
            "webpki::san::mismatch-domain-san", "webpki::san::mismatch-subdomain-san",
            "webpki::san::mismatch-subdomain-apex-san", "webpki::san::mismatch-apex-subdomain-san",
            "webpki::san::public-suffix-wildcard-san", "webpki::san::wildcard-embedded-leftmost-san",
            "webpki::san::wildcard-not-in-leftmost-san", "webpki::san::wildcard-match-across-labels-san",
            "webpki::san::wildcard-embedded-ulabel-san", "webpki::san::no-san",
            "rfc5280::nc::nc-permits-invalid-dns-san",
        ],
        "extended key usage": [
            "rfc5280::eku::ee-wrong-eku", "webpki::eku::ee-anyeku", "webpki::eku::ee-critical-eku",
            "webpki::eku::ee-without-eku", "webpki::eku::root-has-eku",
        ],
        "a depth chosen by the caller": [
            "pathlen::max-chain-depth-0-exhausted", "pathlen::max-chain-depth-1-exhausted",
        ],
        // Duties RFC 5280 lays on the issuer; 4.1.2.2 asks verifiers to put up with such serial numbers.
        "how the issuer should have written it": [
            "rfc5280::serial::too-long", "rfc5280::serial::zero", "rfc5280::nc::permitted-dns-match-noncritical",
            "rfc5280::nc::not-allowed-in-ee-noncritical", "rfc5280::nc::not-allowed-in-ee-critical",
        ],
        // The CA/Browser Forum's profile. A leaf's DSA key is refused when it is used: `key-unsupported`.
        "the web's own profile": [
            "webpki::aki::root-with-aki-missing-keyidentifier",
            "webpki::nc::intermediate-permitted-excluded-subtrees-both-null",
            "webpki::nc::intermediate-permitted-excluded-subtrees-both-empty-sequences",
            "webpki::san::san-critical-with-nonempty-subject", "webpki::malformed-aia",
            "webpki::forbidden-dsa-spki-leaf", "webpki::forbidden-signature-algorithm-in-root",
            "webpki::forbidden-signature-algorithm-in-leaf", "webpki::v1-cert", "webpki::ee-basicconstraints-ca",
        ],
    ]

    /// The code a refusal must carry, where the case has one clear cause.
    static let codes = [
        "rfc5280::validity::expired-root": "certificate-expired",
        "rfc5280::validity::expired-intermediate": "certificate-expired",
        "rfc5280::validity::expired-leaf": "certificate-expired",
        "rfc5280::chain-untrusted-root": "certificate-untrusted",
        "webpki::cryptographydotio-chain-missing-intermediate": "certificate-untrusted",
        "rfc5280::unknown-critical-extension-ee": "certificate-unknown-extension",
        "rfc5280::unknown-critical-extension-root": "certificate-unknown-extension",
        "rfc5280::unknown-critical-extension-intermediate": "certificate-unknown-extension",
        "pathlen::intermediate-violates-pathlen-0": "certificate-chain-too-long",
        "rfc5280::intermediate-ca-without-ca-bit": "certificate-not-an-authority",
        "rfc5280::nc::permitted-dns-mismatch": "certificate-name-constraint",
        "rfc5280::nc::excluded-dns-match": "certificate-name-constraint",
        "rfc5280::san::malformed": "certificate-unreadable",
    ]

    @Test("every good path is accepted; every bad one is refused, unless for a reason that is not asked about")
    func paths() throws {
        guard let folder = Fixtures.folder("21-x509-limbo", cases: 135) else { return }
        let file = "limbo-2023-12-committed.json"
        let cases = try JSONDocument(try folder.bytes(file), name: file).root["testcases"]?.elements ?? []
        #expect(cases.count == 135)
        let excused = Set(Self.notAsked.values.joined())
        var seen: Set<String> = []
        for test in cases {
            let id = try #require(test["id"]?.string)
            seen.insert(id)
            let code = try refusal(of: test)
            let isGood = try #require(test["expected_result"]?.string) == "SUCCESS"
            #expect((code == nil) == (isGood || excused.contains(id)), "\(id) \(code ?? "accepted")")
            if let expected = Self.codes[id] { #expect(code == expected, "\(id)") }
        }
        #expect(seen.isSuperset(of: excused) && seen.isSuperset(of: Self.codes.keys))
    }

    private func refusal(of test: JSONValue) throws -> String? {
        // Where the case names no instant, "now" is meant, and now was the winter of 2023.
        let text = test["validation_time"]?.string ?? "2023-12-15T00:00:00+00:00"
        let instant = try #require(Instant(rfc3339: text.replacing("+00:00", with: "Z")))
        return refusalCode {
            let leaf = try certificates(test["peer_certificate"].map { [$0] } ?? [])
            return try CertificateChain.verify(
                try #require(leaf.first),
                intermediates: try certificates(test["untrusted_intermediates"]?.elements ?? []),
                roots: try certificates(test["trusted_certs"]?.elements ?? []), at: instant)
        }
    }

    private func certificates(_ values: [JSONValue]) throws -> [Certificate] {
        try values.flatMap { try Certificate.all(inPEM: Array(($0.string ?? "").utf8)) }
    }
}
