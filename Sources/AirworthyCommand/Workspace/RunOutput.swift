import Airworthy
import AirworthyLive
import Trust

/// Writes a run's report in every form asked for.
struct RunOutput {
    let options: OutputOptions
    let workspace: Workspace

    func write(_ facts: RunFacts, status: ExitStatus, files: [String]) async throws {
        let shown = files.map {
            $0.hasPrefix("\(workspace.root)/") ? String($0.dropFirst(workspace.root.count + 1)) : $0
        }
        for (format, path) in try options.targets() {
            let text: String
            switch format {
            case .text:
                let palette: Palette = path == nil ? options.palette : .plain
                text =
                    TextReport.lines(facts, attestation: shown.first, palette: palette).joined(separator: "\n") + "\n"
            case .json:
                text = JSONReport.json(facts, exitCode: status.rawValue, files: shown).prettyText()
            case .junit:
                text = JUnitReport.text(facts)
            }
            if let path {
                try await AtomicFile.write(Array(text.utf8), to: Workspace.absolute(path))
            } else {
                Console.raw(Array(text.utf8))
            }
        }
    }
}
