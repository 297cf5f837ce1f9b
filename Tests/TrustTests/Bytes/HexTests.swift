import Testing
import Trust

@Suite("Hex")
struct HexTests {
    @Test("every byte has one spelling, and comes back from it")
    func roundTrip() {
        let bytes = (0...255).map { UInt8($0) }
        let text = Hex.encode(bytes)
        #expect(text.utf8.count == 512)
        #expect(text.hasPrefix("000102") && text.hasSuffix("fdfeff"))
        #expect(Hex.decode(text) == bytes)
        #expect(Hex.decode("x\(text)".dropFirst()) == bytes)
        #expect(Hex.encode([]).isEmpty)
        #expect(Hex.decode("") == [])
    }

    @Test("whatever is no lower-case digit is refused, in both places")
    func strictness() {
        for scalar in (0...0x17F).compactMap({ Unicode.Scalar($0) })
        where !"0123456789abcdef".unicodeScalars.contains(scalar) {
            #expect(Hex.decode("\(scalar)0") == nil)
            #expect(Hex.decode("0\(scalar)") == nil)
            #expect(Hex.decode("00\(scalar)\(scalar)00") == nil)
        }
        #expect(Hex.decode("0") == nil)
        #expect(Hex.decode("000") == nil)
    }
}
