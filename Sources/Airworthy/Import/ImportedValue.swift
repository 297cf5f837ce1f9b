import Trust

/// A value to be written as YAML, its members in the order people read them in.
indirect enum ImportedValue: Sendable {
    case text(String)
    case number(Int)
    case flag(Bool)
    case list([ImportedValue])
    case map([(key: String, value: ImportedValue)])

    static func texts(_ texts: [String]) -> ImportedValue { .list(texts.map(ImportedValue.text)) }

    /// On one line.
    var flow: String {
        switch self {
        case .text(let text): Self.scalar(text)
        case .number(let number): String(number)
        case .flag(let flag): String(flag)
        case .list(let elements): "[" + elements.map(\.flow).joined(separator: ", ") + "]"
        case .map(let members):
            "{" + members.map { "\(Self.scalar($0.key)): \($0.value.flow)" }.joined(separator: ", ") + "}"
        }
    }

    /// Plain where no reader could take it for anything else, in JSON's quotes otherwise, which are YAML's too.
    private static func scalar(_ text: String) -> String {
        let isWord = text.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
            default: "-_./".utf8.contains(byte)
            }
        }
        let isPlain = isWord && text.first?.isLetter == true && ScalarKind(plain: true, text) == .string
        return isPlain ? text : String(decoding: JSON.string(text).canonicalBytes(), as: UTF8.self)
    }

    /// Text from outside as part of a comment: one line, whatever was in it.
    static func comment(_ text: String, limit: Int = 200) -> String { SafeText.line(text, limit: limit) }
}
