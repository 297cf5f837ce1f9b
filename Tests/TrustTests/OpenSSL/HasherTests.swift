import Testing
import Trust

@Suite("Hasher")
struct HasherTests {
    // FIPS 180-4 example values, from NIST's CSRC examples with intermediate values.
    @Test(
        "the published digests of nothing and of abc come out",
        arguments: [
            ("", DigestAlgorithm.sha256, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", .sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                "abc", .sha384,
                "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7"
            ),
            (
                "abc", .sha512,
                "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                    + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"
            ),
        ])
    func knownAnswers(text: String, algorithm: DigestAlgorithm, hex: String) {
        #expect(Digest.of(Array(text.utf8), algorithm).hex == hex)
    }

    @Test("pieces, slices and the whole give one digest")
    func pieces() {
        let bytes = (0..<10_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        var hasher = Trust.Hasher(.sha256)
        for start in stride(from: 0, to: bytes.count, by: 777) {
            hasher.update(bytes[start..<min(start + 777, bytes.count)])
        }
        let whole = Digest.of(bytes)
        #expect(hasher.finish() == whole)
        #expect(Digest.of(bytes[...]) == whole)
        #expect(Digest.of(bytes[5...]) == Digest.of(Array(bytes[5...])))
    }
}
