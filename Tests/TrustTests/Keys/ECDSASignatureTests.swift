import AirworthyTesting
import Testing

@testable import Trust

@Suite("ECDSASignature")
struct ECDSASignatureTests {
    @Test("raw and DER are two spellings of one pair of integers", arguments: Curve.allCases)
    func roundTrip(curve: Curve) throws {
        var generator = SeededGenerator()
        let size = curve.byteCount
        for round in 0..<200 {
            // Small numbers too: leading zero bytes and set high bits are where encoders go wrong.
            let zeros = (round % 5) * (size / 4)
            let raw = (0..<2 * size).map { $0 % size < zeros ? 0 : UInt8.random(in: 0...255, using: &generator) }
            let pair = try #require(ECDSASignature(raw: raw, on: curve))
            #expect(pair.raw == raw, "\(generator)")
            #expect(ECDSASignature(der: pair.der, on: curve) == pair, "\(generator)")
        }
    }

    @Test(
        "any other spelling is refused",
        arguments: [
            "", "30", "3000", "3006020101", "300602010102010100", "310602010102010101", "3006020101020101ff",
            "30060201010201",  // short
            "3081060201010201 01".filter { $0 != " " },  // a long length where a short one does
            "308006020101020101", "30820006020101020101",  // indefinite, two bytes
            "300702020001020101", "3007020101020200 7f".filter { $0 != " " },  // padded integers
            "3006020181020101", "3006020101020181",  // negative
            "30050200020101", "3005020101 0200".filter { $0 != " " },  // empty integers
            "3009020101020101020101", "3003020101",  // three and one
            "3026022201" + String(repeating: "00", count: 33) + "020101",  // wider than the curve
        ])
    func refused(hex: String) throws {
        #expect(ECDSASignature(der: try #require(Hex.decode(hex)), on: .p256) == nil)
    }

    @Test("raw bytes of another length are refused", arguments: [0, 63, 65, 96])
    func length(count: Int) {
        #expect(ECDSASignature(raw: [UInt8](repeating: 1, count: count), on: .p256) == nil)
    }

    @Test("nought in either place is no signature")
    func zero() throws {
        let key = try PrivateKey.generate(.p256).publicKey
        let one = [UInt8](repeating: 0, count: 31) + [1]
        let nought = [UInt8](repeating: 0, count: 32)
        for raw in [nought + nought, nought + one, one + nought] {
            #expect(!key.verifies(raw, over: []))
        }
    }
}
