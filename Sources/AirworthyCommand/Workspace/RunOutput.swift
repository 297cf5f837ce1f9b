import Airworthy
import AirworthyLive
import Trust

/// Writes a run's report in every form asked for.
struct RunOutput {
    let options: OutputOptions
    let workspace: Workspace
    /// Whether the run is remembered, so that it can be taken up again.
    var isRemembered = false

    /// Before anything runs: a report that has nowhere to go is found out now, and not after an hour, and one that would
    /// take the place of a key or of the ledger never.
    /// - Throws: `no-directory`, `output-unwritable`, `output-over-input`, `output-shared`.
    func check() throws {
        let targets = try options.targets()
        var taken: Set<String> = []
        if targets.contains(where: { $0.path == nil }) { taken.insert(OutputPlace.standardOutput) }
        for target in targets {
            guard let path = target.path else { continue }
            let place = try OutputPlace(path)
            guard taken.insert(place.real).inserted else {
                throw InputError(
                    "output-shared", "`-o \(target.format.rawValue)=\(path)` goes where another output does",
                    at: .path(path), remedy: "give each its own file")
            }
            if let input = workspace.inputs.all.first(where: place.replaces) {
                throw InputError(
                    "output-over-input",
                    "`-o \(target.format.rawValue)=\(path)` would replace what the run reads: `\(input)`",
                    at: .path(path), remedy: "name another file")
            }
            guard !place.isBelow(workspace.state) else {
                throw InputError(
                    "output-over-input",
                    "`-o \(target.format.rawValue)=\(path)` is below `\(workspace.state)`, where the ledger and the evidence are",
                    at: .path(path), remedy: "name a file elsewhere")
            }
        }
    }

    /// Every output is tried, whatever becomes of the others.
    ///
    /// - Parameter report: of `facts`; what only the workspace knows is added here.
    /// - Throws: exit 3 with one diagnostic for each output that could not be written.
    func write(_ report: RunReport, _ facts: RunFacts, status: ExitStatus, files: [String]) async throws {
        var report = report
        report.files = files.map {
            $0.hasPrefix("\(workspace.root)/") ? String($0.dropFirst(workspace.root.count + 1)) : $0
        }
        if isRemembered, report.isToBeResumed {
            let waits = if case .awaiting = report.verdict { " --approval FILE" } else { "" }
            report.next = NextCommand.line(resuming: report.run) + waits
        }
        var failures: [Diagnostic] = []
        for target in try options.targets() {
            do throws(Obstacle) {
                try await write(target, report, facts, status)
            } catch {
                failures.append(error.diagnostic)
            }
        }
        guard failures.isEmpty else { throw CommandFailure(.undetermined, failures) }
    }

    private func write(
        _ target: OutputOptions.Target, _ report: RunReport, _ facts: RunFacts, _ status: ExitStatus
    ) async throws(Obstacle) {
        let palette = target.path == nil ? options.color.palette : .plain
        let text =
            switch target.format {
            case .text: TextReport.lines(report, palette: palette).joined(separator: "\n") + "\n"
            case .json: JSONReport.text(facts, exitCode: status.rawValue, files: report.files)
            case .junit: JUnitReport.text(report)
            case .sarif: SARIFReport.text(report)
            case .tap: TAPReport.text(report)
            case .github: GitHubReport.text(report)
            case .markdown: MarkdownReport.text(report)
            case .html: HTMLReport.text(report)
            case .openmetrics: OpenMetricsReport.text(report)
            }
        if let path = target.path {
            try await place(path).write(Array(text.utf8))
        } else {
            try Console.result(text)
        }
        if target.format == .github { try await appendSummary(report) }
    }

    /// GitHub shows a step's summary from the file this variable names. The step's own words in it stay; past its limit
    /// nothing would be shown at all.
    private func appendSummary(_ report: RunReport) async throws(Obstacle) {
        guard let path = ThisProcess.variable("GITHUB_STEP_SUMMARY"), !path.isEmpty else { return }
        let limit = GitHubReport.summaryLimit
        var bytes = try await LiveFiles(root: workspace.root).read(path, limit: limit) ?? []
        if let last = bytes.last, last != UInt8(ascii: "\n") { bytes.append(UInt8(ascii: "\n")) }
        bytes += MarkdownReport.text(report, limit: limit - bytes.count).utf8
        guard bytes.count <= limit else {
            throw Obstacle(
                "summary-full", "the step summary is full: another \(bytes.count - limit) bytes do not fit",
                at: .path(path), remedy: "write less to it before, or write the report with `-o markdown=FILE`")
        }
        try await place(workspace.path(path)).write(bytes)
    }

    /// Looked at again: an hour may have passed.
    private func place(_ path: String) throws(Obstacle) -> OutputPlace {
        do throws(InputError) {
            return try OutputPlace(path)
        } catch {
            throw Obstacle(error.diagnostics.first)
        }
    }
}
