import Trust

/// OpenMetrics 1.0 that Prometheus' older text format reads too: gauges only, for a textfile collector or a push gateway.
///
/// Samples are per run and per status; only what is open is named unit by unit, so that the number of series follows what
/// is wrong and not how much was looked at.
public enum OpenMetricsReport {
    public static func text(_ report: RunReport) -> String {
        let run = [
            ("checklist", report.checklist), ("environment", report.environment), ("mode", report.mode.rawValue),
            ("phase", report.phase.rawValue),
        ]
        var lines = family(
            "airworthy_run_info", "What was run; always 1.",
            [
                (
                    run + [
                        ("manifest", report.manifest.description), ("release", report.release), ("run", report.run),
                        ("sequence", String(report.sequence)), ("version", report.tool),
                    ], "1"
                )
            ])
        lines += family(
            "airworthy_run_verdict", "1 for the verdict the run came to, 0 for the others.",
            ["cleared", "blocked", "undetermined", "awaiting"].map { name in
                (run + [("verdict", name)], name == report.verdict.name ? "1" : "0")
            })
        lines += family(
            "airworthy_run_units", "Units by what they came to.",
            UnitStatus.allCases.map { (run + [("status", $0.word)], String(report.count($0))) })
        lines += family(
            "airworthy_run_marked_units", "Units by what is remarkable about them.",
            UnitMark.all.map { mark in
                (run + [("mark", mark.word)], String(report.units.count(where: mark.holds)))
            })
        lines += family(
            "airworthy_run_open_unit", "1 for each unit that did not pass.",
            open(report).map { units in
                (run + [("unit", units[0].id), ("status", units[0].status.word)], "1")
            })
        lines += family(
            "airworthy_run_finding", "How often a unit that did not pass says a code.", findings(report, run))
        let instants = [
            ("finished", "When the run finished.", report.finished),
            ("expires", "From when the run no longer admits.", report.expires),
            ("effective", "The instant everything was judged at.", report.effective),
        ]
        for (name, help, instant) in instants {
            lines += family(
                "airworthy_run_\(name)_timestamp_seconds", help, [(run, String(instant.seconds))], unit: "seconds")
        }
        if report.isLive {
            let elapsed = ReportTime.seconds(report.finished.since(report.started))
            lines += family(
                "airworthy_run_duration_seconds", "How long the run took.", [(run, elapsed)], unit: "seconds")
        }
        return (lines + ["# EOF", ""]).joined(separator: "\n")
    }

    /// A series may occur once: what a unit says twice is counted.
    private static func findings(
        _ report: RunReport, _ run: [(String, String)]
    ) -> [(labels: [(String, String)], value: String)] {
        open(report).flatMap { units in
            Dictionary(grouping: units.flatMap(\.findings), by: \.code).sorted { $0.key < $1.key }.map { code, all in
                (run + [("code", code), ("status", units[0].status.word), ("unit", units[0].id)], String(all.count))
            }
        }
    }

    /// What did not pass, by name and status: blockers that are about no unit share theirs.
    private static func open(_ report: RunReport) -> [[ReportedUnit]] {
        let units = report.worstFirst.filter(\.status.isOpen)
        let groups = Dictionary(grouping: units) { [$0.id, $0.status.word] }
        var told: Set<[String]> = []
        return units.compactMap { unit in
            let key = [unit.id, unit.status.word]
            return told.insert(key).inserted ? groups[key] : nil
        }
    }

    private static func family(
        _ name: String, _ help: String, _ samples: [(labels: [(String, String)], value: String)], unit: String? = nil
    ) -> [String] {
        guard !samples.isEmpty else { return [] }
        var lines = ["# TYPE \(name) gauge"]
        if let unit { lines.append("# UNIT \(name) \(unit)") }
        lines.append("# HELP \(name) \(help)")
        return lines
            + samples.map { sample in
                let labels = sample.labels.map { "\($0.0)=\"\(escaped($0.1))\"" }.joined(separator: ",")
                return "\(name){\(labels)} \(sample.value)"
            }
    }

    private static func escaped(_ text: String) -> String {
        SafeText.line(text).replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    }
}
