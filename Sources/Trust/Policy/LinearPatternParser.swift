/// Turns the text of a ``LinearPattern`` into its program, by recursive descent.
struct LinearPatternParser {
    private typealias Program = [LinearPattern.Instruction]

    private let source: String
    private let scalars: [Unicode.Scalar]
    private var place = 0
    private var depth = 0

    private static let maximumDepth = 32
    private static let maximumRepetitions = 256

    init(_ source: String) {
        self.source = source
        scalars = Array(source.unicodeScalars)
    }

    mutating func program() throws(Diagnostic) -> [LinearPattern.Instruction] {
        if peek == "^" { place += 1 }
        let body = try alternatives()
        if peek == "$" { place += 1 }
        guard place == scalars.count else { throw fault("`\(scalars[place])` has no place there") }
        guard !body.isEmpty else { throw fault("it stands for the empty text only") }
        return body + [.match]
    }

    private var peek: Unicode.Scalar? { place < scalars.count ? scalars[place] : nil }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard peek == scalar else { return false }
        place += 1
        return true
    }

    /// Addresses inside a part are relative to its start until it is put into place.
    private mutating func alternatives() throws(Diagnostic) -> Program {
        var result = try sequence()
        while take("|") {
            let other = try sequence()
            // split over the first, which ends by jumping over the second.
            let first = Self.moved(result, by: 1)
            result =
                [.split(1, first.count + 2)] + first + [.jump(first.count + 2 + other.count)]
                + Self.moved(other, by: first.count + 2)
            try requireSmall(result)
        }
        return result
    }

    private mutating func sequence() throws(Diagnostic) -> Program {
        var result: Program = []
        while let scalar = peek, scalar != "|", scalar != ")", !(scalar == "$" && place == scalars.count - 1) {
            let part = try repeated(try atom())
            result += Self.moved(part, by: result.count)
            try requireSmall(result)
        }
        return result
    }

    private mutating func atom() throws(Diagnostic) -> Program {
        guard let scalar = peek else { throw fault("it ends early") }
        place += 1
        switch scalar {
        case "(":
            if take("?"), !take(":") { throw fault("`(?` begins no flags and no look-around here") }
            depth += 1
            guard depth <= Self.maximumDepth else { throw fault("groups are nested too deeply") }
            let body = try alternatives()
            depth -= 1
            guard take(")") else { throw fault("a group has no end") }
            return body
        case "[": return [.one(try set())]
        case ".": return [.one(.any)]
        case "\\": return [.one(ScalarSet(try escaped()))]
        case "*", "+", "?", "{": throw fault("`\(scalar)` repeats nothing")
        case "^", "$", "]", "}": throw fault("`\(scalar)` has no place there; write `\\\(scalar)` for the character")
        default: return [.one(ScalarSet(scalar))]
        }
    }

    private mutating func escaped() throws(Diagnostic) -> [ClosedRange<UInt32>] {
        guard let scalar = peek else { throw fault("it ends with a backslash") }
        place += 1
        switch scalar {
        case "d": return ScalarSet.digit
        case "w": return ScalarSet.word
        case "s": return ScalarSet.space
        case let other where other.isASCII && !other.properties.isAlphabetic && other.properties.numericType == nil:
            return [other.value...other.value]
        default: throw fault("`\\\(scalar)` is no escape of this language")
        }
    }

    private mutating func set() throws(Diagnostic) -> ScalarSet {
        let isNegated = take("^")
        var ranges: [ClosedRange<UInt32>] = []
        while let scalar = peek, scalar != "]" || ranges.isEmpty {
            place += 1
            guard scalar != "[" else { throw fault("`[` inside a set; write `\\[` for the character") }
            let first = scalar == "\\" ? try escaped() : [scalar.value...scalar.value]
            guard peek == "-", place + 1 < scalars.count, scalars[place + 1] != "]" else {
                ranges += first
                continue
            }
            place += 1
            guard let end = peek, end != "\\", first.count == 1, first[0].count == 1, end.value >= first[0].lowerBound
            else { throw fault("a range inside a set that is none") }
            place += 1
            ranges.append(first[0].lowerBound...end.value)
        }
        guard take("]") else { throw fault("a set has no end") }
        return ScalarSet(ranges, isNegated: isNegated)
    }

    private mutating func repeated(_ part: Program) throws(Diagnostic) -> Program {
        var result = part
        if take("*") {
            result = Self.loop(part, least: 0)
        } else if take("+") {
            result = Self.loop(part, least: 1)
        } else if take("?") {
            result = Self.optional(part)
        } else if take("{") {
            result = try counted(part)
        } else {
            return part
        }
        guard peek != "*", peek != "+", peek != "?", peek != "{" else { throw fault("a repetition of a repetition") }
        return result
    }

    private mutating func counted(_ part: Program) throws(Diagnostic) -> Program {
        guard let least = number() else { throw fault("`{` without a number") }
        var most: Int? = least
        if take(",") { most = number() }
        guard take("}"), least <= most ?? least, max(least, most ?? 0) <= Self.maximumRepetitions else {
            throw fault("a count that is none, or more than \(Self.maximumRepetitions)")
        }
        // Before it is written out: groups of groups multiply.
        guard part.count * max(least, most ?? 1) <= LinearPattern.maximumInstructions else { throw tooMuch }
        var result: Program = []
        for _ in 0..<least { result += Self.moved(part, by: result.count) }
        if let most {
            // Each further one only after the one before it.
            var tail: Program = []
            for _ in least..<most { tail = Self.optional(part + Self.moved(tail, by: part.count)) }
            result += Self.moved(tail, by: result.count)
        } else {
            result += Self.moved(Self.loop(part, least: 0), by: result.count)
        }
        try requireSmall(result)
        return result
    }

    private mutating func number() -> Int? {
        var value: Int?
        while let digit = peek, ("0"..."9").contains(digit), (value ?? 0) < 10_000 {
            value = (value ?? 0) * 10 + Int(digit.value - 0x30)
            place += 1
        }
        return value
    }

    private static func loop(_ part: Program, least: Int) -> Program {
        if least == 1 { return part + [.split(0, part.count + 1)] }
        return [.split(1, part.count + 2)] + moved(part, by: 1) + [.jump(0)]
    }

    private static func optional(_ part: Program) -> Program {
        [.split(1, part.count + 1)] + moved(part, by: 1)
    }

    private static func moved(_ part: Program, by distance: Int) -> Program {
        guard distance > 0 else { return part }
        return part.map { instruction in
            switch instruction {
            case .split(let first, let second): .split(first + distance, second + distance)
            case .jump(let target): .jump(target + distance)
            case .one, .match: instruction
            }
        }
    }

    private func requireSmall(_ program: Program) throws(Diagnostic) {
        guard program.count <= LinearPattern.maximumInstructions else { throw tooMuch }
    }

    private var tooMuch: Diagnostic { fault("it repeats too much") }

    private func fault(_ reason: String) -> Diagnostic {
        Diagnostic(
            "pattern-syntax", "the pattern `\(source.prefix(120))` cannot be read at character \(place + 1): \(reason)",
            remedy: "Correct the pattern.")
    }
}
