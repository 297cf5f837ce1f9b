import Trust

/// The ignore rules of one comparison, applied once.
struct IgnoreRules: Sendable {
    let rules: [IgnoreRule]

    /// What is left when the rules have been applied.
    struct Judgement {
        /// Differences no standing rule covers.
        var remaining: [Difference] = []
        /// Rules past their time or their bound.
        var findings: [Finding<DriftFilesCode>] = []
        /// Rules that met nothing.
        var warnings: [Finding<DriftFilesCode>] = []
        var ignored = 0
    }

    /// The first rule that covers a difference takes it. A rule that is over, by time or by count, hides nothing.
    func judge(_ differences: [Difference], at instant: Instant) -> Judgement {
        var judgement = Judgement()
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
