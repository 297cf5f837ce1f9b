import Trust

/// One self-contained HTML page: no script, nothing fetched, readable on a telephone, on paper and by a screen reader.
///
/// Its policy forbids everything but its own style, so that even markup which slipped through could load and run nothing.
public enum HTMLReport {
    public static func text(_ report: RunReport) -> String {
        let title = "\(report.verdict.name): \(report.heading)"
        let units = report.worstFirst
        let open = units.filter { !$0.findings.isEmpty }
        return """
            <!DOCTYPE html>
            <html lang="en" data-verdict="\(report.verdict.name)" data-run="\(escaped(report.run))">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
            <meta name="referrer" content="no-referrer">
            <meta name="color-scheme" content="light dark">
            <title>\(escaped(title))</title>
            <style>
            \(HTMLStyle.sheet)
            </style>
            </head>
            <body>
            <a class="skip" href="#units">Skip to all units</a>
            <header class="\(report.verdict.isCleared ? "passed" : "failed")">
            <p class="verdict">\(report.verdict.isCleared ? "✔" : "✖") \(report.verdict.name)</p>
            <h1>\(escaped(report.checklist))</h1>
            <p>\(escaped("\(report.release) · \(report.environment)\(report.modeNote)"))</p>
            \(counts(report))
            </header>
            <main>
            \(open.isEmpty ? "" : "<section aria-labelledby=\"open\">\n<h2 id=\"open\">What was found</h2>\n")\
            \(open.enumerated().map { article($0.offset, $0.element) }.joined())\
            \(open.isEmpty ? "" : "</section>\n")\
            \(table(units))
            \(identity(report))
            </main>
            <footer><p>airworthy \(escaped(report.tool)) · no evidence is never a pass</p></footer>
            </body>
            </html>

            """
    }

    private static func escaped(_ text: String) -> String { MarkupText.escaped(text) }

    private static func counts(_ report: RunReport) -> String {
        let items = UnitStatus.allCases.filter { report.count($0) > 0 }.map { status in
            "<li class=\"\(status.word)\" data-count=\"\(report.count(status))\"><b>\(report.count(status))</b> "
                + "\(status.phrase)</li>"
        }
        return "<ul class=\"counts\">\(items.joined())</ul>"
    }

    private static func badge(_ unit: ReportedUnit) -> String {
        "<span class=\"badge \(unit.status.word)\"><span aria-hidden=\"true\">\(unit.status.symbol)</span> "
            + "\(unit.status.phrase)</span>"
            + unit.marks.map {
                " <span class=\"badge mark\" title=\"\(escaped($0.meaning))\">\(escaped($0.word))</span>"
            }.joined()
    }

    private static func article(_ number: Int, _ unit: ReportedUnit) -> String {
        let owner = unit.owner.map { "<p class=\"owner\">owner: <bdi>\(escaped($0))</bdi></p>\n" } ?? ""
        let guidance = unit.guidance.map { "<p class=\"owner\">guidance: <bdi>\(escaped($0))</bdi></p>\n" } ?? ""
        return """
            <article class="\(unit.status.word)" aria-labelledby="u\(number)">
            <h3 id="u\(number)"><bdi>\(escaped(unit.id))</bdi> \(badge(unit))</h3>
            <p><bdi>\(escaped(unit.title))</bdi></p>
            \(unit.status == .waived ? "<p>\(escaped(unit.fact))</p>\n" : "")\
            \(unit.findings.map { finding($0, unit) }.joined())\(owner)\(guidance)</article>

            """
    }

    private static func finding(_ finding: Diagnostic, _ unit: ReportedUnit) -> String {
        let place = finding.location.map { "<p class=\"place\"><bdi>\(escaped($0.description))</bdi></p>\n" } ?? ""
        let fix =
            finding.remedy.map {
                "<p class=\"fix\"><strong>fix:</strong> <bdi>\(escaped($0))</bdi></p>\n"
            } ?? ""
        let notes = finding.notes.map { "<li><bdi>\(escaped($0))</bdi></li>" }.joined()
        return """
            <div class="finding" data-unit="\(escaped(unit.id))" data-code="\(escaped(finding.code))">
            <p><bdi>\(escaped(finding.message))</bdi> <code>\(escaped(finding.code))</code></p>
            \(place)\(notes.isEmpty ? "" : "<ul class=\"notes\">\(notes)</ul>\n")\(fix)</div>

            """
    }

    private static func table(_ units: [ReportedUnit]) -> String {
        let rows = units.map { unit in
            let time = unit.elapsed.map(ReportTime.brief) ?? ""
            return """
                <tr data-unit="\(escaped(unit.id))" data-status="\(unit.status.word)" \
                data-marks="\(unit.marks.map(\.word).joined(separator: " "))">\
                <td>\(badge(unit))</td><th scope="row"><bdi>\(escaped(unit.id))</bdi></th>\
                <td><bdi>\(escaped(unit.fact))</bdi></td><td class="time">\(time)</td>\
                <td>\(evidence(unit))</td></tr>

                """
        }
        return """
            <section aria-labelledby="units">
            <h2 id="units" tabindex="-1">All units, worst first</h2>
            <table>
            <thead><tr><th scope="col">status</th><th scope="col">unit</th><th scope="col">fact</th>\
            <th scope="col">time</th><th scope="col">evidence</th></tr></thead>
            <tbody>
            \(rows.joined())</tbody>
            </table>
            </section>
            """
    }

    /// Evidence shown of one unit; the attestation holds all of it.
    private static let mostEvidence = 50

    private static func evidence(_ unit: ReportedUnit) -> String {
        guard !unit.evidence.isEmpty else { return "" }
        let items = unit.evidence.prefix(mostEvidence).map {
            "<li><bdi>\(escaped($0.uri))</bdi> <code>\(escaped($0.digest.description))</code></li>"
        }.joined()
        let rest = unit.evidence.count - mostEvidence
        let more = rest > 0 ? "<li>and \(rest) more, in the attestation</li>" : ""
        return "<details><summary>\(unit.evidence.count) seen</summary><ul>\(items)\(more)</ul></details>"
    }

    private static func identity(_ report: RunReport) -> String {
        let pairs =
            [
                ("run", report.run), ("phase", report.phase.rawValue), ("sequence", String(report.sequence)),
                ("manifest", report.manifest.description), ("plan", report.plan.description),
                ("trust policy", "\(report.trust), epoch \(report.trustEpoch)"),
                ("judged at", report.effective.rfc3339), ("holds until", report.expires.rfc3339),
            ] + report.files.prefix(1).map { ("attestation", $0) }
        let rows = pairs.map { "<dt>\($0.0)</dt><dd><bdi>\(escaped($0.1))</bdi></dd>" }.joined()
        return """
            <section aria-labelledby="identity">
            <h2 id="identity">Which run this was</h2>
            <dl>\(rows)</dl>
            </section>
            """
    }
}
