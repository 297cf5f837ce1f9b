import Trust

/// Holds one document against a compiled schema. What it costs is bounded, because alternatives inside alternatives
/// multiply.
struct SchemaExamination {
    private let schema: FormatSchema
    private let limit: Int
    private(set) var faults: [SchemaFault] = []
    /// Rules that may still be applied.
    private var work: Int

    /// Rules applied to values: an honest document takes some four for each of its values.
    static let workLimit = 64_000_000

    init(_ schema: FormatSchema, limit: Int, work: Int) {
        self.schema = schema
        self.limit = limit
        self.work = work
    }

    mutating func examine(_ value: JSONValue) {
        let holds = keeps(value, schema.root, telling: true)
        if work < 0 {
            faults.insert(SchemaFault(pointer: "", message: "examining it takes more work than is allowed"), at: 0)
        } else if !holds, faults.isEmpty {
            faults.append(SchemaFault(pointer: "", message: "is not what the schema asks"))
        }
    }

    private mutating func fault(_ value: JSONValue, _ telling: Bool, _ message: @autoclosure () -> String) -> Bool {
        if telling, faults.count < limit { faults.append(SchemaFault(pointer: value.pointer, message: message())) }
        return false
    }

    /// Whether the value keeps the rule. Only when `telling` are the reasons kept, and only then is it looked at to the
    /// end once one is found.
    private mutating func keeps(_ value: JSONValue, _ index: Int, telling: Bool) -> Bool {
        if index == SchemaRule.anything { return true }
        work -= 1
        guard work >= 0 else { return false }
        let compiled = schema.rules[index]
        if let reference = compiled.content.reference { return keeps(value, reference, telling: telling) }
        guard Self.isOne(value, of: compiled.content.kinds) else {
            return fault(
                value, telling,
                compiled.content.kinds.isEmpty ? "must be absent" : "must be \(compiled.content.kinds.words)")
        }
        var holds = keepsValues(value, compiled, telling)
        guard holds || telling else { return false }
        switch value.kind {
        case .string: holds = keepsText(value, compiled, telling) && holds
        case .number: holds = keepsNumber(value, compiled, telling) && holds
        case .array: holds = keepsElements(value, compiled, telling) && holds
        case .object: holds = keepsMembers(value, compiled, telling) && holds
        case .null, .bool: break
        }
        guard holds || telling else { return false }
        return keepsAlternatives(value, compiled, telling) && holds
    }

    private static func isOne(_ value: JSONValue, of kinds: SchemaRule.Kinds) -> Bool {
        switch value.kind {
        case .null: kinds.contains(.null)
        case .bool: kinds.contains(.bool)
        case .string: kinds.contains(.string)
        case .array: kinds.contains(.array)
        case .object: kinds.contains(.object)
        case .number: kinds.contains(.number) || kinds.contains(.integer) && isWhole(value)
        }
    }

    /// Within what dividing binary fractions loses; infinity is not.
    private static func isWhole(_ quotient: Double) -> Bool {
        quotient.isFinite && abs(quotient - quotient.rounded()) <= 4 * quotient.ulp
    }

    private static func isWhole(_ value: JSONValue) -> Bool {
        value.integer != nil || value.double.map { $0 == $0.rounded() } == true
    }

    private mutating func keepsValues(_ value: JSONValue, _ rule: CompiledRule, _ telling: Bool) -> Bool {
        if let texts = rule.content.texts {
            guard let text = value.string, let place = texts.firstIndex(of: text), texts[place].isSpelt(text) else {
                let shown = Excerpt.of(String(decoding: value.sourceBytes.prefix(80), as: UTF8.self))
                let known = texts.count <= 8 ? texts.sorted().map { "`\($0)`" }.joined(separator: ", ") : ""
                return fault(
                    value, telling,
                    "\(shown) is none of \(known.isEmpty ? "the \(texts.count) values it may be" : known)")
            }
        }
        if let values = rule.content.values, !values.contains(where: { JSONEquality.equal($0, value.json) }) {
            return fault(value, telling, "is none of the values it may be")
        }
        return true
    }

    private mutating func keepsText(_ value: JSONValue, _ rule: CompiledRule, _ telling: Bool) -> Bool {
        guard rule.content.format != nil || rule.content.pattern != nil || rule.content.length != 0...Int.max,
            let text = value.string
        else {
            return true
        }
        if rule.content.length != 0...Int.max, !rule.content.length.contains(text.unicodeScalars.count) {
            return fault(
                value, telling, "has \(text.unicodeScalars.count) characters, not \(Self.words(rule.content.length))")
        }
        if let pattern = rule.content.pattern, !pattern.matches(text) {
            return fault(value, telling, "`\(Excerpt.of(text))` is not of the form asked for")
        }
        if let format = rule.content.format, !format.accepts(text) {
            return fault(value, telling, "`\(Excerpt.of(text))` is no \(format.rawValue)")
        }
        return true
    }

    private mutating func keepsNumber(_ value: JSONValue, _ rule: CompiledRule, _ telling: Bool) -> Bool {
        guard let number = value.double else { return false }
        if let minimum = rule.content.minimum, number < minimum {
            return fault(value, telling, "must be at least \(minimum.text)")
        }
        if let maximum = rule.content.maximum, number > maximum {
            return fault(value, telling, "must be at most \(maximum.text)")
        }
        if let above = rule.content.above, number <= above {
            return fault(value, telling, "must be above \(above.text)")
        }
        if let below = rule.content.below, number >= below {
            return fault(value, telling, "must be below \(below.text)")
        }
        if let multiple = rule.content.multiple, !Self.isWhole(number / multiple) {
            return fault(value, telling, "must be a multiple of \(multiple.text)")
        }
        return true
    }

    private mutating func keepsElements(_ value: JSONValue, _ rule: CompiledRule, _ telling: Bool) -> Bool {
        let elements = value.elements
        guard rule.content.elementCount.contains(elements.count) else {
            return fault(value, telling, "has \(elements.count) elements, not \(Self.words(rule.content.elementCount))")
        }
        var holds = true
        for (place, element) in elements.enumerated() {
            let index =
                place < rule.content.firstElements.count ? rule.content.firstElements[place] : rule.content.elements
            if !keeps(element, index, telling: telling) {
                guard telling else { return false }
                holds = false
            }
        }
        if rule.content.isUnique, let repeated = JSONEquality.repeated(in: elements) {
            holds = fault(repeated, telling, "is the same as an element before it")
        }
        if let contains = rule.content.contains, !elements.contains(where: { keeps($0, contains, telling: false) }) {
            holds = fault(value, telling, "has no element of the kind asked for")
        }
        return holds
    }

    private mutating func keepsMembers(_ value: JSONValue, _ rule: CompiledRule, _ telling: Bool) -> Bool {
        let members = value.members
        var holds = true
        for name in rule.content.required where !members.contains(where: { $0.key.isSpelt(name) }) {
            holds = fault(value, telling, "`\(name)` is missing")
            guard telling else { return false }
        }
        guard rule.content.memberCount.contains(members.count) else {
            return fault(value, telling, "has \(members.count) members, not \(Self.words(rule.content.memberCount))")
        }
        for (name, member) in members {
            if let names = rule.content.memberNames, !keepsName(name, names) {
                holds = fault(member, telling, "`\(Excerpt.of(name))` is no name a member may have")
            }
            var isKnown = false
            var keepsAll = true
            if let place = rule.content.members.index(forKey: name), rule.content.members[place].key.isSpelt(name) {
                isKnown = true
                keepsAll = keeps(member, rule.content.members[place].value, telling: telling)
            }
            for (pattern, index) in rule.content.patterns where pattern.matches(name) {
                isKnown = true
                keepsAll = keeps(member, index, telling: telling) && keepsAll
            }
            if !isKnown {
                if rule.content.otherMembers == SchemaRule.nothing {
                    keepsAll = fault(member, telling, "`\(Excerpt.of(name))` is no member it may have")
                } else {
                    keepsAll = keeps(member, rule.content.otherMembers, telling: telling)
                }
            }
            if !keepsAll { holds = false }
            guard holds || telling else { return false }
        }
        return holds
    }

    private mutating func keepsName(_ name: String, _ index: Int) -> Bool {
        guard let document = try? JSONDocument(JSON.string(name).canonicalBytes(), name: "a name") else { return false }
        return keeps(document.root, index, telling: false)
    }

    private mutating func keepsAlternatives(_ value: JSONValue, _ rule: CompiledRule, _ telling: Bool) -> Bool {
        var holds = true
        for index in rule.content.all where !keeps(value, index, telling: telling) {
            guard telling else { return false }
            holds = false
        }
        if !rule.content.any.isEmpty, !rule.content.any.contains(where: { keeps(value, $0, telling: false) }) {
            holds = tellNearest(value, rule.content.any, telling)
        }
        if !rule.content.one.isEmpty {
            let kept = rule.content.one.count { keeps(value, $0, telling: false) }
            if kept == 0 { holds = tellNearest(value, rule.content.one, telling) }
            if kept > 1 { holds = fault(value, telling, "is of \(kept) forms at once, and may be of one") }
        }
        if let not = rule.content.not, keeps(value, not, telling: false) {
            holds = fault(value, telling, "is of a form it may not have")
        }
        if let condition = rule.content.condition {
            let branch = keeps(value, condition.test, telling: false) ? condition.then : condition.otherwise
            if let branch, !keeps(value, branch, telling: telling) { holds = false }
        }
        return holds
    }

    /// Says what is wrong by the alternative that is wrong in the fewest places.
    private mutating func tellNearest(_ value: JSONValue, _ alternatives: [Int], _ telling: Bool) -> Bool {
        guard telling, faults.count < limit else { return false }
        let before = faults
        var nearest: [SchemaFault]?
        for index in alternatives {
            faults = []
            _ = keeps(value, index, telling: true)
            if faults.count < nearest?.count ?? Int.max { nearest = faults }
        }
        faults = before
        _ = fault(value, telling, "fits none of the \(alternatives.count) forms it may have")
        faults += (nearest ?? []).prefix(limit - faults.count)
        return false
    }

    private static func words(_ range: ClosedRange<Int>) -> String {
        if range.upperBound == Int.max { return "at least \(range.lowerBound)" }
        if range.lowerBound == range.upperBound { return "\(range.lowerBound)" }
        return range.lowerBound == 0 ? "at most \(range.upperBound)" : "\(range.lowerBound) to \(range.upperBound)"
    }
}

extension String {
    /// Whether this, a name or value of a schema, is written with the same bytes. Strings compare by canonical
    /// equivalence, and what is equivalent to ASCII without being it takes more bytes (U+212A, U+037E): so the count
    /// tells, and does so without walking both.
    fileprivate func isSpelt(_ other: String) -> Bool { utf8.count == other.utf8.count && self == other }
}

extension Double {
    /// `1`, not `1.0`.
    fileprivate var text: String { Int64(exactly: self).map(String.init) ?? String(self) }
}
