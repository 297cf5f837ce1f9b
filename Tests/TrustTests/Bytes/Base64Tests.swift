import AirworthyTesting
import Foundation
import Testing
import Trust

@Suite("Base64")
struct Base64Tests {
    @Test(
        "the vectors of RFC 4648 §10",
        arguments: [
            ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ])
    func vectors(plain: String, encoded: String) {
        #expect(Base64.encode(Array(plain.utf8)) == encoded)
        #expect(Base64.decode(encoded) == Array(plain.utf8))
        #expect(Base64.encodeURL(Array(plain.utf8)) == encoded.filter { $0 != "=" })
        #expect(Base64.decode(encoded, .url) == Array(plain.utf8))
        #expect(Base64.decode(encoded.filter { $0 != "=" }, .either) == Array(plain.utf8))
    }

    @Test(
        "a second spelling of the same bytes is refused",
        arguments: [
            "Zg", "Zg=", "Zg===", "Zh==", "Zm9=", "Zm 9v", "Zm9v\n", "=", "====", "A===", "Zm9vY", "Z=g=", "é===",
            "_-__",
        ])
    func strictness(text: String) {
        #expect(Base64.decode(text) == nil)
    }

    @Test("the alphabets are kept apart")
    func alphabets() {
        let bytes: [UInt8] = [0xFB, 0xFF, 0xFE]
        #expect(Base64.decode("+//+") == bytes)
        #expect(Base64.decode("+//+", .url) == nil)
        #expect(Base64.decode("-__-", .url) == bytes)
        #expect(Base64.decode("-__-", .either) == bytes)
        #expect(Base64.decode("+//+", .either) == bytes)
        #expect(Base64.decode("-__+", .either) == nil)
        #expect(Base64.decode("Zh", .url) == nil)
    }

    @Test("every length comes back as it was")
    func roundTrip() {
        for count in 0..<70 {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 151 &+ 7) }
            #expect(Base64.decode(Base64.encode(bytes)) == bytes)
            #expect(Base64.decode(Base64.encodeURL(bytes), .url) == bytes)
        }
    }

    @Test("what is no digit is refused wherever it stands")
    func strangers() {
        let text = Base64.encode((0..<11).map { UInt8($0 * 23) })
        let digits = Array(text.utf8)
        for place in digits.indices.dropLast() {
            for stranger in "-_.= \n\0é".utf8 {
                var spoilt = digits
                spoilt[place] = stranger
                #expect(Base64.decode(String(decoding: spoilt, as: UTF8.self)) == nil)
            }
        }
    }

    @Test("Foundation writes the same, and reads it back")
    func agreement() {
        var generator = SeededGenerator()
        let seed = generator
        for _ in 0..<300 {
            let count = Int.random(in: 0..<400, using: &generator)
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
            let text = Base64.encode(bytes)
            #expect(text == Data(bytes).base64EncodedString(), "\(seed)")
            #expect(Base64.decode(text) == bytes, "\(seed)")
            #expect(Base64.decode(Base64.encodeURL(bytes), .either) == bytes, "\(seed)")
        }
    }
}
