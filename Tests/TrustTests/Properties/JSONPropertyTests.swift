import AirworthyTesting
import Testing
import Trust

@Suite("JSON, over random documents")
struct JSONPropertyTests {
    @Test("the canonical form is read back to itself, and the pretty form to the same value")
    func canonicalIsAFixedPoint() throws {
        let seed = SeededGenerator()
        var random = RandomJSON(generator: seed)
        for _ in 0..<1_500 {
            let value = random.value()
            let canonical = value.canonicalBytes()
            let read = try JSONDocument(canonical, name: "canonical").root.json
            try #require(read.canonicalBytes() == canonical, "\(seed)")
            let pretty = try JSONDocument(Array(value.prettyText().utf8), name: "pretty").root.json
            try #require(pretty.canonicalBytes() == canonical, "\(seed)")
            try #require(pretty.prettyText() == value.prettyText(), "\(seed)")
        }
    }

    @Test("members come in UTF-16 order, whatever their names are made of")
    func memberOrder() throws {
        let seed = SeededGenerator()
        var random = RandomJSON(generator: seed)
        for _ in 0..<400 {
            let names = (0..<40).map { _ in random.string() }
            let object = JSON.object(Dictionary(names.map { ($0, JSON.null) }) { first, _ in first })
            let written = try JSONDocument(object.canonicalBytes(), name: "names").root.members.map(\.key)
            let isSorted = zip(written, written.dropFirst()).allSatisfy { $0.utf16.lexicographicallyPrecedes($1.utf16) }
            try #require(isSorted, "\(seed)")
        }
    }

    @Test("every value is found again by its pointer's steps, and its bytes are a document of their own")
    func valuesAreWhereTheySay() throws {
        let seed = SeededGenerator()
        var random = RandomJSON(generator: seed)
        for _ in 0..<300 {
            let root = try JSONDocument(random.value().canonicalBytes(), name: "document").root
            try visit(root, path: "", seed: seed)
        }
    }

    private func visit(_ value: JSONValue, path: String, seed: SeededGenerator) throws {
        try #require(value.pointer.utf8.elementsEqual(path.utf8), "\(seed)")
        let own = try JSONDocument(Array(value.sourceBytes), name: "part").root
        try #require(own.json.canonicalBytes() == value.json.canonicalBytes(), "\(seed)")
        for (place, element) in value.elements.enumerated() {
            try visit(element, path: "\(path)/\(place)", seed: seed)
        }
        for (key, member) in value.members {
            try #require(value[key]?.pointer == member.pointer, "\(seed)")
            let step = key.unicodeScalars.map { $0 == "~" ? "~0" : $0 == "/" ? "~1" : String($0) }.joined()
            try visit(member, path: "\(path)/\(step)", seed: seed)
        }
    }

    @Test("a mutated document is refused with a code of ours, or read to something that can be written")
    func mutationsNeverCrash() throws {
        let seed = SeededGenerator()
        var random = RandomJSON(generator: seed)
        var refused = 0
        for round in 0..<6_000 {
            let value = random.value()
            let bytes = random.mutation(
                of: round.isMultiple(of: 2) ? value.canonicalBytes() : Array(value.prettyText().utf8))
            do {
                let read = try JSONDocument(bytes, name: "mutant").root.json
                let canonical = read.canonicalBytes()
                let again = try JSONDocument(canonical, name: "again").root.json.canonicalBytes()
                try #require(again == canonical, "\(seed)")
            } catch let error as Diagnostic {
                refused += 1
                try #require(error.code.hasPrefix("json-"), "\(seed)")
                guard case .file(_, let line, let column) = error.location else {
                    Issue.record("a refusal without its place: \(error), \(seed)")
                    return
                }
                try #require(line >= 1 && column >= 1, "\(seed)")
            }
        }
        #expect(refused > 1_000, "\(seed)")
    }
}
