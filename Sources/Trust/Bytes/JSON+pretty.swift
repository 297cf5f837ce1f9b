extension JSON {
    /// For people and goldens: two spaces, members in canonical order, integers exact, a line feed at the end.
    public func prettyText() -> String {
        var bytes: [UInt8] = []
        writePretty(to: &bytes, indent: 0)
        bytes.append(0x0A)
        return String(decoding: bytes, as: UTF8.self)
    }

    private func writePretty(to bytes: inout [UInt8], indent: Int) {
        switch self {
        case .integer(let value): bytes.append(contentsOf: String(value).utf8)
        case .array(let elements) where !elements.isEmpty:
            bytes.append(UInt8(ascii: "["))
            for (place, element) in elements.enumerated() {
                Self.startLine(&bytes, isFirst: place == 0, indent: indent + 1)
                element.writePretty(to: &bytes, indent: indent + 1)
            }
            Self.startLine(&bytes, isFirst: true, indent: indent)
            bytes.append(UInt8(ascii: "]"))
        case .object(let members) where !members.isEmpty:
            bytes.append(UInt8(ascii: "{"))
            for (place, member) in Self.sorted(members).enumerated() {
                Self.startLine(&bytes, isFirst: place == 0, indent: indent + 1)
                Self.writeString(member.key, to: &bytes)
                bytes.append(contentsOf: ": ".utf8)
                member.value.writePretty(to: &bytes, indent: indent + 1)
            }
            Self.startLine(&bytes, isFirst: true, indent: indent)
            bytes.append(UInt8(ascii: "}"))
        case .canonical(let written): written.json.writePretty(to: &bytes, indent: indent)
        default: bytes.append(contentsOf: canonicalBytes())
        }
    }

    private static func startLine(_ bytes: inout [UInt8], isFirst: Bool, indent: Int) {
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        bytes.append(0x0A)
        bytes.append(contentsOf: repeatElement(0x20, count: indent * 2))
    }
}
