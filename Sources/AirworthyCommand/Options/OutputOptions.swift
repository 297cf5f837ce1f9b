import Airworthy
import ArgumentParser
import Foundation

/// How results are written.
struct OutputOptions: ParsableArguments {
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case text, json, junit
    }

    enum ColorChoice: String, CaseIterable, ExpressibleByArgument {
        case auto, always, never
    }

    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: ArgumentHelp(
            "text, json or junit, to stdout or to a file; repeatable.", valueName: "format[=path]"))
    var outputs: [String] = []

    @Option(help: "auto, always or never; NO_COLOR is honoured.")
    var color: ColorChoice = .auto

    @Flag(name: .shortAndLong, help: "No progress on stderr.")
    var quiet = false

    var palette: Palette {
        switch color {
        case .always: .ansi
        case .never: .plain
        case .auto:
            Console.outputIsTerminal && ProcessInfo.processInfo.environment["NO_COLOR"] == nil ? .ansi : .plain
        }
    }

    /// Each output asked for, text to stdout when none is.
    /// - Throws: a usage error for an unknown format, or for two results on one stdout.
    func targets() throws -> [(format: Format, path: String?)] {
        let targets = try (outputs.isEmpty ? ["text"] : outputs).map { text -> (Format, String?) in
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let format = Format(rawValue: String(parts[0])) else {
                throw ValidationError("`\(parts[0])` is no output format: use text, json or junit")
            }
            guard parts.count == 2 else { return (format, nil) }
            guard !parts[1].isEmpty else { throw ValidationError("`-o \(text)` names no file") }
            return (format, String(parts[1]))
        }
        guard targets.count(where: { $0.1 == nil }) <= 1 else {
            throw ValidationError("two outputs cannot share stdout: give all but one a path, `-o json=report.json`")
        }
        return targets.map { (format: $0.0, path: $0.1) }
    }
}
