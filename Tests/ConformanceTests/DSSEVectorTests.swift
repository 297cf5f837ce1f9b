import AirworthyTesting
import Testing
import Trust

/// The vectors of the DSSE specification and envelopes other people's production systems have signed.
@Suite("DSSE vectors")
struct DSSEVectorTests {
    @Test("the encoding that is signed is the specification's, byte for byte")
    func encodings() throws {
        guard let vectors = try vectors() else { return }
        let encodings = vectors["pae"]?.elements ?? []
        #expect(encodings.count == 3)
        for vector in encodings {
            let envelope = Envelope(
                payloadType: try #require(vector["type"]?.string),
                payload: Array(try #require(vector["body_utf8"]?.string).utf8), signatures: [])
            #expect(envelope.preAuthenticationEncoding == Array(try #require(vector["pae_utf8"]?.string).utf8))
        }
    }

    @Test("the specification's own signature, raw r and s, verifies, and not over another type")
    func signature() throws {
        guard let signature = try vectors()?["signature"] else { return }
        let envelope = try Envelope(Array(try #require(signature["envelope"]).sourceBytes))
        let x = try #require(signature["x"]?.string)
        let y = try #require(signature["y"]?.string)
        let header = try #require(Hex.decode("3059301306072a8648ce3d020106082a8648ce3d03010703420004"))
        let key = try PublicKey(spki: header + Self.bytes(decimal: x) + Self.bytes(decimal: y))
        let bytes = try #require(envelope.signatures.first).bytes
        #expect(key.verifies(bytes, over: envelope.preAuthenticationEncoding))
        let other = Envelope(payloadType: "http://example.com/Hello", payload: envelope.payload, signatures: [])
        #expect(!key.verifies(bytes, over: other.preAuthenticationEncoding))
    }

    @Test("Google's production summary attestation verifies, and names no digest we accept")
    func productionSummary() throws {
        let path = "03-slsa-verifier/cli/slsa-verifier/testdata/vsa/gce/v1"
        guard let folder = Fixtures.folder(path, cases: 1) else { return }
        let key = TrustedKey(id: "google", key: try PublicKey(pem: folder.bytes("vsa_signing_public_key.pem")))
        let type = "https://slsa.dev/verification_summary/v1"
        let policy = try TrustPolicy(
            epoch: 1, digest: Digest.of([]), keys: [key], people: [],
            rules: [TrustRule(id: "vsa", scope: .predicate(type), requirement: .init(signers: ["google"]))])
        let envelope = try Envelope(try folder.bytes("gke-gce-pre.bcid-vsa.jsonl"))
        let verified = try policy.verify(envelope, predicateType: type, at: Instant(seconds: 0))
        #expect(verified.signers.array == ["google"])
        #expect(verified.value.predicate?["verificationResult"]?.string == "PASSED")
        #expect(verified.value.subjects.map(\.digests) == [[]])
    }

    @Test("the statements printed in the specifications are read, or refused for what they are")
    func specificationExamples() throws {
        guard let folder = Fixtures.folder("04-intoto-dsse-slsa/examples-from-spec", cases: 20) else { return }
        var read = 0
        for file in try folder.files(suffix: ".json") {
            let bytes = try folder.bytes(file)
            let code = refusalCode { try Statement(payload: bytes, name: file) }
            let isStatement =
                try JSONDocument(bytes, name: file).root["_type"]?.string?.contains("/Statement/") ?? false
            if code == nil { read += 1 }
            #expect((code == nil) == isStatement, "\(file): \(code ?? "read")")
        }
        #expect(read > 0)
    }

    private func vectors() throws -> JSONValue? {
        guard let folder = Fixtures.folder("04-intoto-dsse-slsa/dsse", cases: 4) else { return nil }
        return try JSONDocument(try folder.bytes("dsse-vectors.json"), name: "dsse-vectors.json").root
    }

    /// A coordinate of 32 bytes from its decimal spelling.
    private static func bytes(decimal: String) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 32)
        for digit in decimal.utf8 {
            var carry = Int(digit - UInt8(ascii: "0"))
            for place in bytes.indices.reversed() {
                carry += Int(bytes[place]) * 10
                bytes[place] = UInt8(carry & 255)
                carry >>= 8
            }
        }
        return bytes
    }
}
