import Testing

/// A file holds one type and what belongs to it, and can be read in one sitting.
@Suite("The shape of a file")
struct FileShapeTests {
    static let sourceLimit = 400
    static let testLimit = 600

    /// Files that may be longer, each with its reason.
    static let longer: [String: String] = [:]

    /// Files that may hold more than one public type, each with its reason.
    static let several: [String: String] = [:]

    @Test("no source file is longer than 400 lines, no test file longer than 600")
    func length() {
        let tree = SourceTree.shared
        for (files, limit) in [(tree.sources, Self.sourceLimit), (tree.tests, Self.testLimit)] {
            for file in files where file.lines.count > limit && Self.longer[file.path] == nil {
                Issue.record("\(file.path) has \(file.lines.count) lines, more than \(limit)")
            }
        }
    }

    @Test("a file with a public type holds no other and is named for it")
    func onePublicType() {
        for file in SourceTree.shared.sources where Self.several[file.path] == nil {
            let types = file.publicTypes
            guard let first = types.first else { continue }
            #expect(types.count == 1, "\(file.path) holds \(types.joined(separator: ", "))")
            let stem = file.name.dropLast(".swift".count).prefix { $0 != "+" }
            #expect(types.count > 1 || stem == first, "\(file.path) holds `\(first)`")
        }
    }

    @Test("an exception that is no longer one is removed from its list")
    func exceptionsAreNeeded() {
        let tree = SourceTree.shared
        for path in Self.longer.keys {
            let limit = path.hasPrefix("Tests/") ? Self.testLimit : Self.sourceLimit
            #expect((tree[path]?.lines.count ?? 0) > limit, "\(path) needs no exception")
        }
        for path in Self.several.keys {
            #expect((tree[path]?.publicTypes.count ?? 0) > 1, "\(path) needs no exception")
        }
    }

    @Test("nothing is called a utility, a helper, a manager or common")
    func names() {
        let vague = ["util", "helper", "manager", "common", "misc"]
        for file in SourceTree.shared.sources + SourceTree.shared.tests {
            for word in vague where file.path.lowercased().contains(word) {
                Issue.record("\(file.path): `\(word)` says nothing about what is inside")
            }
        }
    }

    @Test("no source leaves a note to self, a crash for input or a print for debugging")
    func leftovers() {
        // Spelt in two parts, so that this file does not break its own rule.
        let banned = ["TO" + "DO", "FIX" + "ME", "fatal" + "Error(", "try" + "!", "du" + "mp("]
        for file in SourceTree.shared.sources + SourceTree.shared.tests {
            for (index, line) in file.lines.enumerated() {
                for word in banned where line.containsWord(word) {
                    Issue.record("\(file.path):\(index + 1): \(word)")
                }
            }
        }
    }
}

extension SourceTree.File {
    /// Types declared at the left margin and public.
    var publicTypes: [String] {
        code.compactMap { _, text in
            guard text.hasPrefix("public ") else { return nil }
            var words = text.dropFirst("public ".count).split { !$0.isLetter && !$0.isNumber && $0 != "_" }
            while let first = words.first, ["final", "indirect"].contains(first) { words.removeFirst() }
            guard words.count >= 2, ["struct", "class", "enum", "protocol", "actor"].contains(words[0]) else {
                return nil
            }
            return String(words[1])
        }
    }
}
