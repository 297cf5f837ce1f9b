import Trust

/// Tokens of every shape. None is signed: times are read before anybody asks who signed.
enum TokenSpecimen {
    static func token(_ claims: String, header: String = "{\"alg\": \"ES256\"}") -> [UInt8] {
        Array("\(part(header)).\(part(claims)).\(part("signature"))".utf8)
    }

    static let unreadable = [
        "", "not a token", "a.b", part("{\"alg\": \"x\"}") + "." + part("{}"), "a.b.c.d.e",
        "\(part("{}")).\(part("{}")).AAAA", "\(part("{\"alg\": \"x\"}")).\(part("[1, 2, 3, 4]")).AAAA",
        "\(part("{\"alg\": \"x\"}")).\(part("{\"secret\": \"hunter2\"")).AAAA",
        "\(part("{\"alg\": \"x\"}")).\(part("{\"exp\": 1, \"exp\": 2}")).AAAA",
        " \(part("{\"alg\": \"x\"}")).\(part("{}")).AAAA", "\(part("{\"alg\": \"x\"}")).\(part("{}"))=.AAAA",
        "\(part("{\"alg\": \"x\"}")).\(part("{}")).AAAA\n\n",
    ]

    private static func part(_ text: String) -> String { Base64.encodeURL(Array(text.utf8)) }
}
