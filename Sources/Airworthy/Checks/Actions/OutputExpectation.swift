import Trust

/// What one stream of a program must hold for the run to count as a success.
struct OutputExpectation: Sendable, Hashable {
    /// Each occurs somewhere.
    let contains: [String]
    /// Each is a whole line.
    let lines: [String]
    /// The stream is exactly this; one final line break may follow.
    let equals: String?
    /// What the stream must be as a text without its final line break, as a number, and as a JSON document.
    let text: Matcher?
    let number: Matcher?
    let document: Matcher?

    /// What is wrong with a stream, in words.
    enum Complaint: Sendable, Hashable {
        /// It is otherwise.
        case mismatch(String)
        /// It cannot be held against what is expected: no JSON, no number, a value missing or of another type.
        case unreadable(String)

        var words: String {
            switch self {
            case .mismatch(let words), .unreadable(let words): words
            }
        }

        /// The same without a word of what was printed.
        var discreet: Complaint {
            switch self {
            case .mismatch: .mismatch("is not what is expected")
            case .unreadable: .unreadable("cannot be held against what is expected")
            }
        }
    }

    /// - Throws: `vacuous-expectation` for one that anything would meet.
    init(_ node: YAMLNode, stream: String) throws(InputError) {
        var fields = try FieldReader(node, as: "`\(stream)` of `expect`")
        contains = try Self.texts("contains", &fields)
        lines = try Self.texts("lines", &fields)
        equals = try fields.optionalString("equals")
        text = try MatcherLoader.member("text", of: &fields)
        number = try MatcherLoader.member("number", of: &fields)
        document = try MatcherLoader.member("jsonpath", of: &fields)
        try fields.finish()
        try fields.requireSaid("vacuous-expectation")
        guard !contains.isEmpty || !lines.isEmpty || equals != nil || text ?? number ?? document != nil else {
            throw Self.vacuous("`\(stream)` of `expect` asks for nothing", at: fields.location)
        }
    }

    /// Whether a program that did nothing would fail to meet it. `equals: ""` is met by silence, so it proves nothing.
    var isProof: Bool {
        !contains.isEmpty || !lines.isEmpty || equals?.isEmpty == false || number != nil || document != nil
            || text.map { !$0.match(.string("")).isMatch } == true
    }

    /// What is missing, in words; empty when the expectation is met.
    /// - Parameter isCut: `bytes` may be only the beginning: its last line may go on, and the whole is not known.
    /// - Parameter quotes: whether the words may repeat what was printed.
    func unmet(by bytes: [UInt8], isCut: Bool, quotes: Bool) -> [Complaint] {
        var complaints = contains.filter { !ByteSearch.occurs(Array($0.utf8), in: bytes) }.map {
            Complaint.mismatch("does not contain `\(Excerpt.of($0))`")
        }
        if !lines.isEmpty {
            let all = bytes.split(separator: 10, omittingEmptySubsequences: false)
            let present = Set((isCut ? all.dropLast() : all[...]).map(Self.withoutReturn))
            complaints += lines.filter { !present.contains(Array($0.utf8)) }.map {
                .mismatch("has no line `\(Excerpt.of($0))`")
            }
        }
        if let equals, isCut || !Self.same(bytes, equals) {
            complaints.append(.mismatch("is not exactly `\(Excerpt.of(equals))`"))
        }
        let further = matching(bytes, isCut: isCut)
        return complaints + (quotes ? further : further.map(\.discreet))
    }

    private func matching(_ bytes: [UInt8], isCut: Bool) -> [Complaint] {
        guard text ?? number ?? document != nil else { return [] }
        guard !isCut else { return [.unreadable("is cut off, so what it says as a whole is not known")] }
        guard let whole = String(validating: bytes, as: UTF8.self) else { return [.unreadable("is not UTF-8 text")] }
        let line = whole.hasSuffix("\r\n") || whole.hasSuffix("\n") ? String(whole.dropLast()) : whole
        var complaints: [Complaint] = []
        if let text { complaints += Self.complaint(text.match(.string(line))) }
        if let number {
            // JSON's grammar: `NaN`, `0x10` and `1,000` are no numbers.
            if let value = try? JSONDocument(Array(line.utf8), name: "number").root, value.kind == .number {
                complaints += Self.complaint(number.match(MatchedValue(.json(value))))
            } else {
                complaints.append(.unreadable("is `\(Excerpt.of(line))`, which is no number"))
            }
        }
        if let document {
            do throws(Diagnostic) {
                let root = try JSONDocument(bytes, name: "output").root
                complaints += Self.complaint(document.match(MatchedValue(.json(root))))
            } catch {
                complaints.append(.unreadable("is no JSON document: \(error.message)"))
            }
        }
        return complaints
    }

    private static func complaint(_ result: MatchResult) -> [Complaint] {
        switch result {
        case .matched: []
        case .differs(let words): [.mismatch(words)]
        case .untold(let words): [.unreadable(words)]
        }
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
}
