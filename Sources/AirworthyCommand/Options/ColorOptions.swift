import Airworthy
import AirworthyLive
import ArgumentParser

/// Whether results on stdout are coloured.
struct ColorOptions: ParsableArguments {
    enum Choice: String, CaseIterable, ExpressibleByArgument {
        case auto, always, never
    }

    @Option(help: "auto, always or never; NO_COLOR is honoured.")
    var color: Choice = .auto

    var palette: Palette {
        switch color {
        case .always: .ansi
        case .never: .plain
        case .auto: Console.outputIsTerminal && !Self.isUnwanted ? .ansi : .plain
        }
    }

    /// no-color.org: present and not empty. A dumb terminal would print the codes.
    private static var isUnwanted: Bool {
        let environment = ThisProcess.environment
        return environment["NO_COLOR"]?.isEmpty == false || environment["TERM"] == "dumb"
    }
}
