import ArgumentParser

/// How a command says its one answer on stdout.
struct AnswerOptions: ParsableArguments {
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case text, json
    }

    @Option(name: [.customShort("o"), .customLong("output")], help: "text or json.")
    var format = Format.text

    @Flag(help: "The same as `-o json`.")
    var json = false

    var isJSON: Bool { json || format == .json }
}
