/// What a text of a GitHub workflow holds between `${{` and `}}` (docs.github.com, "Evaluate expressions").
struct WorkflowExpression {
    /// With its braces.
    let whole: Substring
    let content: Substring
    /// Whether it ends; one nobody closed reaches to the end of the text.
    let isClosed: Bool

    /// All of a text, in order.
    static func all(in text: String) -> [WorkflowExpression] {
        var expressions: [WorkflowExpression] = []
        var rest = text[...]
        while let opening = rest.firstRange(of: "${{") {
            let content = rest[opening.upperBound...]
            // Where an odd quotation mark hides every end, the first is taken: what follows is not to be hidden with it.
            let end = end(of: content) ?? content.firstRange(of: "}}")?.lowerBound
            let next = end.map { text.utf8.index($0, offsetBy: 2) } ?? text.endIndex
            expressions.append(
                WorkflowExpression(
                    whole: text[opening.lowerBound..<next], content: content[..<(end ?? text.endIndex)],
                    isClosed: end != nil))
            rest = text[next...]
        }
        return expressions
    }

    /// Braces within a text in quotation marks end nothing: `format('{{0}}', …)`.
    private static func end(of content: Substring) -> String.Index? {
        let bytes = content.utf8
        var isQuoted = false
        var wasBrace = false
        for index in bytes.indices {
            let byte = bytes[index]
            if byte == UInt8(ascii: "'") { isQuoted.toggle() }
            let isBrace = !isQuoted && byte == UInt8(ascii: "}")
            if isBrace, wasBrace { return bytes.index(before: index) }
            wasBrace = isBrace
        }
        return nil
    }
}
