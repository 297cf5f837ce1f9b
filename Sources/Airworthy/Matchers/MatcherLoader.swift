import Trust

/// Reads a matcher: a mapping, of which every member must hold. What anything would meet, and what nothing could, is
/// refused here.
struct MatcherLoader {
    static let deepest = 16
    static let mostParts = 256

    private var parts = 0

    /// - Parameter subject: what the matcher is about, for messages: "`number` of `output`".
    /// - Throws: `vacuous-matcher`, `empty-range`, `matcher-too-large`, and what the fields throw.
    static func load(_ node: YAMLNode, as subject: String) throws(InputError) -> Matcher {
        var loader = MatcherLoader()
        return try loader.load(node, as: subject, depth: 0)
    }

    /// A matcher, or the `jsonpath` of one alone, that is a member of something else.
    static func member(_ key: String, of fields: inout FieldReader) throws(InputError) -> Matcher? {
        guard let node = fields.node(key) else { return nil }
        guard key == "jsonpath" else { return try load(node, as: "`\(key)` of \(fields.subject)") }
        let wrapped = YAMLNode.Member(key: key, location: node.location, value: node)
        return try load(.mapping([wrapped], at: node.location), as: fields.subject)
    }

    private mutating func load(_ node: YAMLNode, as subject: String, depth: Int) throws(InputError) -> Matcher {
        parts += 1
        guard depth < Self.deepest, parts <= Self.mostParts else {
            throw InputError(
                "matcher-too-large",
                "\(subject) is nested deeper than \(Self.deepest) or has more than "
                    + "\(Self.mostParts) parts", at: node.location, remedy: "ask about less at once")
        }
        var fields = try FieldReader(node, as: subject)
        var matchers = try values(&fields)
        matchers += try numbers(&fields)
        matchers += try texts(&fields)
        matchers += try combinations(&fields, depth)
        try fields.finish()
        try fields.requireSaid("vacuous-matcher")
        guard let first = matchers.first else { throw Self.vacuous("\(subject) asks for nothing", at: node.location) }
        return matchers.count == 1 ? first : .allOf(matchers)
    }

    private func values(_ fields: inout FieldReader) throws(InputError) -> [Matcher] {
        var matchers: [Matcher] = []
        if let node = fields.node("equals") { matchers.append(.equals(MatchedValue(.yaml(node)))) }
        if let nodes = try fields.optionalList("oneOf") {
            guard !nodes.isEmpty else {
                throw Self.vacuous("`oneOf` of \(fields.subject) has no choice", at: fields.place(of: "oneOf"))
            }
            matchers.append(.oneOf(nodes.map { MatchedValue(.yaml($0)) }))
        }
        if let node = fields.node("contains") {
            let part = MatchedValue(.yaml(node))
            guard part != .string("") else {
                throw Self.vacuous("`contains` of \(fields.subject) is in every text", at: node.location)
            }
            matchers.append(.contains(part))
        }
        for matcher in matchers { try Self.requireValues(matcher, fields) }
        return matchers
    }

    private func numbers(_ fields: inout FieldReader) throws(InputError) -> [Matcher] {
        var matchers: [Matcher] = []
        for order in NumberOrder.allCases {
            guard let node = fields.node(order.rawValue) else { continue }
            matchers.append(.order(order, try Self.number(node, "`\(order.rawValue)` of \(fields.subject)")))
        }
        if let ends = try fields.optionalList("between") {
            let place = fields.place(of: "between")
            guard ends.count == 2 else {
                throw fields.wrongType("between", .sequence(ends, at: place), wanted: "a list of two numbers")
            }
            let low = try Self.number(ends[0], "the lower end of `between`")
            let high = try Self.number(ends[1], "the upper end of `between`")
            guard high.isLess(than: low) == false else {
                throw InputError(
                    "empty-range", "no number is between \(low.text) and \(high.text)", at: place,
                    remedy: "write the lower end first")
            }
            matchers.append(.between(low, high))
        }
        return matchers
    }

    private func texts(_ fields: inout FieldReader) throws(InputError) -> [Matcher] {
        var matchers: [Matcher] = []
        if let text = try fields.optionalString("matches") {
            let place = fields.place(of: "matches")
            let pattern = try InputError.locating(at: place) { () throws(Diagnostic) in try LinearPattern(text) }
            guard !pattern.matches("") else {
                throw Self.vacuous("`matches` of \(fields.subject) stands for the empty text too", at: place)
            }
            matchers.append(.matches(pattern))
        }
        if let text = try fields.optionalString("semver") {
            matchers.append(
                .semver(
                    try InputError.locating(at: fields.place(of: "semver")) { () throws(Diagnostic) in
                        try VersionRange(text)
                    }))
        }
        return matchers
    }

    private mutating func combinations(_ fields: inout FieldReader, _ depth: Int) throws(InputError) -> [Matcher] {
        var matchers: [Matcher] = []
        let subject = fields.subject
        func inner(_ key: String) -> String { "`\(key)` of \(subject)" }
        if let node = fields.node("length") {
            let matcher = try load(node, as: inner("length"), depth: depth + 1)
            let lengths = [0, 1, 2, 1_000_000].map { MatchedValue.number(DecimalNumber(String($0))) }
            guard lengths.contains(where: { !matcher.match($0).isMatch }) else {
                throw Self.vacuous("every text and list has the `length` of \(subject)", at: node.location)
            }
            matchers.append(.length(matcher))
        }
        if let node = fields.node("every") {
            matchers.append(.every(try load(node, as: inner("every"), depth: depth + 1)))
        }
        if let node = fields.node("any") {
            matchers.append(.any(try load(node, as: inner("any"), depth: depth + 1)))
        }
        if let node = fields.node("not") {
            matchers.append(.not(try load(node, as: inner("not"), depth: depth + 1)))
        }
        for key in ["allOf", "anyOf"] {
            guard let nodes = try fields.optionalList(key) else { continue }
            guard !nodes.isEmpty else {
                throw Self.vacuous("\(inner(key)) lists nothing", at: fields.place(of: key))
            }
            var parts: [Matcher] = []
            for node in nodes { parts.append(try load(node, as: "each of \(inner(key))", depth: depth + 1)) }
            if key == "anyOf" { try Self.refuseOpposites(parts, fields) }
            matchers.append(key == "allOf" ? .allOf(parts) : .anyOf(parts))
        }
        if let members = try fields.optionalMembers("jsonpath") {
            matchers.append(try paths(members, of: fields, depth))
        }
        return matchers
    }

    private mutating func paths(
        _ members: [YAMLNode.Member], of fields: FieldReader, _ depth: Int
    ) throws(InputError) -> Matcher {
        guard !members.isEmpty else {
            throw Self.vacuous("`jsonpath` of \(fields.subject) names no place", at: fields.place(of: "jsonpath"))
        }
        var places: [Matcher.PathMatcher] = []
        for member in members {
            let path = try InputError.locating(at: member.location) { () throws(Diagnostic) in
                try ValuePath(member.key)
            }
            places.append(
                Matcher.PathMatcher(
                    path: path, matcher: try load(member.value, as: "`\(Excerpt.of(member.key))`", depth: depth + 1)))
        }
        return .paths(places)
    }

    private static func number(_ node: YAMLNode, _ what: String) throws(InputError) -> DecimalNumber {
        guard case .number(let number) = MatchedValue(.yaml(node)), number.isFinite else {
            throw InputError(
                "wrong-type", "\(what) must be a finite number, found \(node.noun)", at: node.location,
                remedy: "write a number")
        }
        return number
    }

    // `null` is what a field that was left empty says, and `.nan` is equal to nothing.
    private static func requireValues(_ matcher: Matcher, _ fields: FieldReader) throws(InputError) {
        let (key, values): (String, [MatchedValue]) =
            switch matcher {
            case .equals(let value): ("equals", [value])
            case .contains(let value): ("contains", [value])
            case .oneOf(let values): ("oneOf", values)
            default: ("", [])
            }
        for value in values where value == .null || !value.isComparable {
            throw InputError(
                "wrong-type", "`\(key)` of \(fields.subject) is \(value.shown), which nothing can be held against",
                at: fields.place(of: key), remedy: "write a string, a number, a boolean, a list or a mapping")
        }
    }

    private static func refuseOpposites(_ parts: [Matcher], _ fields: FieldReader) throws(InputError) {
        guard parts.contains(where: { parts.contains(.not($0)) }) else { return }
        throw vacuous("`anyOf` of \(fields.subject) allows something and its opposite", at: fields.place(of: "anyOf"))
    }

    private static func vacuous(_ message: String, at location: Location) -> InputError {
        InputError("vacuous-matcher", message, at: location, remedy: "write what only a sound value meets")
    }
}
