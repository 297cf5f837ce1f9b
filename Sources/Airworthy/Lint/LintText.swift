import Trust

/// One text of a YAML file, with the file's own lines, so that a place within it can be told.
struct LintText {
    let text: String
    let location: Location
    private let lines: SourceLines

    /// A fragment is told apart by its beginning; one as long as its file would cost the square of it.
    private static let fragmentLimit = 200

    init(_ text: String, at location: Location, in lines: SourceLines) {
        self.text = text
        self.location = location
        self.lines = lines
    }

    /// Where `fragment` stands: block and folded scalars have other line breaks than their value, so it is looked for in
    /// the file, from the text's own place on.
    /// - Parameter after: what stands on the same or an earlier line of the value, to tell equal fragments apart.
    func place(of fragment: some StringProtocol, after: Int = 0) -> Location {
        let first = fragment.prefix(Self.fragmentLimit).prefix { $0 != "\n" }
        // A line break may have become a space.
        return search(first, after) ?? search(first.prefix { $0 != " " }, after) ?? location
    }

    private func search(_ first: some StringProtocol, _ after: Int) -> Location? {
        guard case .file(let name, let line, _) = location, !first.isEmpty else { return nil }
        var skipped = 0
        for number in line...(line + text.utf8.count { $0 == 10 } + 2) {
            guard let source = lines[number] else { break }
            var rest = source[...]
            while let range = rest.firstRange(of: first) {
                if skipped == after {
                    let column = source.distance(from: source.startIndex, to: range.lowerBound) + 1
                    return .file(name, line: number, column: column)
                }
                skipped += 1
                rest = rest[range.upperBound...]
            }
        }
        return nil
    }
}

/// The lines of a file, from 1.
struct SourceLines {
    private let lines: [String]

    init(_ bytes: [UInt8]) {
        lines = bytes.split(separator: 10, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
    }

    /// Every word that stands between the two: `id` of `steps.id.outcome`. In one walk through the file.
    func words(between opening: String, and ending: String) -> Set<String> {
        var found: Set<String> = []
        for line in lines {
            var rest = line[...]
            while let range = rest.firstRange(of: opening) {
                rest = rest[range.upperBound...]
                let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
                if rest[word.endIndex...].hasPrefix(ending) { found.insert(String(word)) }
            }
        }
        return found
    }

    subscript(_ number: Int) -> String? { lines.indices.contains(number - 1) ? lines[number - 1] : nil }
}
