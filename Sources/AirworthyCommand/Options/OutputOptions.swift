import Airworthy
import ArgumentParser

/// How results are written.
struct OutputOptions: ParsableArguments {
    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: ArgumentHelp(
            "\(ReportFormat.listing), to stdout or to a file; repeatable.", valueName: "format[=file]"))
    var outputs: [String] = []

    @OptionGroup var color: ColorOptions

    @Flag(name: .shortAndLong, help: "No progress on stderr.")
    var quiet = false

    /// One output asked for; to stdout without a path.
    struct Target: Hashable {
        let format: ReportFormat
        let path: String?
    }

    /// Each output asked for, text to stdout when none is.
    /// - Throws: a usage error for an unknown format, or for two results in one place.
    func targets() throws -> [Target] {
        let targets = try (outputs.isEmpty ? ["text"] : outputs).map(Self.target)
        guard targets.count(where: { $0.path == nil && !$0.format.sharesOutput }) <= 1 else {
            throw ValidationError("two outputs cannot share stdout: give all but one a path, `-o json=report.json`")
        }
        var taken: Set<String> = []
        for path in targets.compactMap(\.path) where !taken.insert(Workspace.absolute(path)).inserted {
            throw ValidationError("two outputs cannot share the file `\(path)`: give each its own")
        }
        guard Set(targets).count == targets.count else { throw ValidationError("an output is asked for twice") }
        // What may share stdout comes after what has it, so that a report is not cut in two.
        return targets.filter { !$0.format.sharesOutput } + targets.filter(\.format.sharesOutput)
    }

    private static func target(_ text: String) throws -> Target {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard let format = ReportFormat(rawValue: String(parts[0])) else {
            throw ValidationError("`\(parts[0])` is no output format: use \(ReportFormat.listing)")
        }
        guard parts.count == 2, parts[1] != "-" else { return Target(format: format, path: nil) }
        guard !parts[1].isEmpty else { throw ValidationError("`-o \(text)` names no file") }
        return Target(format: format, path: String(parts[1]))
    }
}
