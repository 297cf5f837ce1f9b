/// The textual form (RFC 9580, section 6): base 64 between two lines, with headers and perhaps a checksum.
enum OpenPGPArmor {
    private static let opening = Array("-----BEGIN PGP ".utf8)

    /// What each public key block holds; a file that is no text is one block by itself.
    static func blocks(in bytes: [UInt8]) throws(Diagnostic) -> [[UInt8]] {
        // The highest bit of a packet's first byte is set, of text's it is not.
        guard let first = bytes.first else { throw OpenPGPFault.unreadable.diagnostic("the file is empty") }
        if first & 0x80 != 0 { return [bytes] }
        var blocks: [[UInt8]] = []
        var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(trimmed)[...]
        while let line = lines.popFirst() {
            guard line.starts(with: opening) else { continue }
            let label = String(decoding: line.dropFirst(5), as: UTF8.self)
            guard label == "BEGIN PGP PUBLIC KEY BLOCK-----" else {
                let fault = label.hasPrefix("BEGIN PGP PRIVATE") ? OpenPGPFault.secret : .unreadable
                throw fault.diagnostic("a block that is not a public key")
            }
            blocks.append(try block(&lines))
        }
        guard !blocks.isEmpty else { throw OpenPGPFault.unreadable.diagnostic("neither a key nor a block with one") }
        return blocks
    }

    private static func block(_ lines: inout ArraySlice<ArraySlice<UInt8>>) throws(Diagnostic) -> [UInt8] {
        // Headers end at an empty line; base 64 has no colon.
        while let line = lines.first, line.isEmpty || line.contains(UInt8(ascii: ":")) { lines.removeFirst() }
        var digits: [UInt8] = []
        var checksum: [UInt8]?
        while let line = lines.popFirst() {
            if line.elementsEqual("-----END PGP PUBLIC KEY BLOCK-----".utf8) {
                guard let content = Base64.decode(String(decoding: digits, as: UTF8.self)), !content.isEmpty else {
                    throw OpenPGPFault.unreadable.diagnostic("a block that is not base 64")
                }
                // Optional since RFC 9580, section 6.1, and never more than a guard against a bad copy.
                guard checksum.map({ $0 == self.checksum(of: content) }) ?? true else {
                    throw OpenPGPFault.unreadable.diagnostic("a block whose checksum is not that of its content")
                }
                return content
            }
            if line.first == UInt8(ascii: "="), line.count == 5 {
                checksum = Base64.decode(String(decoding: line.dropFirst(), as: UTF8.self))
                guard checksum != nil else {
                    throw OpenPGPFault.unreadable.diagnostic("a checksum that is not base 64")
                }
            } else {
                digits += line
            }
        }
        throw OpenPGPFault.unreadable.diagnostic("a block without an end")
    }

    /// CRC-24 (RFC 9580, section 6.1.1), big-endian.
    private static func checksum(of bytes: [UInt8]) -> [UInt8] {
        var value: UInt32 = 0xb7_04ce
        for byte in bytes {
            value ^= UInt32(byte) << 16
            for _ in 0..<8 {
                value <<= 1
                if value & 0x100_0000 != 0 { value ^= 0x186_4cfb }
            }
        }
        return [UInt8(value >> 16 & 0xff), UInt8(value >> 8 & 0xff), UInt8(value & 0xff)]
    }

    private static func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var line = line
        while let last = line.last, [0x20, 0x09, 0x0d].contains(last) { line.removeLast() }
        return line
    }
}
