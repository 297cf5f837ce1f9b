import Trust

/// What is not the same in two runs, worst first.
public struct RunDifference: Sendable, Hashable {
    /// In the order of how much a reader must know of it.
    public enum Change: String, Sendable, Hashable, CaseIterable {
        /// Blocks now, and did not.
        case newlyFailing = "newly failing"
        /// Was looked at, and is not any more: not in the plan, or does not apply.
        case noLongerChecked = "no longer checked"
        case newlyWaived = "newly waived"
        case newlyWarned = "newly warned"
        /// Something remarkable about how it came to its status that was not so before.
        case newlyMarked = "newly marked"
        /// Of the same status, for other reasons.
        case otherFindings = "other findings"
        case fixed = "fixed"
        case added = "added"
        /// Of the same status, from other bytes.
        case evidenceChanged = "evidence changed"

        /// Whether it makes the later run the worse one.
        public var isWorse: Bool {
            switch self {
            case .newlyFailing, .noLongerChecked, .newlyWaived, .newlyWarned, .newlyMarked: true
            case .otherFindings, .fixed, .added, .evidenceChanged: false
            }
        }
    }

    public struct Entry: Sendable, Hashable {
        public let unit: String
        public let change: Change
        /// Nil when it was not there.
        public let before: ReportedUnit?
        public let after: ReportedUnit?
    }

    public let before: RunReport
    public let after: RunReport
    public let entries: [Entry]
    /// Inputs that are not the same, by name.
    public let inputs: [String]
    /// Units that block in both.
    public let stillFailing: Int

    public var isWorse: Bool { entries.contains { $0.change.isWorse } }

    public init(from before: RunReport, to after: RunReport) {
        self.before = before
        self.after = after
        let (old, new) = (
            before.unmet + before.remarks + before.units, after.unmet + after.remarks + after.units
        )
        let earlier = Dictionary(old.map { ($0.id, $0) }) { first, _ in first }
        let later = Set(new.map(\.id))
        let found =
            new.compactMap { unit in Self.entry(earlier[unit.id], unit) }
            + old.filter { !later.contains($0.id) }.compactMap { Self.entry($0, nil) }
        entries = Change.allCases.flatMap { change in found.filter { $0.change == change } }
        stillFailing = new.count { $0.blocks && earlier[$0.id]?.blocks == true }
        inputs = Self.inputs(before, after)
    }

    private static func entry(_ before: ReportedUnit?, _ after: ReportedUnit?) -> Entry? {
        guard let unit = (after ?? before)?.id, let change = change(before, after) else { return nil }
        return Entry(unit: unit, change: change, before: before, after: after)
    }

    private static func change(_ before: ReportedUnit?, _ after: ReportedUnit?) -> Change? {
        guard let before else { return after.map { $0.blocks ? .newlyFailing : .added } }
        guard let after else {
            // What is about no unit goes away when it no longer blocks.
            return before.kind.isEmpty ? .fixed : before.status == .notApplicable ? nil : .noLongerChecked
        }
        if after.status == .notApplicable, before.status != .notApplicable { return .noLongerChecked }
        if after.blocks, !before.blocks { return .newlyFailing }
        guard before.status == after.status else {
            switch after.status {
            case .failed, .undetermined: return .otherFindings
            case .waived: return .newlyWaived
            case .warned: return before.blocks ? .fixed : .newlyWarned
            case .passed, .notApplicable: return .fixed
            }
        }
        if !Set(after.marks.map(\.word)).isSubset(of: before.marks.map(\.word)) { return .newlyMarked }
        if Set(before.findings.map(\.code)) != Set(after.findings.map(\.code)) { return .otherFindings }
        let digests = [before, after].map { Set($0.evidence.map { "\($0.uri) \($0.digest)" }) }
        return digests[0] == digests[1] ? nil : .evidenceChanged
    }

    private static func inputs(_ before: RunReport, _ after: RunReport) -> [String] {
        let pairs: [(String, String, String)] = [
            ("checklist", before.checklist, after.checklist), ("environment", before.environment, after.environment),
            ("release manifest", before.manifest.description, after.manifest.description),
            ("plan", before.plan.description, after.plan.description),
            ("trust policy", before.trust.description, after.trust.description),
            ("trust epoch", String(before.trustEpoch), String(after.trustEpoch)),
            ("mode", before.mode.rawValue, after.mode.rawValue), ("tool", before.tool, after.tool),
        ]
        return pairs.filter { $0.1 != $0.2 }.map { "\($0.0): \(shortened($0.1)) → \(shortened($0.2))" }
    }

    private static func shortened(_ text: String) -> String { Digest(text)?.short ?? text }
}

extension ReportedUnit {
    /// Whether it stands between the release and its clearance.
    var blocks: Bool { status == .failed || status == .undetermined }
}
