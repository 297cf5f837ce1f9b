public import Trust

/// Why one run came to its verdict: for each unit the question, what was found and where, the rule, the bytes, and what
/// would have passed.
public struct Explanation: Sendable {
    public let report: RunReport
    /// What is explained: everything open, or the units of one step.
    public let units: [ReportedUnit]
    /// Who signed it and whether that is believed, in a sentence.
    public let belief: String
    /// The lines findings point at, by location.
    public var excerpts: [Location: SourceExcerpt] = [:]
    /// Kept evidence, by digest.
    public var contents: [Digest: [UInt8]] = [:]

    /// - Parameter step: a step's or a unit's id; nil for everything open.
    /// - Throws: `unknown-step`.
    public init(_ report: RunReport, step: String?, belief: String) throws(InputError) {
        self.report = report
        self.belief = belief
        let all = report.worstFirst
        units = step.map { step in all.filter { $0.step == step || $0.id == step } } ?? all.filter(\.status.isOpen)
        guard let step, units.isEmpty else { return }
        var known: [String] = []
        for unit in all where !known.contains(unit.step) { known.append(unit.step) }
        throw InputError(
            "unknown-step", "the run has no step `\(step)`", remedy: "name one of its steps",
            notes: known.prefix(40).map { "step \($0)" })
    }

    public func lines(palette: Palette = .plain) -> [String] {
        var lines = [
            SafeText.line("\(report.heading) · run \(report.run)\(report.modeNote)"), SafeText.line(belief),
            "\(report.verdict.name): \(report.counts)",
        ]
        for unit in units {
            lines.append("")
            lines += self.lines(unit, palette)
        }
        if units.isEmpty { lines.append("nothing is open; name a step to see what it passed on") }
        return lines
    }

    private func lines(_ unit: ReportedUnit, _ palette: Palette) -> [String] {
        let rules = unit.findings.map { ReportedRule(kind: unit.kind, code: $0.code) }
        var lines = [
            SafeText.line("\(unit.status.symbol) \(unit.id)  \(unit.markedFact)"), row("title", unit.title),
        ]
        let question = ReportedRule(kind: unit.kind, code: "").question
        if !unit.kind.isEmpty { lines.append(row("asks", (question ?? "") + " (\(unit.kind))")) }
        if unit.attempts.count > 1 { lines.append(row("attempts", unit.attempts.joined(separator: ", "))) }
        for (finding, rule) in zip(unit.findings, rules) { lines += self.finding(finding, rule, of: unit, palette) }
        lines += passing(unit, question)
        for evidence in unit.evidence.prefix(Self.mostEvidence) { lines += seen(evidence) }
        if unit.evidence.count > Self.mostEvidence {
            lines.append(row("seen", "and \(unit.evidence.count - Self.mostEvidence) more"))
        }
        if let owner = unit.owner { lines.append(row("owner", owner)) }
        if let guidance = unit.guidance { lines.append(row("guidance", guidance)) }
        return lines
    }

    private func finding(
        _ finding: Diagnostic, _ rule: ReportedRule, of unit: ReportedUnit, _ palette: Palette
    ) -> [String] {
        let code = palette.paint("[\(SafeText.line(finding.code))]", .bold)
        var lines = ["\(row("found", finding.message)) \(code)"]
        if let location = finding.location {
            lines.append(row("where", location.description))
            lines += (excerpts[location]?.lines ?? []).map { row("", $0) }
        }
        if let meaning = rule.meaning { lines.append(row("rule", "\(rule.id): \(meaning)")) }
        lines += finding.notes.map { row("note", $0) }
        if let remedy = finding.remedy ?? rule.remedy { lines.append(row("fix", remedy)) }
        if unit.status.isOpen { lines += passing(finding, of: unit).map { row("passes", $0) } }
        return lines
    }

    /// What would have kept this finding away: as the rules say that were not satisfied, or as it says itself.
    private func passing(_ finding: Diagnostic, of unit: ReportedUnit) -> [String] {
        let rules = unit.evidence.filter { $0.mediaType == SignatureReview.recordType }.flatMap { record in
            contents[record.digest].map { SignatureReview.unsatisfied(in: $0, for: finding.location) } ?? []
        }
        return rules.isEmpty ? [PassingCondition.text(finding.message)].compactMap(\.self) : rules
    }

    /// What would have made the same unit pass: the check's question answered yes, as it was for others of the step.
    private func passing(_ unit: ReportedUnit, _ question: String?) -> [String] {
        guard unit.status.isOpen, let question else { return [] }
        let others = report.units.filter { $0.step == unit.step && $0.status == .passed }
        let example = others.first.flatMap { other in
            other.summary.map { "; as for \(other.subject ?? other.id): \($0)" }
        }
        var lines = [row("passes", "with evidence that answers “\(question)” with yes\(example ?? "")")]
        if unit.status != .waived, unit.severity == .block, !["skipped", "errored"].contains(unit.outcome),
            let code = unit.findings.first?.code
        {
            let subject = unit.id == unit.step ? "" : ", subject \(unit.subject ?? "")"
            lines.append(
                row(
                    "waivable",
                    "by a signed waiver for step \(unit.step), finding \(code)\(subject), environment \(report.environment)"
                ))
        }
        return lines
    }

    private static let mostEvidence = 20
    private static let mostBytes = 2_048

    private func seen(_ evidence: Evidence) -> [String] {
        var lines = [row("seen", "\(evidence.uri)  \(evidence.digest)  \(evidence.mediaType)")]
        guard let bytes = contents[evidence.digest] else { return lines }
        let shown = bytes.prefix(Self.mostBytes)
        let isText = String(validating: shown, as: UTF8.self) != nil && !shown.contains(0)
        let text =
            isText
            ? String(decoding: shown, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false).map {
                String($0)
            } : ["bytes \(Hex.encode(shown))"]
        lines += text.map { row("", "│ \($0)") }
        if bytes.count > shown.count { lines.append(row("", "│ and \(bytes.count - shown.count) more bytes")) }
        return lines
    }

    private func row(_ name: String, _ text: String) -> String {
        "   \(name)\(String(repeating: " ", count: max(0, 9 - name.count)))\(SafeText.line(text))"
    }
}

extension Explanation {
    /// The same for machines.
    public var json: JSON {
        [
            "run": .string(report.run), "verdict": .string(report.verdict.name), "belief": .string(belief),
            "units": .array(units.map(json)),
        ]
    }

    private func json(_ unit: ReportedUnit) -> JSON {
        .members([
            "id": .string(unit.id), "kind": .string(unit.kind), "status": .string(unit.status.word),
            "outcome": .string(unit.outcome), "summary": unit.summary.map(JSON.string),
            "question": ReportedRule(kind: unit.kind, code: "").question.map(JSON.string),
            "findings": .array(
                unit.findings.map { finding in
                    let excerpt = finding.location.flatMap { excerpts[$0] }
                    let rule = ReportedRule(kind: unit.kind, code: finding.code)
                    return .members([
                        "code": .string(finding.code), "message": .string(finding.message),
                        "location": finding.location.map { .string($0.description) },
                        "rule": rule.meaning.map(JSON.string),
                        "remedy": (finding.remedy ?? rule.remedy).map(JSON.string),
                        "passes": unit.status.isOpen
                            ? .array(passing(finding, of: unit).map(JSON.string)) : nil,
                        "bytes": excerpt.flatMap { $0.standing == .shown ? .string(Hex.encode($0.bytes)) : nil },
                        "unchanged": excerpt.map { .bool($0.standing != .changed) },
                    ])
                }),
            "evidence": .array(
                unit.evidence.map {
                    [
                        "uri": .string($0.uri), "digest": .string($0.digest.description),
                        "mediaType": .string($0.mediaType), "kept": .bool(contents[$0.digest] != nil),
                    ]
                }),
        ])
    }
}
