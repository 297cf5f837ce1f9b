/// The commands of a shell script, as far as linting needs them: words, without running or expanding anything.
///
/// `${{ … }}` is one word's part whatever it holds. Here documents, functions and arithmetic are read as commands, which
/// harms nothing: a rule looks for programs it knows.
struct ShellWords {
    struct Command {
        let words: [String]
        fileprivate(set) var ending = Ending.other

        /// What stands behind a command, as far as it decides what becomes of its failure.
        enum Ending { case pipe, alternative, other }

        /// Whether the command runs `program` with these first arguments, behind variables and `sudo`.
        func runs(_ program: String, _ arguments: String...) -> Bool {
            guard let start else { return false }
            let name = words[start].split(separator: "/").last.map(String.init) ?? words[start]
            return name == program && words.dropFirst(start + 1).starts(with: arguments)
        }

        var flags: [String] { words.filter { $0.hasPrefix("-") } }

        func has(_ flag: String) -> Bool { words.contains { $0 == flag || $0.hasPrefix("\(flag)=") } }

        private var start: Int? {
            words.firstIndex { word in
                !["sudo", "exec", "time", "then", "do", "else", "!"].contains(word)
                    && !(word.contains("=") && word.first?.isLetter == true)
            }
        }
    }

    let commands: [Command]

    init(_ script: String) {
        var reader = Reader()
        for character in script { reader.take(character) }
        reader.endCommand()
        commands = reader.commands
    }

    private struct Reader {
        var commands: [Command] = []
        private var words: [String] = []
        private var word: String?
        private var quote: Character?
        private var isEscaped = false
        private var isComment = false
        private var isExpression = false
        private var previous: Character?

        mutating func take(_ character: Character) {
            defer { previous = character }
            if isComment {
                if character == "\n" { (isComment, word) = (false, nil); endCommand() }
                return
            }
            if isExpression {
                word?.append(character)
                if word?.hasSuffix("}}") == true { isExpression = false }
                return
            }
            if isEscaped {
                isEscaped = false
                // A line that goes on.
                if character != "\n" { add(character) }
                return
            }
            if let open = quote {
                if character == open { quote = nil } else { append(character) }
                return
            }
            switch character {
            case "\\": isEscaped = true
            case "'", "\"":
                quote = character
                word = word ?? ""
            case "#" where word == nil: isComment = true
            case " ", "\t": endWord()
            case "|" where previous == "|" && words.isEmpty:
                if commands.last?.ending == .pipe { commands[commands.count - 1].ending = .alternative }
            case "|": endCommand(.pipe)
            // `2>&1` is one word.
            case "&" where word?.last == ">" || word?.last == "<": append(character)
            case "\n", ";", "&", "(", ")": endCommand()
            default: append(character)
            }
        }

        // In place: a word may be as long as the file.
        private mutating func add(_ character: Character) {
            if word == nil { word = "" }
            word?.append(character)
        }

        private mutating func append(_ character: Character) {
            add(character)
            if word?.hasSuffix("${{") == true { isExpression = true }
        }

        private mutating func endWord() {
            if let word { words.append(word) }
            word = nil
        }

        mutating func endCommand(_ ending: Command.Ending = .other) {
            endWord()
            if !words.isEmpty { commands.append(Command(words: words, ending: ending)) }
            words = []
        }
    }
}
