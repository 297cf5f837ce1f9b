public import Trust

extension RunReport {
    /// Reads a run's predicate back: a `checklist-run/v1` statement's, or a JSON report, which holds the same members.
    ///
    /// Elapsed times, guidance and the checklist's lines are not in what is signed, and are nil. Belief is not this
    /// reader's business.
    /// - Throws: `malformed-run`, with the JSON pointer of what is missing or wrong.
    public init(predicate: JSONValue) throws(Diagnostic) {
        try self.init(PredicateReader(predicate), predicate)
    }

    /// A report says its run's name. A statement does not; there it follows from the facts.
    static func name(_ value: JSONValue) throws(Diagnostic) -> String? {
        guard let member = value["run"] else { return nil }
        guard let name = member.string, name.utf8.count == 12, Hex.decode(name) != nil else {
            throw RunClaim.malformed("run", at: value.location)
        }
        return name
    }

    /// What the run said of each waiver it was given.
    static func waivers(_ value: JSONValue) throws(Diagnostic) -> [(digest: Digest, remarks: [Diagnostic])] {
        var waivers: [(digest: Digest, remarks: [Diagnostic])] = []
        for waiver in value["waivers"]?.elements ?? [] {
            waivers.append(
                (try PredicateReader(waiver).digest("digest"), try ReportedUnit.findings(waiver["remarks"])))
        }
        return waivers
    }

    static func blockers(_ value: JSONValue) throws(Diagnostic) -> [Blocker] {
        var blockers: [Blocker] = []
        for blocker in value["blockers"]?.elements ?? [] {
            let reader = PredicateReader(blocker)
            blockers.append(Blocker(unit: try reader.string("step"), code: try reader.string("code")))
        }
        return blockers
    }

    static func inputs(_ value: JSONValue) throws(Diagnostic) -> [String: Digest] {
        var inputs: [String: Digest] = [:]
        for input in value["inputs"]?.elements ?? [] {
            let reader = PredicateReader(input)
            let uri = try reader.string("uri")
            // The policy is named by what it is and not by a file.
            if uri != "trust" { inputs[uri] = try reader.digest("digest") }
        }
        return inputs
    }

    static func units(_ value: JSONValue, _ blockers: [Blocker]) throws(Diagnostic) -> [ReportedUnit] {
        let codes = Dictionary(grouping: blockers, by: \.unit).mapValues { $0.map(\.code) }
        let endingSoon = Set(
            try waivers(value).filter { $0.remarks.contains { $0.code == WaiverStanding.endsSoonCode } }.map(\.digest))
        var units: [ReportedUnit] = []
        for step in value["steps"]?.elements ?? [] {
            units.append(try ReportedUnit(step, blockers: codes, endingSoon: endingSoon))
        }
        guard !units.isEmpty else { throw RunClaim.malformed("steps", at: value.location) }
        return units
    }

    /// A cleared run has no blockers, and every other has some: what says otherwise contradicts itself.
    static func verdict(
        _ name: String, _ blockers: [Blocker], _ units: [ReportedUnit], at location: Location
    ) throws(Diagnostic) -> Verdict {
        let some = NonEmpty(blockers)
        switch (name, some) {
        case ("cleared", nil): return .cleared(waived: units.filter { $0.status == .waived }.map(\.id))
        case ("blocked", let blockers?): return .blocked(blockers)
        case ("undetermined", let blockers?): return .undetermined(blockers)
        case ("awaiting", let blockers?): return .awaiting(blockers)
        default: throw RunClaim.malformed("verdict", at: location)
        }
    }
}

extension ReportedUnit {
    /// - Parameters:
    ///   - blockers: codes that block, by unit; a statement keeps those of its verdict only.
    ///   - endingSoon: digests of waivers.
    init(_ step: JSONValue, blockers: [String: [String]], endingSoon: Set<Digest>) throws(Diagnostic) {
        let reader = PredicateReader(step)
        let word = try reader.string("status")
        guard let status = UnitStatus.allCases.first(where: { $0.word == word }) else {
            throw RunClaim.malformed("status", at: step.location)
        }
        let id = try reader.string("id")
        let outcome = try reader.string("outcome")
        let summary = step["summary"]?.string
        var waivers: [AppliedWaiver] = []
        for waiver in step["waivers"]?.elements ?? [] { waivers.append(try AppliedWaiver(waiver)) }
        let attempts = (step["attempts"]?.elements ?? []).compactMap { $0["outcome"]?.string }
        self.init(
            id: id, step: id.split(separator: "/", maxSplits: 1).first.map(String.init) ?? id,
            subject: step["subject"]?.string, title: step["title"]?.string ?? id, kind: try reader.string("kind"),
            severity: try reader.choice("severity"), status: status, outcome: outcome,
            summary: summary,
            findings: Self.findings(
                try Self.findings(step["findings"]), outcome: outcome, status: status, blockers: blockers[id] ?? [],
                summary: summary, attempts: attempts.count),
            evidence: try Self.evidence(step),
            attempts: attempts, elapsed: nil,
            owner: step["owner"]?.string, guidance: nil,
            waivers: waivers, waiverEndsSoon: waivers.contains { endingSoon.contains($0.digest) }, location: nil)
    }

    static func findings(_ list: JSONValue?) throws(Diagnostic) -> [Diagnostic] {
        var findings: [Diagnostic] = []
        for finding in list?.elements ?? [] {
            let reader = PredicateReader(finding)
            findings.append(
                Diagnostic(
                    try reader.string("code"), try reader.string("message"),
                    at: finding["location"]?.string.map(Location.init(reading:)),
                    remedy: finding["remedy"]?.string,
                    notes: (finding["notes"]?.elements ?? []).compactMap(\.string)))
        }
        return findings
    }

    private static func evidence(_ step: JSONValue) throws(Diagnostic) -> [Evidence] {
        var evidence: [Evidence] = []
        for item in step["evidence"]?.elements ?? [] {
            let reader = PredicateReader(item)
            evidence.append(
                Evidence(
                    uri: try reader.string("uri"), digest: try reader.digest("digest"),
                    mediaType: try reader.string("mediaType")))
        }
        return evidence
    }
}

extension Location {
    /// `path:line:column` as a place in a file, anything else as it is written: what was an image or a field reads the
    /// same, which is all that a statement keeps.
    init(reading text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count >= 3, let line = Int(parts[parts.count - 2]), let column = Int(parts[parts.count - 1]),
            line > 0, column > 0
        else {
            self = .path(text)
            return
        }
        self = .file(parts.dropLast(2).joined(separator: ":"), line: line, column: column)
    }
}
