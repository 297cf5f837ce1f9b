import Trust

/// GitHub-flavoured Markdown: the verdict, one table of everything, and each open finding in full. Plain enough for a
/// release note or a ticket; what comes from outside is text in it and never markup.
public enum MarkdownReport {
    /// - Parameter limit: most bytes; rows and then details are left out from the end, which is the best of it, and how many
    ///   were is said.
    public static func text(_ report: RunReport, limit: Int = .max) -> String {
        let head = heading(report)
        let foot = identity(report)
        // Room for the two sentences that say what was left out.
        var room = limit - (head + foot).utf8.count - 400
        let units = report.worstFirst
        let open = units.filter(\.status.isOpen)
        let table = fitting(units.map(row), into: &room)
        let details = fitting(open.map(detail), into: &room)
        var parts = [head, table.joined()]
        if table.count < units.count { parts.append("\n…and \(units.count - table.count) more rows, none worse.\n") }
        if !open.isEmpty { parts += ["\n### What is open\n\n"] + details }
        if details.count < open.count { parts.append("\n…and \(open.count - details.count) more, none worse.\n") }
        return (parts + [foot]).joined()
    }

    private static func fitting(_ blocks: [String], into room: inout Int) -> [String] {
        var count = 0
        for block in blocks {
            guard block.utf8.count <= room else { break }
            room -= block.utf8.count
            count += 1
        }
        return Array(blocks.prefix(count))
    }

    private static func heading(_ report: RunReport) -> String {
        let symbol = report.verdict.isCleared ? UnitStatus.passed.symbol : UnitStatus.failed.symbol
        return """
            ## \(symbol) \(report.verdict.name): \(escaped(report.heading))

            \(escaped(report.counts + report.modeNote))

            | | unit | status | fact | codes |
            |---|---|---|---|---|

            """
    }

    private static func row(_ unit: ReportedUnit) -> String {
        let codes = unit.findings.map { escaped($0.code) }.joined(separator: ", ")
        let cells = [
            unit.status.symbol, escaped(unit.id), unit.status.phrase, escaped(unit.markedFact), codes,
        ]
        return "| \(cells.joined(separator: " | ")) |\n"
    }

    private static func detail(_ unit: ReportedUnit) -> String {
        var lines = ["- **\(escaped(unit.id))** (\(unit.status.phrase)): \(escaped(unit.title))"]
        for finding in unit.findings {
            let place = finding.location.map { "\(escaped($0.description)): " } ?? ""
            lines.append("  - \(place)\(escaped(finding.message)) (\(escaped(finding.code)))")
            lines += finding.notes.prefix(8).map { "    - \(escaped($0))" }
            if finding.notes.count > 8 { lines.append("    - and \(finding.notes.count - 8) more") }
            if let remedy = finding.remedy { lines.append("    - **fix:** \(escaped(remedy))") }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func identity(_ report: RunReport) -> String {
        let files = report.files.first.map { " · attestation \(escaped($0))" } ?? ""
        return """

            run \(report.run) · manifest \(report.manifest) · plan \(report.plan) · trust epoch \(report.trustEpoch) · \
            judged at \(report.effective) · airworthy \(escaped(report.tool))\(files)

            """
    }

    /// Every ASCII character that means something anywhere in GitHub-flavoured Markdown, `|` and `@` included: a mention
    /// in a ticket calls somebody.
    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in SafeText.line(text).unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "@": result += "&#64;"
            case "\\", "`", "*", "_", "{", "}", "[", "]", "(", ")", "#", "+", "!", "|", "~", "$":
                result += "\\"
                result.unicodeScalars.append(scalar)
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
