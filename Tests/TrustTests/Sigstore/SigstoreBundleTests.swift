import AirworthyTesting
import Testing
import Trust

@Suite("SigstoreBundle")
struct SigstoreBundleTests {
    private static let envelope = #""dsseEnvelope":{"payload":"","payloadType":"t","signatures":[{"sig":"AA=="}]}"#
    private static let message = #""messageSignature":{"signature":"AA=="}"#
    private static let key = #""publicKey":{"hint":"k"}"#

    private static func text(
        type: String = SigstoreBundle.mediaType, material: String = key, content: String = envelope
    ) -> String {
        #"{"mediaType":"\#(type)","verificationMaterial":{\#(material)},\#(content)}"#
    }

    private func bundle(_ text: String) throws -> SigstoreBundle {
        try SigstoreBundle(Array(text.utf8))
    }

    @Test(
        "every version with a key is read under its media types, whatever lies beside the key",
        arguments: [
            text(), text(type: "application/vnd.dev.sigstore.bundle+json;version=0.3"),
            text(type: "application/vnd.dev.sigstore.bundle+json;version=0.1"),
            text(type: "application/vnd.dev.sigstore.bundle+json;version=0.2"),
            text(material: key + #","tlogEntries":[]"#), text(material: key + #","tlogEntries":[{}]"#),
            text(material: key + #","timestampVerificationData":{}"#),
            text(material: key + #","timestampVerificationData":null,"tlogEntries":null"#),
        ])
    func accepted(text: String) throws {
        #expect(try bundle(text).keyHint == "k")
    }

    @Test("an absent or empty hint is none")
    func hints() throws {
        #expect(try bundle(Self.text(material: #""publicKey":{}"#)).keyHint == nil)
        #expect(try bundle(Self.text(material: #""publicKey":{"hint":""}"#)).keyHint == nil)
    }

    @Test(
        "a bundle that is not exactly one thing is refused",
        arguments: [
            (text(type: "application/vnd.dev.sigstore.bundle.v0.4+json"), "bundle-media-type"),
            (text(type: "application/vnd.dev.sigstore.bundle+json;version=0.10"), "bundle-media-type"),
            (
                text(
                    type: "application/vnd.dev.sigstore.bundle+json;version=0.2",
                    material: #""certificate":{"rawBytes":""}"#), "bundle-material"
            ),
            (text(type: "application/vnd.dev.sigstore.bundle+json;version=0.3; charset=utf-8"), "bundle-media-type"),
            (text(type: "application/vnd.dev.sigstore.bundle+json\u{37E}version=0.3"), "bundle-media-type"),
            (text(material: #""certificate":{"rawBytes":""}"#), "certificate-unreadable"),
            (text(material: key + #","tlogEntries":[{"x":1}]"#), "bundle-malformed"),
            (text(material: key + #","tlogEntries":[{"logIndex":"-1"}]"#), "bundle-malformed"),
            (text(material: key + #","tlogEntries":[{"logIndex":"01"}]"#), "bundle-malformed"),
            (text(material: key + #","tlogEntries":[{"logIndex":1e3}]"#), "bundle-malformed"),
            (text(material: key + #","tlogEntries":[{"log_index":"1"}]"#), "bundle-malformed"),
            (text(material: #""x509CertificateChain":{"certificates":[]}"#), "bundle-material"),
            (text(material: #""public_key":{"hint":"k"}"#), "bundle-malformed"),
            (text(material: ""), "bundle-material"),
            (text(material: key + #","certificate":{}"#), "bundle-material"),
            (text(material: key + #","tlogEntries":{}"#), "bundle-malformed"),
            (text(material: #""publicKey":{"hint":"k","rawBytes":""}"#), "bundle-malformed"),
            (text(material: #""publicKey":null"#), "bundle-material"),
            (text(content: envelope + "," + message), "bundle-content"),
            (text(content: #""mediatype":"x""#), "bundle-malformed"),
            (text(content: envelope + #","extra":1"#), "bundle-malformed"),
            (text(content: #""dsseEnvelope":{"payload":"","payloadType":"t","signatures":[]}"#), "envelope-unsigned"),
            (
                text(
                    content: #""dsseEnvelope":{"payload":"","payloadType":"t","signatures":[{"sig":""},{"sig":""}]}"#),
                "bundle-signature-count"
            ),
            (
                #"{"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json","verificationMaterial":{\#(key)}}"#,
                "bundle-content"
            ),
            (text() + "\n{}", "json-syntax"),
        ])
    func refusals(text: String, code: String) {
        #expect(refusalCode { try bundle(text) } == code)
    }

    @Test("a message signature is read with the digest it claims")
    func messageSignature() throws {
        let digest = Digest.of([7])
        for algorithm in ["\"SHA2_256\"", "1"] {
            let content = #"""
                "messageSignature":{"signature":"AA==",
                "messageDigest":{"algorithm":\#(algorithm),"digest":"\#(Base64.encode(digest.bytes))"}}
                """#
            #expect(
                try bundle(Self.text(content: content)).content
                    == .message(MessageSignature(digest: digest, signature: [0])))
        }
        for bad in [#""algorithm":"SHA2_512""#, #""algorithm":"SHA1""#, #""algorithm":1.0"#, #""algorithm":9"#] {
            let content = #"""
                "messageSignature":{"signature":"AA==","messageDigest":{\#(bad),"digest":"\#(Base64.encode(digest.bytes))"}}
                """#
            #expect(refusalCode { try bundle(Self.text(content: content)) } == "bundle-malformed")
        }
    }

    @Test("what is written is read back, without key ids")
    func writing() throws {
        let key = try PrivateKey.generate(.p256)
        let envelope = try Envelope.sign(payloadType: "t", payload: [1, 2], keys: [key])
        let hint = SigstoreBundle.keyHint(for: key.publicKey)
        let written = try SigstoreBundle(envelope: envelope, keyHint: hint)
        let read = try SigstoreBundle(written.json.canonicalBytes())
        #expect(read == written && read.keyHint == hint)
        guard case .envelope(let carried) = read.content else {
            Issue.record("the bundle carries no envelope")
            return
        }
        #expect(carried.signatures.map(\.keyID) == [nil])
        #expect(carried.preAuthenticationEncoding == envelope.preAuthenticationEncoding)
        let anonymous = try SigstoreBundle(envelope: envelope, keyHint: nil)
        #expect(try SigstoreBundle(anonymous.json.canonicalBytes()) == anonymous)
        let two = try Envelope.sign(payloadType: "t", payload: [], keys: [key, key])
        #expect(refusalCode { try SigstoreBundle(envelope: two, keyHint: nil) } == "bundle-signature-count")
    }
}
