import Airworthy
import AirworthyLive
import ArgumentParser
import Trust

struct ExplainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Say why a run came to its verdict: rule, place, bytes, what would pass.",
        discussion: """
            RUN is the first digits of a run's name, its number in the ledger, `latest`, or a file: a statement, a Sigstore \
            bundle or a JSON report. Without STEP everything that is open is explained. Exits 0 when it could be explained, \
            whatever the run's verdict.
            """)

    @Argument(help: "The run.")
    var run: String

    @Argument(help: "Only this step or unit, with the evidence that was kept.")
    var step: String?

    @OptionGroup var answer: AnswerOptions

    @OptionGroup var color: ColorOptions
    @OptionGroup var project: ProjectOptions

    func run() async throws {
        try await reporting {
            let workspace = try await Workspace(project)
            let stored = try await StoredRun.find(run, in: workspace)
            var explanation = try Explanation(stored.report, step: step, belief: stored.belief)
            explanation.excerpts = try await excerpts(explanation, workspace)
            if step != nil { explanation.contents = try await contents(explanation, workspace) }
            if answer.isJSON {
                try Console.result(PrintableJSON.text(explanation.json))
            } else {
                try Console.result(
                    explanation.lines(palette: color.palette).joined(separator: "\n") + "\n")
            }
        }
    }

    /// The lines the findings point at. A file that is gone, cannot be read or was not recorded leaves its place without.
    private func excerpts(
        _ explanation: Explanation, _ workspace: Workspace
    ) async throws -> [Location: SourceExcerpt] {
        var excerpts: [Location: SourceExcerpt] = [:]
        var files: [String: [UInt8]] = [:]
        for unit in explanation.units {
            for finding in unit.findings {
                guard case .file(let path, let line, let column)? = finding.location,
                    let recorded = explanation.report.inputs[path]
                        ?? unit.evidence.first(where: { $0.uri == path })?.digest
                else { continue }
                if files[path] == nil {
                    files[path] = (try? await workspace.files.read(path, limit: Workspace.documentLimit)) ?? []
                }
                excerpts[.file(path, line: line, column: column)] = SourceExcerpt(
                    of: files[path] ?? [], line: line, column: column, recorded: recorded, message: finding.message)
            }
        }
        return excerpts
    }

    /// - Throws: `evidence-corrupt`: bytes that are not what was seen explain nothing.
    private func contents(_ explanation: Explanation, _ workspace: Workspace) async throws -> [Digest: [UInt8]] {
        let store = EvidenceStore(directory: "\(workspace.state)/evidence")
        var contents: [Digest: [UInt8]] = [:]
        for digest in Set(explanation.units.flatMap { $0.evidence.map(\.digest) }) {
            contents[digest] = try await store.read(digest, limit: Self.mostEvidence)
        }
        return contents
    }

    private static let mostEvidence = 32 << 20
}
