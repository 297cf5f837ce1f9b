import AirworthyTesting
import Testing
import Trust

@Suite("Envelope")
struct EnvelopeTests {
    @Test("lengths in the encoding that is signed count bytes")
    func encoding() {
        let envelope = Envelope(payloadType: "é", payload: Array("ಠ".utf8), signatures: [])
        #expect(envelope.preAuthenticationEncoding == Array("DSSEv1 2 é 3 ಠ".utf8))
    }

    @Test("both base 64 alphabets are read, unknown members ignored, and an empty key id is none")
    func lenience() throws {
        let text = #"""
            {"payload":"-_8","payloadType":"t","signatures":[
              {"sig":"+/8=","keyid":""},{"sig":"-_8=","keyid":null,"cert":"x"},{"sig":"-_8","keyid":"k"}],"extra":1}
            """#
        let envelope = try Envelope(Array(text.utf8))
        #expect(envelope.payload == [0xFB, 0xFF])
        #expect(envelope.signatures.map(\.bytes) == [[0xFB, 0xFF], [0xFB, 0xFF], [0xFB, 0xFF]])
        #expect(envelope.signatures.map(\.keyID) == [nil, nil, "k"])
    }

    @Test(
        "an envelope that could be read two ways, or says nothing, is refused",
        arguments: [
            ("[]", "envelope-malformed"),
            ("{}", "envelope-malformed"),
            (#"{"payload":"","payloadType":"t"}"#, "envelope-malformed"),
            (#"{"payload":"","payloadType":"t","signatures":[]}"#, "envelope-unsigned"),
            (#"{"payload":"","payloadType":"t","signatures":{}}"#, "envelope-malformed"),
            (#"{"payload":"","payloadType":"t","signatures":[1]}"#, "envelope-malformed"),
            (#"{"payload":"","payloadType":"t","signatures":[{"keyid":"k"}]}"#, "envelope-malformed"),
            (#"{"payload":"","payloadType":"t","signatures":[{"sig":"","keyid":1}]}"#, "envelope-malformed"),
            (#"{"payload":"","payloadType":"t","signatures":[{"sig":"A"}]}"#, "envelope-malformed"),
            (#"{"payload":" ","payloadType":"t","signatures":[{"sig":""}]}"#, "envelope-malformed"),
            (#"{"payload":"","payloadType":1,"signatures":[{"sig":""}]}"#, "envelope-malformed"),
            (#"{"payload":"","PayloadType":"t","payloadType":"t","signatures":[{"sig":""}]}"#, "envelope-malformed"),
            (#"{"payload":"","payload":"","payloadType":"t","signatures":[{"sig":""}]}"#, "json-duplicate-key"),
            (#"{"payload":"","payloadType":"t","signatures":[{"sig":""}]} "x""#, "json-syntax"),
        ])
    func refusals(text: String, code: String) {
        #expect(refusalCode { try Envelope(Array(text.utf8)) } == code)
    }

    @Test("more signatures than are looked at are refused")
    func tooMany() {
        let signatures = Array(repeating: #"{"sig":""}"#, count: 101).joined(separator: ",")
        let text = #"{"payload":"","payloadType":"t","signatures":[\#(signatures)]}"#
        #expect(refusalCode { try Envelope(Array(text.utf8)) } == "envelope-too-many-signatures")
    }

    @Test("nothing is signed by nobody")
    func signing() throws {
        #expect(refusalCode { try Envelope.sign(payloadType: "t", payload: [], keys: []) } == "envelope-unsigned")
        let key = try PrivateKey.generate(.p256)
        let envelope = try Envelope.sign(payloadType: "t", payload: [1], keys: [key])
        #expect(envelope.signatures.map(\.keyID) == [key.publicKey.id.hex])
        #expect(key.publicKey.verifies(envelope.signatures[0].bytes, over: envelope.preAuthenticationEncoding))
    }
}
