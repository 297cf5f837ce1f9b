import Trust

/// What a variable or an output may be.
public enum ValueType: Sendable, Hashable {
    /// Not empty, no control characters, at most ``longestText`` bytes.
    case string
    /// Between the two, which count.
    case integer(ClosedRange<Int>)
    case boolean
    case duration
    /// One of these words.
    case choice([String])

    /// What `type:` says.
    enum Name: String, CaseIterable {
        case string, integer, boolean, duration
        case choice = "enum"
    }

    static let longestText = 4_096
    static let mostChoices = 256

    /// The word of `type:`.
    public var name: String {
        switch self {
        case .string: Name.string.rawValue
        case .integer: Name.integer.rawValue
        case .boolean: Name.boolean.rawValue
        case .duration: Name.duration.rawValue
        case .choice: Name.choice.rawValue
        }
    }

    /// What is wanted, for messages.
    var wanted: String {
        switch self {
        case .string: "a text of 1 to \(Self.longestText) bytes without control characters"
        case .integer(let range) where range == Int.min...Int.max: "a whole number"
        case .integer(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .boolean: "`true` or `false`"
        case .duration: "a duration such as `90s`, `5m`, `2h` or `7d`"
        case .choice(let words): "one of \(words.map { "`\($0)`" }.joined(separator: ", "))"
        }
    }

    /// The value a text stands for: from the command line, or what a program printed. Nil where it stands for none.
    func value(of text: String) -> VariableValue? {
        switch self {
        case .string: Self.isSound(text) ? .string(text) : nil
        case .integer(let range):
            // `+5` and `007` are numbers to Swift and not to the formats here.
            Int(text).flatMap { range.contains($0) && String($0) == text ? .integer($0) : nil }
        case .boolean: text == "true" ? .boolean(true) : text == "false" ? .boolean(false) : nil
        case .duration: Duration(text: text).map(VariableValue.duration)
        case .choice(let words): words.contains { $0.isExactly(text) } ? .string(text) : nil
        }
    }

    /// The value of a scalar in a file: `5` is a number and no text, `"5"` a text and no number.
    func value(of node: YAMLNode) -> VariableValue? {
        guard case .scalar(let text, let plain, _) = node else { return nil }
        let kind = ScalarKind(plain: plain, text)
        return switch self {
        case .string, .choice, .duration: kind == .string ? value(of: text) : nil
        case .integer: kind == .integer ? value(of: text) : nil
        case .boolean: kind == .bool ? value(of: text.lowercased()) : nil
        }
    }

    /// The value of a part of a document.
    func value(of value: MatchedValue) -> VariableValue? {
        switch (self, value) {
        case (.string, .string(let text)), (.choice, .string(let text)), (.duration, .string(let text)):
            self.value(of: text)
        case (.integer, .number(let number)): self.value(of: number.text)
        case (.boolean, .bool(let value)): .boolean(value)
        default: nil
        }
    }

    private static func isSound(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= longestText
            && text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
    }
}
