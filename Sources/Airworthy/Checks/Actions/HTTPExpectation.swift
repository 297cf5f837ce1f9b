import Trust

/// What an answer must be.
struct HTTPExpectation: Sendable {
    let statuses: [Int]
    /// Exact values by lower-case name.
    let headers: [String: String]
    let body: HTTPBodyExpectation?

    private static let mostStatuses = 20

    /// - Throws: `vacuous-expectation` for one that any answer would meet.
    init(_ node: YAMLNode) throws(InputError) {
        var fields = try FieldReader(node, as: "`expect`")
        let statuses = try Self.statuses(&fields)
        headers = try HTTPHeaders.read("headers", &fields)
        body = try fields.node("body").map { (node) throws(InputError) in try HTTPBodyExpectation(node) }
        let hasHeaders = fields.node("headers") != nil
        try fields.finish()
        try fields.requireSaid("vacuous-expectation")
        guard statuses != nil || hasHeaders || body != nil, !hasHeaders || !headers.isEmpty else {
            throw InputError(
                "vacuous-expectation", "`expect` or its `headers` asks for nothing, and any answer would do",
                at: fields.location, remedy: "write `status: 200`, and what only a healthy server says under `body`")
        }
        // Whoever asks for a text or a header asks for it of a success.
        self.statuses = statuses ?? [200]
    }

    private static func statuses(_ fields: inout FieldReader) throws(InputError) -> [Int]? {
        guard let node = fields.node("status") else { return nil }
        var nodes = [node]
        if case .sequence(let elements, _) = node { nodes = elements }
        let statuses = nodes.compactMap { element -> Int? in
            guard case .scalar(let text, let plain, _) = element, ScalarKind(plain: plain, text) == .integer else {
                return nil
            }
            return Int(text).flatMap { (200...599).contains($0) ? $0 : nil }
        }
        guard !statuses.isEmpty, statuses.count == nodes.count, statuses.count <= mostStatuses else {
            throw InputError(
                "http-status", "`status` is no final status, and no list of up to \(mostStatuses) of them",
                at: node.location, remedy: "write numbers between 200 and 599")
        }
        return statuses
    }

    /// How many values are expected, for the report's line.
    var count: Int { 1 + headers.count + (body?.count ?? 0) }

    /// What an answer's head lacks, in words.
    /// - Parameter isQuoted: whether a message may say what was found.
    func unmet(by answer: HTTPAnswer, isQuoted: Bool) -> [Finding<HTTPCode>] {
        var findings: [Finding<HTTPCode>] = []
        if !statuses.contains(answer.status) {
            let wanted = statuses.map(String.init).joined(separator: " or ")
            findings.append(Finding(.statusMismatch, "the status is \(answer.status), expected \(wanted)"))
        }
        for (name, wanted) in headers.sorted(by: { $0.key < $1.key }) {
            let values = answer.values(of: name)
            // Two values are two opinions: whoever reads the answer may follow either.
            guard values.isEmpty || !values.allSatisfy({ $0.isExactly(wanted) }) else { continue }
            let other = values.first { !$0.isExactly(wanted) }.map { isQuoted ? ", but `\(Excerpt.of($0))`" : "" }
            let fault = other.map { "is not `\(Excerpt.of(wanted))`\($0)" } ?? "is absent"
            findings.append(Finding(.headerMismatch, "the header `\(name)` \(fault)"))
        }
        return findings
    }
}
