import Airworthy
import Trust

/// `airworthy(1)`, from the same declarations as `--help`.
///
/// Written in the plain `man` macros, which groff and mandoc read alike, and without a date: equal programs, equal pages.
struct ManualPage {
    /// ArgumentParser's own description of the commands, JSON.
    private let root: JSONValue

    /// - Parameter help: what `--experimental-dump-help` prints.
    init(help: String) throws(Diagnostic) {
        root = try JSONDocument(Array(help.utf8), name: "the help").root
    }

    var text: String {
        let command = root["command"]
        let name = command?["commandName"]?.string ?? ""
        var lines = [
            ".\\\" Generated from the code by `make golden`; a test compares the two.",
            ".TH AIRWORTHY 1 \"\" \"airworthy \(Self.escaped(Version.current))\" \"User Commands\"", ".SH NAME",
            "airworthy \\- \(Self.escaped(command?["abstract"]?.string ?? ""))", ".SH SYNOPSIS", ".B airworthy",
            ".I command", "[\\fIoptions\\fR]", ".SH DESCRIPTION",
            "Airworthy reads a release, a checklist and a trust policy, looks at the real things, and comes to a verdict.",
            "No evidence is never a pass: nothing found, nothing parsed, unreachable and timed out all block.",
            ".SH COMMANDS",
        ]
        for child in command?["subcommands"]?.elements ?? [] { lines += section(child, after: name) }
        return (lines + Self.closing).joined(separator: "\n") + "\n"
    }

    /// A command that does something, with its options; one that only holds others is left to them.
    private func section(_ command: JSONValue, after parent: String) -> [String] {
        guard let name = command["commandName"]?.string, name != "help" else { return [] }
        let path = "\(parent) \(name)"
        let children = command["subcommands"]?.elements ?? []
        guard children.isEmpty || !children.contains(where: { $0["commandName"]?.string != "help" }) else {
            return children.flatMap { section($0, after: path) }
        }
        let arguments = (command["arguments"]?.elements ?? []).filter {
            $0["shouldDisplay"]?.bool != false && !Self.names($0).contains("--help")
                && !Self.names($0).contains("--version")
        }
        let positional = arguments.filter { $0["kind"]?.string == "positional" }.map(Self.operand)
        let heading = ([Self.escaped(path)] + positional.map { "\\fI\($0)\\fR" }).joined(separator: " ")
        var lines = [".SS \"\(heading)\""]
        lines += Self.prose(command["abstract"]?.string)
        if let discussion = command["discussion"]?.string { lines += [".PP"] + Self.prose(discussion) }
        for argument in arguments { lines += Self.item(argument) }
        return lines
    }

    private static func operand(_ argument: JSONValue) -> String {
        let name = escaped(argument["valueName"]?.string ?? "")
        let repeated = argument["isRepeating"]?.bool == true ? "\(name)..." : name
        return argument["isOptional"]?.bool == true ? "[\(repeated)]" : repeated
    }

    private static func item(_ argument: JSONValue) -> [String] {
        let kind = argument["kind"]?.string
        let value = "\\fI\(escaped(argument["valueName"]?.string ?? ""))\\fR"
        let tag =
            switch kind {
            case "positional": value
            case "option": names(argument).map { "\\fB\(escaped($0))\\fR" }.joined(separator: ", ") + " \(value)"
            default: names(argument).map { "\\fB\(escaped($0))\\fR" }.joined(separator: ", ")
            }
        let given = argument["defaultValue"]?.string.map { " (default: \($0))" } ?? ""
        return [".TP", tag] + prose((argument["abstract"]?.string ?? "") + given)
    }

    private static func names(_ argument: JSONValue) -> [String] {
        (argument["names"]?.elements ?? []).compactMap { name in
            name["name"]?.string.map { name["kind"]?.string == "short" ? "-\($0)" : "--\($0)" }
        }
    }

    /// A line of text each; an empty one is a paragraph's end.
    private static func prose(_ text: String?) -> [String] {
        (text ?? "").split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.isEmpty ? ".PP" : escaped(String(line))
        }
    }

    private static let closing: [String] = {
        var lines = [".SH \"EXIT STATUS\""]
        let statuses: [(ExitStatus, String)] = [
            (.cleared, "Cleared."), (.blocked, "Blocked by a finding."), (.invalid, "Wrong usage or invalid input."),
            (.undetermined, "Could not be evaluated."), (.awaiting, "Awaiting an approval."),
            (.interrupted, "Interrupted."),
        ]
        for (status, meaning) in statuses { lines += [".TP", "\\fB\(status.rawValue)\\fR", meaning] }
        let environment = [
            ("AIRWORTHY_INITIATOR", "Who began the run, where `--initiator` is not given."),
            ("AIRWORTHY_KEY", "The gate's private key, where `--key` is not given."),
            ("AIRWORTHY_KEY_PASSWORD", "The password of an encrypted private key."),
            ("AIRWORTHY_SIGSTORE_ROOT", "The trusted root, where `--trusted-root` is not given."),
            ("DOCKER_CONFIG", "The directory of Docker's `config.json`, for logins at registries."),
            ("HTTPS_PROXY, NO_PROXY", "Proxies, as libcurl reads them."),
            ("GITHUB_STEP_SUMMARY", "With `-o github`: where the table of everything is appended."),
            ("NO_COLOR", "If not empty, nothing is coloured."),
        ]
        lines.append(".SH ENVIRONMENT")
        for (name, meaning) in environment { lines += [".TP", ".B \(escaped(name))", escaped(meaning)] }
        let files = [
            ("airworthy.yaml", "The project's settings, found upwards from the working directory."),
            (".airworthy/ledger.sqlite", "The hash-chained memory of live runs."),
            (".airworthy/runs/RUN/", "What a run signed."), (".airworthy/evidence/", "What was seen, by digest."),
        ]
        lines.append(".SH FILES")
        for (name, meaning) in files { lines += [".TP", ".I \(escaped(name))", escaped(meaning)] }
        return lines + [".SH \"SEE ALSO\"", ".BR cosign (1),", ".BR openssl (1)"]
    }()

    /// A hyphen that is typed is `\-`; what is not ASCII is named; no line of text is taken for a request.
    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result += "\\e"
            case "-": result += "\\-"
            case "\"": result += "\\(dq"
            case " "..."~": result.unicodeScalars.append(scalar)
            default: result += "\\[u\(String(repeating: "0", count: max(0, 4 - hex(scalar).count)))\(hex(scalar))]"
            }
        }
        return result.hasPrefix(".") || result.hasPrefix("'") ? "\\&\(result)" : result
    }

    private static func hex(_ scalar: Unicode.Scalar) -> String { String(scalar.value, radix: 16, uppercase: true) }
}
