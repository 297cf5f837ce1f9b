import Trust

/// Every use of the `secrets` context in a GitHub workflow.
struct WorkflowReferences {
    private(set) var sightings: [ReferenceSighting] = []

    private static let depthLimit = 64
    /// Minted anew for each job, and gone with it.
    private static let automatic = "GITHUB_TOKEN"

    mutating func collect(_ document: DocumentValue) {
        walk(document, key: nil, depth: 0)
    }

    private mutating func walk(_ value: DocumentValue, key: String?, depth: Int) {
        guard depth <= Self.depthLimit else {
            sightings.append(ReferenceSighting(target: .dynamic("what is nested too deeply"), location: value.location))
            return
        }
        switch value.shape {
        case .array(let elements):
            for element in elements { walk(element, key: nil, depth: depth + 1) }
        case .object(let members):
            for member in members { walk(member.value, key: member.key, depth: depth + 1) }
        case .string(let text):
            // A called workflow is given everything, whatever it uses.
            if key == "secrets", text == "inherit" {
                sightings.append(ReferenceSighting(target: .dynamic("inherit"), location: value.location))
            }
            // A condition is an expression without its braces.
            // An expression nobody closed still says what it uses.
            let isBare = key == "if" && !text.contains("${{")
            let expressions = isBare ? [text[...]] : WorkflowExpression.all(in: text).map(\.content)
            for target in expressions.flatMap(Self.targets) where target != .named(.workflow(name: Self.automatic)) {
                sightings.append(ReferenceSighting(target: target, location: value.location))
            }
        case .null, .bool, .number: break
        }
    }

    /// The uses of `secrets` in one expression (docs.github.com, "Evaluate expressions").
    private static func targets(in expression: Substring) -> [ReferenceSighting.Target] {
        var targets: [ReferenceSighting.Target] = []
        var scanner = Scanner(expression)
        var isProperty = false
        while let word = scanner.next() {
            defer { isProperty = word == "." }
            guard !isProperty, word.lowercased() == "secrets" else { continue }
            targets.append(scanner.property().map { .named(.workflow(name: $0.uppercased())) } ?? .dynamic("secrets"))
        }
        return targets
    }

    /// Words, texts in quotation marks, and single signs.
    private struct Scanner {
        private var rest: Substring

        init(_ text: Substring) {
            rest = text
        }

        mutating func next() -> Substring? {
            rest = rest.drop(while: \.isWhitespace)
            guard let first = rest.first else { return nil }
            if first == "'" {
                // A doubled one is a sign of the text: it reads as two texts, which is as good here.
                let body = rest.dropFirst().prefix { $0 != "'" }
                defer { rest = rest.dropFirst(body.count + 2) }
                return rest.prefix(body.count + 2)
            }
            let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
            let count = max(1, word.count)
            defer { rest = rest.dropFirst(count) }
            return rest.prefix(count)
        }

        /// The name after `secrets`: `.NAME` or `['NAME']`. Nil for anything else, and for a name put together.
        mutating func property() -> String? {
            var ahead = self
            switch ahead.next() {
            case ".":
                guard let name = ahead.next(), name.first.map({ $0.isLetter || $0 == "_" }) == true else { return nil }
                self = ahead
                return String(name)
            case "[":
                guard let name = ahead.next(), name.first == "'", name.count > 2, ahead.next() == "]" else {
                    return nil
                }
                self = ahead
                return String(name.dropFirst().dropLast())
            default: return nil
            }
        }
    }
}
