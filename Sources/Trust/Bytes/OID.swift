/// An ASN.1 OBJECT IDENTIFIER, kept as the content bytes that are compared (X.690, 8.19).
struct OID: Hashable, Sendable {
    let content: [UInt8]

    init(content: some Sequence<UInt8>) {
        self.content = Array(content)
    }

    /// From dotted decimal whose first two arcs fit one byte. For constants of ours.
    init(_ dotted: String) {
        content = DEREncoding.identifier(dotted)
    }
}

extension OID: CustomStringConvertible {
    /// Dotted decimal; hex where an arc does not fit or does not end.
    var description: String {
        guard let first = content.first else { return "empty" }
        var arcs = first < 80 ? [Int(first / 40), Int(first % 40)] : [2, Int(first) - 80]
        var arc = 0
        for byte in content.dropFirst() {
            guard arc < 1 << 48 else { return Hex.encode(content) }
            arc = arc << 7 | Int(byte & 0x7f)
            if byte < 0x80 {
                arcs.append(arc)
                arc = 0
            }
        }
        return arcs.map(String.init).joined(separator: ".")
    }
}
