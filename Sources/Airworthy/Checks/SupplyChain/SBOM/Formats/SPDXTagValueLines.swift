/// `Tag: value` lines of an SPDX 2 document, values of several lines between `<text>` and `</text>` (SPDX 2.3, annex D of
/// the file formats). Read one at a time from the document's bytes, nothing kept.
struct SPDXTagValueLines: Sequence, IteratorProtocol {
    struct Pair: Sendable, Hashable {
        let tag: String
        let value: String
        /// From 1.
        let line: Int
    }

    enum Line: Sendable, Hashable {
        case pair(Pair)
        case fault(line: Int, String)
    }

    private let bytes: [UInt8]
    private var offset = 0
    private var number = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func next() -> Line? {
        while offset < bytes.count {
            let line = takeLine()
            guard let first = line.first(where: { !Self.isBlank($0) }), first != UInt8(ascii: "#") else { continue }
            return pair(line, at: number)
        }
        return nil
    }

    private mutating func takeLine() -> ArraySlice<UInt8> {
        let end = bytes[offset...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
        let line = bytes[offset..<end]
        offset = end + 1
        number += 1
        return line.last == UInt8(ascii: "\r") ? line.dropLast() : line
    }

    private mutating func pair(_ line: ArraySlice<UInt8>, at number: Int) -> Line {
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else {
            return .fault(line: number, "is neither a tag with a value nor a comment")
        }
        let tag = Self.trimmed(line[..<colon])
        guard !tag.isEmpty, tag.allSatisfy(Self.isLetter) else { return .fault(line: number, "starts with no tag") }
        var value = Self.trimmed(line[(colon + 1)...])
        let open = Array("<text>".utf8)
        let close = Array("</text>".utf8)
        if value.starts(with: open) {
            value = value.dropFirst(open.count)
            while !value.suffix(close.count).elementsEqual(close) {
                guard offset < bytes.count else { return .fault(line: number, "opens a `<text>` that is not closed") }
                // One stretch of the document: from the opening to the end of this line.
                let start = value.startIndex
                _ = takeLine()
                value = Self.trimmed(bytes[start..<Swift.min(offset - 1, bytes.count)], leading: false)
            }
            value = value.dropLast(close.count)
        }
        guard let text = String(validating: value, as: UTF8.self) else { return .fault(line: number, "is not UTF-8") }
        guard text.unicodeScalars.allSatisfy({ $0.value >= 0x20 || $0 == "\t" || $0 == "\n" || $0 == "\r" }) else {
            return .fault(line: number, "has a control character")
        }
        return .pair(Pair(tag: String(decoding: tag, as: UTF8.self), value: text, line: number))
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>, leading: Bool = true) -> ArraySlice<UInt8> {
        var bytes = leading ? bytes.drop(while: isBlank) : bytes
        while let last = bytes.last, isBlank(last) { bytes = bytes.dropLast() }
        return bytes
    }
}
