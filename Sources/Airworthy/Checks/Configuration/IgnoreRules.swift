import Trust

/// The ignore rules of one comparison, applied once.
struct IgnoreRules: Sendable {
    let rules: [IgnoreRule]

    /// Reads `ignore`.
    init(from arguments: inout FieldReader) throws(InputError) {
        rules = try (arguments.optionalList("ignore") ?? []).map { (node) throws(InputError) in
            try IgnoreRule(node)
        }
    }

    /// What is left when the rules have been applied.
    struct Judgement<Item: ExcusableDifference, Code: IgnoringCode> {
        /// Differences no standing rule covers.
        var remaining: [Item] = []
        /// Rules past their time or their bound.
        var findings: [Finding<Code>] = []
        /// Rules that met nothing.
        var warnings: [Finding<Code>] = []
        var ignored = 0
    }

    /// The first rule that covers a difference takes it. A rule that is over, by time or by count, hides nothing.
    func judge<Item: ExcusableDifference, Code: IgnoringCode>(
        _ differences: [Item], at instant: Instant, as type: Code.Type = Code.self
    ) -> Judgement<Item, Code> {
        var judgement = Judgement<Item, Code>()
        var matches = [Int](repeating: 0, count: rules.count)
        let takers = differences.map { difference in
            rules.firstIndex { instant < $0.expires && $0.covers(difference) }
        }
        for case let index? in takers { matches[index] += 1 }
        for (difference, taker) in zip(differences, takers) {
            if let taker, matches[taker] <= rules[taker].maxMatches {
                judgement.ignored += 1
            } else {
                judgement.remaining.append(difference)
            }
        }
        for (rule, count) in zip(rules, matches) {
            let name = "the ignore rule for `\(Excerpt.of(rule.pattern.text))` of \(Excerpt.of(rule.owner))"
            if instant >= rule.expires {
                judgement.findings.append(
                    Finding(.ignoreExpired, "\(name) expired at \(rule.expires)", at: rule.location))
            } else if count > rule.maxMatches {
                judgement.findings.append(
                    Finding(
                        .ignoreExceeded, "\(name) met \(count) differences, more than \(rule.maxMatches)",
                        at: rule.location))
            } else if count == 0 {
                judgement.warnings.append(Finding(.ignoreUnused, "\(name) met no difference", at: rule.location))
            }
        }
        return judgement
    }
}
