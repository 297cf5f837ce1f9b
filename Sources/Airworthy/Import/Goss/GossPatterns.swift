/// Texts that must occur in something, and texts that must not.
struct GossPatterns {
    var present: [String] = []
    var absent: [String] = []

    var isEmpty: Bool { present.isEmpty && absent.isEmpty }

    static func + (left: GossPatterns, right: GossPatterns) -> GossPatterns {
        GossPatterns(present: left.present + right.present, absent: left.absent + right.absent)
    }

    /// Members of `output` or `body`. Where nothing was said at all, nothing shows that a text does not occur: there it is
    /// inconclusive, and goss would pass.
    var expectation: [(key: String, value: ImportedValue)] {
        var members: [(key: String, value: ImportedValue)] = []
        if !present.isEmpty { members.append(("contains", .texts(present))) }
        let matchers = absent.map { ImportedValue.map([("not", .map([("contains", .text($0))]))]) }
        if let first = matchers.first {
            members.append(("text", matchers.count == 1 ? first : .map([("allOf", .list(matchers))])))
        }
        return members
    }
}
