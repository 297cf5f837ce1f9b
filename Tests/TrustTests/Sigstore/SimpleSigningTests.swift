import AirworthyTesting
import Testing
import Trust

@Suite("SimpleSigning")
struct SimpleSigningTests {
    private static let digest = "sha256:" + String(repeating: "0", count: 64)
    private static let identity = #""identity":{"docker-reference":"ghcr.io/o/i"}"#
    private static let image = #""image":{"docker-manifest-digest":"\#(digest)"}"#
    private static let type = #""type":"cosign container image signature""#

    private static func text(_ critical: [String], optional: String = #","optional":null"#) -> String {
        "{\"critical\":{\(critical.joined(separator: ","))}\(optional)}"
    }

    private func read(_ text: String) throws -> SimpleSigning {
        try SimpleSigning(payload: Array(text.utf8))
    }

    @Test("cosign's payload is read, annotations and all")
    func accepted() throws {
        let critical = [Self.identity, Self.image, Self.type]
        let plain = try read(Self.text(critical))
        #expect(plain.manifestDigest.description == Self.digest)
        #expect(plain.dockerReference == "ghcr.io/o/i" && plain.annotations.isEmpty)
        #expect(try read(Self.text(critical, optional: "")) == plain)
        let annotated = try read(Self.text(critical, optional: #","optional":{"k":"v","timestamp":1}"#))
        #expect(annotated.annotations == ["k": "v", "timestamp": 1])
    }

    @Test(
        "a payload that signs no particular image, or two, is refused",
        arguments: [
            (text([identity, type]), "simple-signing-malformed"),
            (text([identity, #""image":{}"#, type]), "simple-signing-malformed"),
            (text([identity, #""image":{"docker-manifest-digest":""}"#, type]), "simple-signing-malformed"),
            (
                text([identity, #""image":{"docker-manifest-digest":"sha1:00"}"#, type]), "simple-signing-malformed"
            ),
            (
                text([
                    identity, #""image":{"docker-manifest-digest":"\#(digest)","docker-manifest-digest":"x"}"#, type,
                ]), "json-duplicate-key"
            ),
            (
                text([
                    identity, #""image":{"docker-manifest-digest":"\#(digest)","Docker-Manifest-Digest":"x"}"#, type,
                ]), "simple-signing-malformed"
            ),
            (text([identity, image, image, type]), "json-duplicate-key"),
            (text([image, type]), "simple-signing-malformed"),
            (text([identity, image]), "simple-signing-malformed"),
            (text([identity, image, #""type":"atomic container signature""#]), "simple-signing-type"),
            (text([identity, image, #""type":"Cosign container image signature""#]), "simple-signing-type"),
            (text([identity, image, type], optional: #","optional":[]"#), "simple-signing-malformed"),
            (text([identity, image, type], optional: #","Critical":{}"#), "simple-signing-malformed"),
            ("{}", "simple-signing-malformed"),
            ("[]", "simple-signing-malformed"),
        ])
    func refusals(text: String, code: String) {
        #expect(refusalCode { try read(text) } == code)
    }

    @Test("what is written is read back")
    func writing() throws {
        let digest = Digest.of([1])
        let json = SimpleSigning.json(dockerReference: "r", manifestDigest: digest, annotations: ["a": "b"])
        let read = try SimpleSigning(payload: json.canonicalBytes())
        #expect(read.manifestDigest == digest && read.annotations == ["a": "b"])
    }
}
