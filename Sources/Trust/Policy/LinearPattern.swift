/// A regular expression over a whole text, matched in time that grows with the text and the pattern and never faster:
/// all ways through the pattern are followed at once, so no input can make it slow (the `(a+)+$` of every verifier that
/// backtracks).
///
/// The language is the common part of RE2 and POSIX: `.`, `[…]`, `(…)`, `|`, `*`, `+`, `?`, `{m,n}`, `\d \w \s` and
/// escaped punctuation. Always anchored at both ends; `^` and `$` may be written there and nowhere else. `.` and
/// negated sets do not match a line break.
public struct LinearPattern: Sendable, Hashable {
    enum Instruction: Sendable, Hashable {
        case one(ScalarSet)
        /// Goes on at both places.
        case split(Int, Int)
        case jump(Int)
        case match
    }

    /// Longest pattern accepted, in Unicode scalars, and longest program it may become.
    public static let maximumLength = 1_024
    static let maximumInstructions = 8_192
    /// Longest text looked at; identities are far shorter.
    public static let maximumText = 4_096

    public let source: String
    private let program: [Instruction]

    /// Throws `pattern-empty`, `pattern-too-long`, `pattern-syntax`.
    public init(_ source: String) throws(Diagnostic) {
        guard !source.isEmpty else {
            throw Diagnostic("pattern-empty", "an empty pattern", remedy: "Write what the text must be.")
        }
        guard source.unicodeScalars.count <= Self.maximumLength else {
            throw Diagnostic("pattern-too-long", "a pattern of more than \(Self.maximumLength) characters")
        }
        var parser = LinearPatternParser(source)
        program = try parser.program()
        self.source = source
    }

    /// Whether the pattern stands for all of `text`.
    public func matches(_ text: String) -> Bool {
        guard text.utf8.count <= Self.maximumText else { return false }
        var alive = Places(program.count)
        add(0, to: &alive)
        for scalar in text.unicodeScalars {
            var next = Places(program.count)
            for place in alive.list {
                if case .one(let set) = program[place], set.contains(scalar) { add(place + 1, to: &next) }
            }
            alive = next
            if alive.list.isEmpty { return false }
        }
        return alive.list.contains { program[$0] == .match }
    }

    /// Places of the program, each once.
    private struct Places {
        var list: [Int] = []
        var isIn: [Bool]

        init(_ count: Int) { isIn = [Bool](repeating: false, count: count) }
    }

    private func add(_ start: Int, to places: inout Places) {
        var pending = [start]
        while let place = pending.popLast() {
            guard !places.isIn[place] else { continue }
            places.isIn[place] = true
            switch program[place] {
            case .jump(let target): pending.append(target)
            case .split(let first, let second): pending += [second, first]
            case .one, .match: places.list.append(place)
            }
        }
    }
}

extension LinearPattern: CustomStringConvertible {
    public var description: String { source }
}
