import Testing

@testable import Trust

@Suite("DERReader")
struct DERReaderTests {
    @Test("a value is its tag, its content and its whole encoding")
    func reading() throws {
        var reader = DERReader([0x30, 0x03, 0x02, 0x01, 0x05, 0x04, 0x00])
        let sequence = try reader.next(DERValue.sequence)
        #expect(Array(sequence.encoding) == [0x30, 0x03, 0x02, 0x01, 0x05])
        var inner = sequence.reader
        #expect(try inner.next(DERValue.integer).smallInteger == 5)
        try inner.end()
        #expect(try reader.optional(DERValue.integer) == nil)
        #expect(try reader.next(DERValue.octets).content.isEmpty)
        #expect(reader.isAtEnd)
    }

    @Test(
        "lengths of every size are written the shortest way and read back", arguments: [0, 127, 128, 255, 256, 65_536])
    func lengths(count: Int) throws {
        let content = [UInt8](repeating: 7, count: count)
        let encoded = DEREncoding.value(DERValue.octets, content)
        #expect(try DERReader.only(DERValue.octets, in: encoded[...]).content.elementsEqual(content))
    }

    @Test(
        "what BER allows and DER does not is refused",
        arguments: [
            [0x04], [0x04, 0x01], [0x04, 0x80, 0x00, 0x00], [0x04, 0x81, 0x01, 0x00], [0x04, 0x82, 0x00, 0x80],
            [0x1f, 0x01, 0x00], [0x04, 0x85, 1, 1, 1, 1, 1], [0x04, 0x01, 0x00, 0x00],
            [0x04, 0x84, 0xff, 0xff, 0xff, 0xff],
        ] as [[UInt8]])
    func refusals(bytes: [UInt8]) {
        #expect(throws: DERFault.self) { try DERReader.only(DERValue.octets, in: bytes[...]) }
    }

    @Test("small integers have one spelling, and negative ones are none")
    func integers() throws {
        let value = { (bytes: [UInt8]) in
            try DERReader.only(DERValue.integer, in: DEREncoding.value(DERValue.integer, bytes)[...]).smallInteger
        }
        #expect(try value([0]) == 0)
        #expect(try value([0x00, 0x80]) == 128)
        #expect(try value([0x00, 0x7f]) == nil)
        #expect(try value([0xff]) == nil)
        #expect(try value([]) == nil)
    }

    @Test("object identifiers are dotted and back")
    func identifiers() {
        for dotted in ["1.3.6.1.4.1.57264.1.8", "2.5.29.17", "1.2.840.113549.1.9.16.2.47"] {
            #expect(OID(dotted).description == dotted)
        }
        #expect(OID("2.5.29.17").content == [0x55, 0x1d, 0x11])
    }

    @Test(
        "a generalized time is UTC to the second or finer, in one spelling",
        arguments: [
            ("20260115120000Z", "2026-01-15T12:00:00Z"), ("20260115120000.25Z", "2026-01-15T12:00:00.25Z"),
            ("20260115120000.250Z", nil), ("20260115120000.Z", nil), ("202601151200Z", nil),
            ("20260115120000+0100", nil), ("20261315120000Z", nil), ("20260115120000", nil),
        ] as [(String, String?)])
    func times(text: String, expected: String?) {
        #expect(GeneralizedTime.instant(Array(text.utf8)[...])?.rfc3339 == expected)
    }
}
