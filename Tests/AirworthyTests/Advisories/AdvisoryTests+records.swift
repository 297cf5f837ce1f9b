import Airworthy
import AirworthyTesting
import Testing
import Trust

/// Rekor and gitsign: what a log's record is made of, and which bytes were signed.
extension AdvisoryTests {
    /// Bodies of records, in each kind that is read; what they are refused as.
    private static let bodies: [(body: String, code: String)] = [
        ("", "log-entry-malformed"), ("null", "log-entry-malformed"), ("[]", "log-entry-malformed"),
        ("{}", "log-entry-malformed"), (#"{"apiVersion":"VERSION","kind":"KIND"}"#, "log-entry-malformed"),
        (#"{"apiVersion":"VERSION","kind":"KIND","spec":null}"#, "log-entry-malformed"),
        (#"{"apiVersion":"VERSION","kind":"KIND","spec":[]}"#, "log-entry-malformed"),
        (#"{"apiVersion":"VERSION","kind":"KIND","spec":{}}"#, "log-entry-malformed"),
        (#"{"apiVersion":"VERSION","kind":"KIND","spec":{"content":{}}}"#, "log-entry-malformed"),
        (
            #"{"apiVersion":"VERSION","kind":"KIND","spec":{"content":{"envelope":{"signatures":[null]}}}}"#,
            "log-entry-malformed"
        ),
        (#"{"apiVersion":"VERSION","kind":"KIND","spec":{"signatures":[null]}}"#, "log-entry-malformed"),
        (#"{"apiVersion":"VERSION","kind":"KIND","spec":{"hashedRekordV002":null}}"#, "log-entry-malformed"),
        (#"{"apiVersion":"VERSION","kind":"KIND","spec":{"dsseV002":{"signatures":{}}}}"#, "log-entry-malformed"),
        (#"{"apiVersion":"0.0.1","kind":"cose","spec":{"data":{}}}"#, "log-entry-kind"),
        (#"{"apiVersion":"0.0.1","kind":"jar","spec":{"archive":{}}}"#, "log-entry-kind"),
    ]
    /// Without a promise, so that the body is what is looked at.
    private static let unpromised: [SigstoreShape] = [
        shape(.message, .hashedrekord001, .timestamp), shape(.dsse, .dsse001, .timestamp),
        shape(.dsse, .intoto002, .timestamp), shape(.message, .hashedrekord002, .timestamp),
        shape(.dsse, .dsse002, .timestamp),
    ]

    @Test(
        "a record that lacks what its kind must have is refused in words: CVE-2023-33199, CVE-2026-23831, CVE-2026-48702",
        arguments: unpromised)
    func hollowRecords(_ shape: SigstoreShape) throws {
        let specimen = try mint(in: shape)
        #expect(try code(specimen) == nil)
        let entry = shape.entry.rawValue
        for (body, expected) in Self.bodies {
            let body = body.replacing("KIND", with: String(entry.dropLast(3)))
                .replacing("VERSION", with: "0.0.\(entry.suffix(1))")
            let bundle = try replacing(body: Array(body.utf8), in: specimen)
            #expect(try code(specimen, bundle: bundle) == expected, "\(body)")
        }
    }

    @Test("nothing inside a record is unpacked: CVE-2023-30551")
    func packedRecord() throws {
        // The beginning of a gzip stream, and of a zip archive; what they hold is nobody's business.
        for body in [[0x1f, 0x8b, 0x08, 0, 0, 0, 0, 0, 0, 0xff], [0x50, 0x4b, 0x03, 0x04, 0x14]] as [[UInt8]] {
            let specimen = try mint(in: Self.unpromised[0])
            #expect(try code(specimen, bundle: replacing(body: body, in: specimen)) == "log-entry-malformed")
        }
    }

    @Test("a key that comes with a signature is nobody's until the policy knows it: CVE-2023-47122")
    func deliveredKey() throws {
        let shape = SigstoreShape.with { $0.material = .publicKey }
        let (specimen, other) = (try mint(in: shape), try mint(in: shape))
        #expect(try code(specimen) == nil)
        #expect(try code(specimen, trust: other.policy(anchors: [specimen.anchor()])) == "bad-signature")
        // Not even the hint of a key that is known makes another one it.
        let hint = SigstoreBundle.keyHint(for: try #require(other.publicKey))
        let hinted = try edited(specimen) { $0["verificationMaterial"]?["publicKey"] = ["hint": .string(hint)] }
        #expect(
            try code(specimen, bundle: hinted, trust: other.policy(anchors: [specimen.anchor()])) == "bad-signature")
    }

    @Test("the bytes that were signed are those, not what they normalise to: CVE-2026-44309")
    func normalisedBytes() throws {
        let specimen = try mint()
        let text = String(decoding: specimen.artifact, as: UTF8.self)
        let others = [
            text.replacing("\n", with: "\r\n"), text + "\n", "\u{feff}" + text, text.uppercased(), text + " ",
            text.replacing("\n", with: ""),
        ]
        #expect(try code(specimen) == nil)
        for other in others {
            #expect(other != text)
            #expect(try code(specimen, artifact: Array(other.utf8)) == "log-entry-artifact")
        }
    }

    private func replacing(body: [UInt8], in specimen: SigstoreSpecimen) throws -> [UInt8] {
        try edited(specimen) {
            $0["verificationMaterial"]?["tlogEntries"]?[0]?["canonicalizedBody"] = .string(Base64.encode(body))
        }
    }
}
