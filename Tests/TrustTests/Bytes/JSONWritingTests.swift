import Testing
import Trust

@Suite("writing JSON")
struct JSONWritingTests {
    /// RFC 8785 appendix B: IEEE 754 bits and their one spelling.
    @Test(
        "numbers are written as ECMAScript writes them",
        arguments: [
            (0x0000_0000_0000_0000, "0"), (0x8000_0000_0000_0000, "0"), (0x0000_0000_0000_0001, "5e-324"),
            (0x8000_0000_0000_0001, "-5e-324"), (0x7FEF_FFFF_FFFF_FFFF, "1.7976931348623157e+308"),
            (0xFFEF_FFFF_FFFF_FFFF, "-1.7976931348623157e+308"), (0x4340_0000_0000_0000, "9007199254740992"),
            (0xC340_0000_0000_0000, "-9007199254740992"), (0x4430_0000_0000_0000, "295147905179352830000"),
            (0x44B5_2D02_C7E1_4AF5, "9.999999999999997e+22"), (0x44B5_2D02_C7E1_4AF6, "1e+23"),
            (0x44B5_2D02_C7E1_4AF7, "1.0000000000000001e+23"), (0x444B_1AE4_D6E2_EF4E, "999999999999999700000"),
            (0x444B_1AE4_D6E2_EF4F, "999999999999999900000"), (0x444B_1AE4_D6E2_EF50, "1e+21"),
            (0x3EB0_C6F7_A0B5_ED8C, "9.999999999999997e-7"), (0x3EB0_C6F7_A0B5_ED8D, "0.000001"),
            (0x41B3_DE43_5555_5553, "333333333.3333332"), (0x41B3_DE43_5555_5554, "333333333.33333325"),
            (0x41B3_DE43_5555_5555, "333333333.3333333"), (0x41B3_DE43_5555_5556, "333333333.3333334"),
            (0x41B3_DE43_5555_5557, "333333333.33333343"), (0xBECB_F647_612F_3696, "-0.0000033333333333333333"),
            (0x4314_3FF3_C1CB_0959, "1424953923781206.2"),
        ] as [(UInt64, String)])
    func numbers(bits: UInt64, text: String) {
        #expect(JSON.number(Double(bitPattern: bits)).canonicalBytes() == Array(text.utf8))
    }

    @Test("a number that is not finite is never written as one")
    func notFinite() {
        #expect(JSON.array([.number(.nan), .number(.infinity)]).canonicalBytes() == Array("[null,null]".utf8))
    }

    @Test("members are sorted by UTF-16 code units")
    func memberOrder() {
        let value: JSON = ["\u{FB33}": 1, "\u{1F600}": 2, "b": 3, "a": 4, "": 5, "aa": 6]
        let expected = "{\"\":5,\"a\":4,\"aa\":6,\"b\":3,\"\u{1F600}\":2,\"\u{FB33}\":1}"
        #expect(value.canonicalBytes() == Array(expected.utf8))
    }

    @Test("only what must be escaped is")
    func strings() {
        let value = JSON.string("\"\\/\u{8}\u{9}\n\u{C}\r\u{1F}\u{7F}é")
        #expect(value.canonicalBytes() == Array("\"\\\"\\\\/\\b\\t\\n\\f\\r\\u001f\u{7F}é\"".utf8))
    }

    @Test("the pretty form has two spaces, sorted members, exact integers and a final line feed")
    func pretty() {
        let value: JSON = ["b": [1, []], "a": [:], "c": .integer(.max)]
        let expected = """
            {
              "a": {},
              "b": [
                1,
                []
              ],
              "c": 9223372036854775807
            }

            """
        #expect(value.prettyText() == expected)
    }
}
