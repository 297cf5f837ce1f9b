import Airworthy

/// The command line that takes up a run again: the one that was given, for that run.
enum NextCommand {
    /// - Parameter words: of the command line, the program's name left out.
    static func line(_ words: [String], resuming run: String) -> String {
        var kept: [String] = []
        var rest = words[...]
        while let word = rest.popFirst() {
            if word == "--resume" {
                rest = rest.dropFirst()
            } else if !word.hasPrefix("--resume=") {
                kept.append(word)
            }
        }
        return (["airworthy"] + kept + ["--resume", run]).map(quoted).joined(separator: " ")
    }

    static func line(resuming run: String) -> String { line(Array(CommandLine.arguments.dropFirst()), resuming: run) }

    /// As a shell reads it back.
    private static func quoted(_ word: String) -> String {
        let isPlain =
            !word.isEmpty
            && word.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
                default: "-_./:=,@+%".utf8.contains(byte)
                }
            }
        return isPlain ? word : "'" + word.replacing("'", with: "'\\''") + "'"
    }
}
