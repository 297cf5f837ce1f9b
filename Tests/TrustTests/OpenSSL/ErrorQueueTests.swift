import Testing

@testable import Trust

@Suite("ErrorQueue")
struct ErrorQueueTests {
    @Test("what OpenSSL said goes into the notes, once, and not into the next refusal")
    func notes() throws {
        let key = try PrivateKey.generate(.p256).publicKey
        let first = #expect(throws: Diagnostic.self) { try PublicKey(spki: [0x30, 0x03, 0x02, 0x01, 0x01]) }
        #expect(first?.notes.isEmpty == false)
        #expect(first?.notes.allSatisfy { $0.hasPrefix("OpenSSL: ") } == true)
        #expect(ErrorQueue.drain().isEmpty)
        #expect(!key.verifies([0x30, 0x06, 0x02, 0x01, 0x01, 0x02, 0x01, 0x01], over: []))
        #expect(ErrorQueue.drain().isEmpty)
    }
}
