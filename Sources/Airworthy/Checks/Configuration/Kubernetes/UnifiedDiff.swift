import Trust

/// The output of `diff -u` over two directories, read strictly: every line is accounted for, and every hunk has as many
/// lines as its header says (POSIX diff, "Diff -u Output Format").
struct UnifiedDiff: Sendable {
    struct File: Sendable {
        /// As after `---` and `+++`, without the time.
        let old: String
        let new: String
        let hunks: [Hunk]
        /// Line of the `---` in the text, from 1.
        let line: Int
    }

    struct Hunk: Sendable {
        /// First line on each side, from 1; 0 when the side has none.
        let oldStart: Int
        let newStart: Int
        /// Each with the sign it begins with, without the line break.
        let lines: [ArraySlice<UInt8>]

        /// The lines of one side.
        /// - Parameter sign: `-` for the old side, `+` for the new one.
        func text(_ sign: UInt8) -> [UInt8] {
            var text: [UInt8] = []
            for line in lines where line.first == UInt8(ascii: " ") || line.first == sign {
                text += line.dropFirst()
                text.append(UInt8(ascii: "\n"))
            }
            return text
        }
    }

    let files: [File]

    /// What is not the format, and where.
    struct Defect: Error {
        let message: String
        let line: Int
    }

    init(_ bytes: [UInt8]) throws(Defect) {
        var reader = Reader(bytes)
        var files: [File] = []
        while let line = reader.peek() {
            if line.starts(with: "diff ".utf8) {
                reader.advance()
                guard reader.peek()?.starts(with: "--- ".utf8) == true else {
                    throw reader.defect("a file begins without `---`")
                }
                continue
            }
            files.append(try reader.file())
        }
        self.files = files
    }

    private struct Reader {
        private let lines: [ArraySlice<UInt8>]
        private var place = 0

        init(_ bytes: [UInt8]) {
            var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            // After the last line break there is no line; without one, the text was cut off, or ends as a file does.
            if lines.last?.isEmpty == true { lines.removeLast() }
            self.lines = lines
        }

        func peek() -> ArraySlice<UInt8>? { place < lines.count ? lines[place] : nil }
        mutating func advance() { place += 1 }
        func defect(_ message: String) -> Defect { Defect(message: message, line: place + 1) }

        mutating func file() throws(Defect) -> File {
            let start = place + 1
            let old = try name(after: "--- ")
            let new = try name(after: "+++ ")
            var hunks: [Hunk] = []
            while peek()?.starts(with: "@@ ".utf8) == true { hunks.append(try hunk()) }
            guard !hunks.isEmpty else { throw defect("a file has no hunk") }
            return File(old: old, new: new, hunks: hunks, line: start)
        }

        private mutating func name(after mark: String) throws(Defect) -> String {
            guard let line = peek(), line.starts(with: mark.utf8),
                let text = String(validating: line.dropFirst(mark.utf8.count), as: UTF8.self)
            else { throw defect("here stands no `\(mark.dropLast())`") }
            let name = text.prefix { $0 != "\t" }
            guard !name.isEmpty else { throw defect("a file has no name") }
            advance()
            return String(name)
        }

        private mutating func hunk() throws(Defect) -> Hunk {
            let words = String(decoding: peek() ?? [], as: UTF8.self).split(separator: " ", maxSplits: 4)
            guard words.count >= 4, words[0] == "@@", words[3] == "@@", let old = Self.range(words[1], "-"),
                let new = Self.range(words[2], "+")
            else { throw defect("this is no header of a hunk") }
            advance()
            var (oldCount, newCount) = (old.count, new.count)
            var body: [ArraySlice<UInt8>] = []
            while oldCount > 0 || newCount > 0 || peek()?.first == UInt8(ascii: "\\") {
                guard let line = peek(), let sign = line.first else { throw defect("a hunk ends before its lines do") }
                switch sign {
                case UInt8(ascii: " "): (oldCount, newCount) = (oldCount - 1, newCount - 1)
                case UInt8(ascii: "-"): oldCount -= 1
                case UInt8(ascii: "+"): newCount -= 1
                // `\ No newline at end of file`
                case UInt8(ascii: "\\") where !body.isEmpty: break
                default: throw defect("a line of a hunk begins with none of space, `-` and `+`")
                }
                guard oldCount >= 0, newCount >= 0 else { throw defect("a hunk has more lines than it says") }
                body.append(line)
                advance()
            }
            guard !body.isEmpty else { throw defect("a hunk has no line") }
            return Hunk(oldStart: old.start, newStart: new.start, lines: body)
        }

        // `-12,3`, or `-12` for one line.
        private static func range(_ word: Substring, _ sign: Character) -> (start: Int, count: Int)? {
            guard word.first == sign else { return nil }
            let numbers = word.dropFirst().split(separator: ",", omittingEmptySubsequences: false).map {
                $0.first?.isNumber == true ? Int($0) : nil
            }
            guard (1...2).contains(numbers.count), let start = numbers[0],
                let count = numbers.count == 2 ? numbers[1] : 1, (0...10_000_000).contains(count)
            else { return nil }
            return (start, count)
        }
    }
}
