/// One `pattern` of a JSON Schema: the part of ECMA 262's regular expressions that published schemas use.
///
/// Characters, `.`, classes, `\s \d \w`, groups, alternation, `* + ? {n} {n,} {n,m}`, `^` and `$`; look-around and
/// back-references are refused. All alternatives are followed side by side, so that time is the text's length times the
/// pattern's, whatever the text: the pattern is ours, and the text is an attacker's.
struct SchemaPattern: Sendable {
    private indirect enum Node {
        case set([ClosedRange<UInt32>], isNegated: Bool)
        case start
        case end
        case sequence([Node])
        case choice([Node])
        case repeated(Node, least: Int, most: Int?)
    }

    private enum Step: Sendable {
        case set([ClosedRange<UInt32>], isNegated: Bool)
        case start
        case end
        case split(Int, Int)
        case jump(Int)
        case match
    }

    /// Steps of one pattern, counted repetition written out.
    private static let stepLimit = 4_000

    private let steps: [Step]

    /// Nil for what is not such a pattern.
    init?(_ text: String) {
        var reader = Reader(scalars: Array(text.unicodeScalars))
        guard let node = reader.choice(), reader.isAtEnd else { return nil }
        var steps: [Step] = []
        guard Self.write(node, to: &steps) else { return nil }
        steps.append(.match)
        self.steps = steps
    }

    /// Whether the pattern is found anywhere in `text`: patterns are not anchored (JSON Schema, 6.3.3).
    func matches(_ text: String) -> Bool {
        var current = Threads(count: steps.count)
        var next = Threads(count: steps.count)
        let scalars = Array(text.unicodeScalars)
        for offset in 0...scalars.count {
            if follow(0, at: offset, of: scalars.count, into: &current) { return true }
            guard offset < scalars.count else { return false }
            let scalar = scalars[offset].value
            for step in current.list {
                guard case .set(let ranges, let isNegated) = steps[step],
                    ranges.contains(where: { $0.contains(scalar) }) != isNegated
                else { continue }
                if follow(step + 1, at: offset + 1, of: scalars.count, into: &next) { return true }
            }
            swap(&current, &next)
            next.clear()
        }
        return false
    }

    /// Steps that wait for a character, each once.
    private struct Threads {
        private(set) var list: [Int] = []
        private var seen: [Bool]

        init(count: Int) { seen = Array(repeating: false, count: count) }

        mutating func insert(_ step: Int) -> Bool {
            guard !seen[step] else { return false }
            seen[step] = true
            list.append(step)
            return true
        }

        mutating func clear() {
            for step in list { seen[step] = false }
            list.removeAll(keepingCapacity: true)
        }
    }

    /// True when the pattern's end is reached without another character.
    private func follow(_ first: Int, at offset: Int, of count: Int, into threads: inout Threads) -> Bool {
        var left = [first]
        while let step = left.popLast() {
            guard threads.insert(step) else { continue }
            switch steps[step] {
            case .set: continue
            case .start: if offset == 0 { left.append(step + 1) }
            case .end: if offset == count { left.append(step + 1) }
            case .split(let one, let other): left += [one, other]
            case .jump(let target): left.append(target)
            case .match: return true
            }
        }
        return false
    }

    /// False when there are too many.
    private static func write(_ node: Node, to steps: inout [Step]) -> Bool {
        guard steps.count < stepLimit else { return false }
        switch node {
        case .set(let ranges, let isNegated): steps.append(.set(ranges, isNegated: isNegated))
        case .start: steps.append(.start)
        case .end: steps.append(.end)
        case .sequence(let nodes): return nodes.allSatisfy { write($0, to: &steps) }
        case .choice(let nodes):
            var jumps: [Int] = []
            for (number, node) in nodes.enumerated() {
                let split = steps.count
                let isLast = number == nodes.count - 1
                if !isLast { steps.append(.jump(0)) }
                guard write(node, to: &steps) else { return false }
                guard !isLast else { continue }
                jumps.append(steps.count)
                steps.append(.jump(0))
                steps[split] = .split(split + 1, steps.count)
            }
            for jump in jumps { steps[jump] = .jump(steps.count) }
        case .repeated(let node, let least, let most):
            for _ in 0..<least where !write(node, to: &steps) { return false }
            let split = steps.count
            guard let most else {
                steps.append(.jump(0))
                guard write(node, to: &steps) else { return false }
                steps.append(.jump(split))
                steps[split] = .split(split + 1, steps.count)
                return true
            }
            for _ in least..<max(least, most) {
                let split = steps.count
                steps.append(.jump(0))
                guard write(node, to: &steps) else { return false }
                steps[split] = .split(split + 1, steps.count)
            }
        }
        return true
    }

    private struct Reader {
        let scalars: [Unicode.Scalar]
        var offset = 0

        var isAtEnd: Bool { offset == scalars.count }
        private var next: Unicode.Scalar? { isAtEnd ? nil : scalars[offset] }

        private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
            guard next == scalar else { return false }
            offset += 1
            return true
        }

        mutating func choice() -> Node? {
            var nodes: [Node] = []
            repeat {
                guard let node = sequence() else { return nil }
                nodes.append(node)
            } while take("|")
            return nodes.count == 1 ? nodes[0] : .choice(nodes)
        }

        private mutating func sequence() -> Node? {
            var nodes: [Node] = []
            while let next, next != "|", next != ")" {
                guard let atom = atom(), let node = repetition(of: atom) else { return nil }
                nodes.append(node)
            }
            return .sequence(nodes)
        }

        private mutating func atom() -> Node? {
            guard let scalar = next else { return nil }
            offset += 1
            switch scalar {
            case "^": return .start
            case "$": return .end
            // Line ends (ECMA 262, 22.2.2.7).
            case ".": return .set([0x0A...0x0A, 0x0D...0x0D, 0x2028...0x2029], isNegated: true)
            case "(":
                if take("?") { guard take(":") else { return nil } }
                guard let node = choice(), take(")") else { return nil }
                return node
            case "[": return characterClass()
            case "\\": return escape().map { .set($0.ranges, isNegated: $0.isNegated) }
            case "*", "+", "?", "{", ")": return nil
            default: return .set([scalar.value...scalar.value], isNegated: false)
            }
        }

        private mutating func repetition(of node: Node) -> Node? {
            switch next {
            case "*":
                offset += 1
                return .repeated(node, least: 0, most: nil)
            case "+":
                offset += 1
                return .repeated(node, least: 1, most: nil)
            case "?":
                offset += 1
                return .repeated(node, least: 0, most: 1)
            case "{":
                offset += 1
                guard let least = number() else { return nil }
                guard take(",") else { return take("}") ? .repeated(node, least: least, most: least) : nil }
                if take("}") { return .repeated(node, least: least, most: nil) }
                guard let most = number(), most >= least, take("}") else { return nil }
                return .repeated(node, least: least, most: most)
            default: return node
            }
        }

        private mutating func number() -> Int? {
            var digits = ""
            while let next, ("0"..."9").contains(next), digits.count < 4 {
                digits.unicodeScalars.append(next)
                offset += 1
            }
            return Int(digits)
        }

        private static let digits: [ClosedRange<UInt32>] = [0x30...0x39]
        private static let word: [ClosedRange<UInt32>] = [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A]
        private static let spaces: [ClosedRange<UInt32>] = [
            0x09...0x0D, 0x20...0x20, 0xA0...0xA0, 0x1680...0x1680, 0x2000...0x200A, 0x2028...0x2029, 0x202F...0x202F,
            0x205F...0x205F, 0x3000...0x3000, 0xFEFF...0xFEFF,
        ]

        private mutating func escape() -> (ranges: [ClosedRange<UInt32>], isNegated: Bool)? {
            guard let scalar = next else { return nil }
            offset += 1
            switch scalar {
            case "d": return (Self.digits, false)
            case "D": return (Self.digits, true)
            case "w": return (Self.word, false)
            case "W": return (Self.word, true)
            case "s": return (Self.spaces, false)
            case "S": return (Self.spaces, true)
            case "n": return ([0x0A...0x0A], false)
            case "r": return ([0x0D...0x0D], false)
            case "t": return ([0x09...0x09], false)
            case _ where scalar.properties.isAlphabetic || ("0"..."9").contains(scalar): return nil
            default: return ([scalar.value...scalar.value], false)
            }
        }

        private mutating func characterClass() -> Node? {
            let isNegated = take("^")
            var ranges: [ClosedRange<UInt32>] = []
            while let scalar = next {
                offset += 1
                if scalar == "]" { return .set(ranges, isNegated: isNegated) }
                var low = scalar.value
                if scalar == "\\" {
                    guard let escaped = escape(), !escaped.isNegated else { return nil }
                    guard escaped.ranges.count == 1, let only = escaped.ranges.first, only.count == 1 else {
                        ranges += escaped.ranges
                        continue
                    }
                    low = only.lowerBound
                }
                guard next == "-", offset + 1 < scalars.count, scalars[offset + 1] != "]" else {
                    ranges.append(low...low)
                    continue
                }
                offset += 1
                var high = scalars[offset].value
                offset += 1
                if high == 0x5C {
                    guard let escaped = escape(), let only = escaped.ranges.first, only.count == 1 else { return nil }
                    high = only.lowerBound
                }
                guard high >= low else { return nil }
                ranges.append(low...high)
            }
            return nil
        }
    }
}
