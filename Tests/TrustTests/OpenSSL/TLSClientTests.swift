import AirworthyTesting
import Testing
import Trust

@Suite("A TLS handshake spoken in memory")
struct TLSClientTests {
    @Test("it speaks first, and names the server")
    func hello() throws {
        let client = try TLSClient(serverName: "shop.example")
        let (output, state) = try client.advance(with: [])
        #expect(state == .waiting)
        // A handshake record (RFC 8446, section 5.1) with the name in clear text.
        #expect(output.first == 22)
        #expect(String(decoding: output, as: UTF8.self).contains("shop.example"))
        #expect(client.certificates.isEmpty)
    }

    @Test("what is no TLS fails, an alert is told apart, and nobody is listened to for ever")
    func failures() throws {
        #expect(refusalCode { try Self.answer(Array("HTTP/1.1 400 Bad Request\r\n\r\n".utf8)) } == "tls-failed")
        // A fatal alert: handshake_failure.
        #expect(refusalCode { try Self.answer([21, 3, 3, 0, 2, 2, 40]) } == "tls-refused")
        #expect(refusalCode { try Self.answer([22, 3, 3, 0, 4, 2, 0, 0, 0]) } == "tls-failed")
        #expect(refusalCode { try Self.answer([UInt8](repeating: 22, count: 300 << 10)) } == "tls-failed")
        let client = try TLSClient(serverName: nil)
        _ = try client.advance(with: [])
        // A handshake message of the greatest length, piece by piece.
        var code: String?
        var piece: [UInt8] = [22, 3, 3, 0x40, 0x00, 11, 0xff, 0xff, 0xff] + [UInt8](repeating: 0, count: 0x4000 - 4)
        for _ in 0..<100 where code == nil {
            code = refusalCode { try client.advance(with: piece) }
            piece = [22, 3, 3, 0x40, 0x00] + [UInt8](repeating: 0, count: 0x4000)
        }
        #expect(code == "tls-failed")
    }

    private static func answer(_ bytes: [UInt8]) throws -> TLSClient.State {
        let client = try TLSClient(serverName: "shop.example")
        _ = try client.advance(with: [])
        return try client.advance(with: bytes).state
    }
}
