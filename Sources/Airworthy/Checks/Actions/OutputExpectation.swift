import Trust

/// What one stream of a program must hold for the run to count as a success.
struct OutputExpectation: Sendable, Hashable {
    /// Each occurs somewhere.
    let contains: [String]
    /// Each is a whole line.
    let lines: [String]
    /// The stream is exactly this; one final line break may follow.
    let equals: String?

    /// - Throws: `vacuous-expectation` for one that anything would meet.
    init(_ node: YAMLNode, stream: String) throws(InputError) {
        var fields = try FieldReader(node, as: "`\(stream)` of `expect`")
        contains = try Self.texts("contains", &fields)
        lines = try Self.texts("lines", &fields)
        equals = try fields.optionalString("equals")
        try fields.finish()
        guard !contains.isEmpty || !lines.isEmpty || equals != nil else {
            throw Self.vacuous("`\(stream)` of `expect` asks for nothing", at: fields.location)
        }
    }

    /// Whether a program that did nothing would fail to meet it. `equals: ""` is met by silence, so it proves nothing.
    var isProof: Bool { !contains.isEmpty || !lines.isEmpty || equals?.isEmpty == false }

    /// What is missing, in words; empty when the expectation is met.
    /// - Parameter isCut: `bytes` may be only the beginning: its last line may go on, and the whole is not known.
    func unmet(by bytes: [UInt8], isCut: Bool) -> [String] {
        var complaints = contains.filter { !Self.occurs($0, in: bytes) }.map { "does not contain `\(Excerpt.of($0))`" }
        if !lines.isEmpty {
            let all = bytes.split(separator: 10, omittingEmptySubsequences: false)
            let present = Set((isCut ? all.dropLast() : all[...]).map(Self.withoutReturn))
            complaints += lines.filter { !present.contains(Array($0.utf8)) }.map {
                "has no line `\(Excerpt.of($0))`"
            }
        }
        if let equals, isCut || !Self.same(bytes, equals) {
            complaints.append("is not exactly `\(Excerpt.of(equals))`")
        }
        return complaints
    }

    private static func texts(_ key: String, _ fields: inout FieldReader) throws(InputError) -> [String] {
        guard let texts = try fields.optionalStrings(key) else { return [] }
        guard !texts.isEmpty, texts.allSatisfy({ !$0.isEmpty }) else {
            throw vacuous("`\(key)` of \(fields.subject) holds nothing to look for", at: fields.place(of: key))
        }
        return texts
    }

    private static func vacuous(_ message: String, at location: Location) -> InputError {
        InputError("vacuous-expectation", message, at: location, remedy: "write text that only a success prints")
    }

    private static func withoutReturn(_ line: ArraySlice<UInt8>) -> [UInt8] {
        Array(line.last == 13 ? line.dropLast() : line)
    }

    private static func same(_ bytes: [UInt8], _ text: String) -> Bool {
        let wanted = Array(text.utf8)
        return bytes == wanted || bytes == wanted + [10]
    }

    private static func occurs(_ text: String, in bytes: [UInt8]) -> Bool {
        let part = Array(text.utf8)
        guard let first = part.first, part.count <= bytes.count else { return false }
        var start = 0
        while let found = bytes[start...].firstIndex(of: first), found + part.count <= bytes.count {
            if bytes[found..<(found + part.count)].elementsEqual(part) { return true }
            start = found + 1
        }
        return false
    }
}
