/// Texts in texts, byte by byte: a search by `Character` would not find an `e` before a combining accent, and a search
/// by canonical equivalence would find what is not there.
enum ByteSearch {
    static func occurs(_ part: [UInt8], in bytes: [UInt8]) -> Bool {
        guard let first = part.first, part.count <= bytes.count else { return false }
        var start = 0
        while let found = bytes[start...].firstIndex(of: first), found + part.count <= bytes.count {
            if bytes[found..<(found + part.count)].elementsEqual(part) { return true }
            start = found + 1
        }
        return false
    }
}
