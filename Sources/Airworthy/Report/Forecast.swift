public import Trust

/// What of a checklist will not be at a later instant as it is now.
public struct Forecast: Sendable {
    /// From a run judged now to one judged then.
    public let difference: RunDifference
    /// Why waivers that count now will not be believed then.
    public let lapsedWaivers: [Diagnostic]

    public init(difference: RunDifference, lapsedWaivers: [Diagnostic]) {
        self.difference = difference
        self.lapsedWaivers = lapsedWaivers
    }

    private var now: RunReport { difference.before }
    private var then: RunReport { difference.after }

    /// Units nothing could be told about, now or then: a forecast must not pass over them.
    private var untold: [ReportedUnit] { then.units.filter { $0.status == .undetermined } }

    private var days: Int64 { then.effective.since(now.effective).components.seconds / 86_400 }

    public func lines(palette: Palette = .plain) -> [String] {
        var lines = [
            SafeText.line("forecast · \(now.heading) · from \(now.effective) to \(then.effective), \(days) days"),
            "now     \(now.verdict.name): \(now.counts)", "then    \(then.verdict.name): \(then.counts)",
        ]
        lines += DifferenceText.entries(difference, palette)
        for waiver in lapsedWaivers {
            lines.append(" ▲ \(SafeText.line(waiver.description))")
            lines += waiver.notes.prefix(8).map { "       \(SafeText.note($0))" }
        }
        if then.effective >= now.expires {
            lines.append(" ▲ a run that clears now admits until \(now.expires), and no longer then")
        }
        let changed = Set(difference.entries.map(\.unit))
        let blind = untold.filter { !changed.contains($0.id) }
        for unit in blind.prefix(20) {
            let why = unit.findings.first.map { "\($0.message) [\($0.code)]" } ?? unit.fact
            lines.append(" ? \(SafeText.line("\(unit.id)  not told: \(why)"))")
        }
        if blind.count > 20 { lines.append(" ? and \(blind.count - 20) more that were not told") }
        lines.append(conclusion(palette))
        return lines
    }

    private func conclusion(_ palette: Palette) -> String {
        let failing = difference.entries.count { $0.change == .newlyFailing }
        let holding = then.count(.passed)
        guard failing == 0 else {
            return "\(palette.paint("will fail", .red)): \(failing) newly · \(holding) of \(then.units.count) hold"
        }
        let word =
            then.verdict.isCleared
            ? palette.paint("holds", .green) : palette.paint("\(then.verdict.name) then too", .yellow)
        return "\(word): \(holding) of \(then.units.count) hold until \(then.effective)"
    }

    /// The same for machines.
    public var json: JSON {
        [
            "from": .string(now.effective.rfc3339), "to": .string(then.effective.rfc3339),
            "difference": DifferenceText.json(difference),
            "lapsedWaivers": .array(lapsedWaivers.map(RunPredicate.finding)),
            "untold": .array(untold.map { .string($0.id) }),
            "admitsUntil": .string(now.expires.rfc3339),
        ]
    }
}
