/// Reads RFC 8259 into a tape, stricter than the RFC where two readers could disagree: names are unique, text is
/// valid Unicode, numbers are finite, nothing follows the value.
///
/// Works on a raw pointer because bounds-checked access halves the speed; every access is preceded by an explicit
/// comparison with `count`. It does not recurse, so depth is a number and not a stack overflow.
struct JSONParser {
    private struct Frame {
        let entry: Int
        let isObject: Bool
    }

    let base: UnsafePointer<UInt8>
    let count: Int
    let limits: JSONLimits
    private(set) var entries: [JSONEntry] = []
    private var names = JSONNameLedger()
    private var frames: [Frame] = []
    var offset = 0

    static func parse(_ bytes: [UInt8], limits: JSONLimits) throws(JSONFault) -> [JSONEntry] {
        guard bytes.count <= limits.bytes else {
            throw JSONFault(
                "json-too-large", "the document has \(bytes.count) bytes, more than the \(limits.bytes) allowed", at: 0)
        }
        let result = bytes.withUnsafeBufferPointer { buffer -> Result<[JSONEntry], JSONFault> in
            guard let base = buffer.baseAddress, !buffer.isEmpty else {
                return .failure(.syntax("the document is empty", at: 0))
            }
            var parser = JSONParser(base: base, count: buffer.count, limits: limits)
            do throws(JSONFault) {
                try parser.parseDocument()
            } catch {
                return .failure(error)
            }
            return .success(parser.entries)
        }
        return try result.get()
    }

    private init(base: UnsafePointer<UInt8>, count: Int, limits: JSONLimits) {
        self.base = base
        self.count = count
        self.limits = limits
        entries.reserveCapacity(min(count / 16 + 16, limits.nodes))
    }

    private mutating func parseDocument() throws(JSONFault) {
        if count >= 3, base[0] == 0xEF, base[1] == 0xBB, base[2] == 0xBF {
            throw .encoding("the document starts with a byte order mark", at: 0)
        }
        skipWhitespace()
        try parseValue()
        while let frame = frames.last {
            if frame.isObject { try continueObject(frame) } else { try continueArray(frame) }
        }
        skipWhitespace()
        guard offset == count else { throw .syntax("\(found()) after the end of the document", at: offset) }
    }

    /// A scalar whole, or the opening of a container.
    private mutating func parseValue() throws(JSONFault) {
        guard offset < count else { throw .syntax("the document ends where a value is expected", at: offset) }
        switch base[offset] {
        case UInt8(ascii: "\""):
            try append(try scanString())
        case UInt8(ascii: "{"):
            try open(isObject: true)
        case UInt8(ascii: "["):
            try open(isObject: false)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            let start = offset
            try scanNumber()
            try append(JSONEntry(.number, start: start, end: offset, next: entries.count + 1))
        case UInt8(ascii: "t"):
            try parseWord("true", .true)
        case UInt8(ascii: "f"):
            try parseWord("false", .false)
        case UInt8(ascii: "n"):
            try parseWord("null", .null)
        default:
            throw .syntax("\(found()) where a value is expected", at: offset)
        }
    }

    private mutating func parseWord(_ word: StaticString, _ kind: JSONEntry.Kind) throws(JSONFault) {
        let start = offset
        for index in 0..<word.utf8CodeUnitCount {
            guard offset < count, base[offset] == word.utf8Start[index] else {
                throw .syntax("\(found()) where `\(word)` is expected", at: offset)
            }
            offset += 1
        }
        try append(JSONEntry(kind, start: start, end: offset, next: entries.count + 1))
    }

    private mutating func append(_ entry: JSONEntry) throws(JSONFault) {
        guard entries.count < limits.nodes else {
            throw JSONFault("json-too-large", "the document has more than \(limits.nodes) values", at: offset)
        }
        entries.append(entry)
    }

    // MARK: containers

    private mutating func open(isObject: Bool) throws(JSONFault) {
        guard frames.count < limits.depth else {
            throw JSONFault("json-too-deep", "more than \(limits.depth) containers inside one another", at: offset)
        }
        let entry = entries.count
        try append(JSONEntry(isObject ? .object : .array, start: offset, end: offset, next: entry + 1))
        offset += 1
        frames.append(Frame(entry: entry, isObject: isObject))
        if isObject { names.openObject() }
        skipWhitespace()
        let closing = isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")
        if offset < count, base[offset] == closing {
            try close()
        } else if isObject {
            try parseMember()
        } else {
            try parseValue()
        }
    }

    private mutating func close() throws(JSONFault) {
        guard let frame = frames.popLast() else { preconditionFailure("a container closed that was never opened") }
        offset += 1
        entries[frame.entry].close(end: offset, next: entries.count)
        if frame.isObject { try names.closeObject(entries: entries, base: base) }
    }

    private mutating func parseMember() throws(JSONFault) {
        guard offset < count, base[offset] == UInt8(ascii: "\"") else {
            throw .syntax("\(found()) where a member name is expected", at: offset)
        }
        let name = try scanString()
        try append(name)
        try names.add(entries.count - 1, entries: entries, base: base)
        skipWhitespace()
        guard offset < count, base[offset] == UInt8(ascii: ":") else {
            throw .syntax("\(found()) where `:` is expected", at: offset)
        }
        offset += 1
        skipWhitespace()
        try parseValue()
    }

    private mutating func continueObject(_ frame: Frame) throws(JSONFault) {
        skipWhitespace()
        guard offset < count else { throw unclosed(frame) }
        switch base[offset] {
        case UInt8(ascii: ","):
            offset += 1
            skipWhitespace()
            try parseMember()
        case UInt8(ascii: "}"):
            try close()
        default:
            throw .syntax("\(found()) where `,` or `}` is expected", at: offset)
        }
    }

    private mutating func continueArray(_ frame: Frame) throws(JSONFault) {
        skipWhitespace()
        guard offset < count else { throw unclosed(frame) }
        switch base[offset] {
        case UInt8(ascii: ","):
            offset += 1
            skipWhitespace()
            try parseValue()
        case UInt8(ascii: "]"):
            try close()
        default:
            throw .syntax("\(found()) where `,` or `]` is expected", at: offset)
        }
    }

    private func unclosed(_ frame: Frame) -> JSONFault {
        .syntax("this \(frame.isObject ? "object" : "array") is not closed", at: Int(entries[frame.entry].start))
    }

    // MARK: between tokens

    /// RFC 8259 §2: space, tab, line feed, carriage return and nothing else.
    private mutating func skipWhitespace() {
        while offset < count {
            switch base[offset] {
            case 0x20, 0x0A, 0x0D, 0x09: offset += 1
            default: return
            }
        }
    }

    /// What stands at the offset, for a message; never raw control characters.
    func found() -> String {
        guard offset < count else { return "the document ends" }
        let byte = base[offset]
        switch byte {
        case 0x21...0x7E: return "`\(Character(Unicode.Scalar(byte)))`"
        case 0x20: return "a space"
        default: return "byte 0x\(Hex.encode(CollectionOfOne(byte)))"
        }
    }
}
