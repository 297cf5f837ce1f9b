import Trust

/// What the body of an answer must hold.
struct HTTPBodyExpectation: Sendable {
    /// Each occurs somewhere.
    let contains: [String]
    /// Scalars by JSON pointer, each of the same type and value.
    let values: [(pointer: JSONPointerPath, value: YAMLNode)]
    let digest: Digest?
    /// What the body must be as a text, and as a JSON document.
    let text: Matcher?
    let document: Matcher?

    private static let mostValues = 100
    private static let longestText = 1_024
    private static let limits = JSONLimits(bytes: HTTPCheck.mostBodyBytes, depth: 64, nodes: 1 << 20)

    init(_ node: YAMLNode) throws(InputError) {
        var fields = try FieldReader(node, as: "`body` of `expect`")
        let texts = try fields.optionalStrings("contains")
        let places = try fields.optionalMembers("json")
        let digestText = try fields.optionalString("sha256")
        text = try MatcherLoader.member("text", of: &fields)
        document = try MatcherLoader.member("jsonpath", of: &fields)
        try fields.finish()
        try fields.requireSaid("vacuous-expectation")
        contains = texts ?? []
        let members = places ?? []
        guard texts != nil || places != nil || digestText != nil || text ?? document != nil, texts?.isEmpty != true,
            places?.isEmpty != true,
            contains.allSatisfy({ (1...Self.longestText).contains($0.utf8.count) })
        else {
            throw InputError(
                "vacuous-expectation", "`body` of `expect` holds nothing to look for, or more than can be looked for",
                at: fields.location,
                remedy: "write texts of up to \(Self.longestText) bytes, `json`, `jsonpath`, `text` or `sha256`")
        }
        guard contains.count <= Self.mostValues, members.count <= Self.mostValues else {
            throw InputError(
                "out-of-range", "`body` of `expect` names more than \(Self.mostValues) texts or values",
                at: fields.location, remedy: "ask in several steps")
        }
        values = try members.map { (member) throws(InputError) in try Self.value(member) }
        digest = try digestText.map { (text) throws(InputError) in
            guard let digest = Digest(text), digest.algorithm == .sha256 else {
                throw InputError(
                    "digest", "`\(text)` is not a SHA-256 digest", at: fields.place(of: "sha256"),
                    remedy: "write `sha256:` and 64 lower-case hex digits")
            }
            return digest
        }
    }

    private static func value(
        _ member: YAMLNode.Member
    ) throws(InputError) -> (pointer: JSONPointerPath, value: YAMLNode) {
        guard let pointer = JSONPointerPath(member.key) else {
            throw InputError(
                "json-pointer", "`\(Excerpt.of(member.key))` is no JSON pointer", at: member.location,
                remedy: "begin each name with `/`, and write `~1` for a slash in one")
        }
        guard case .scalar(let text, let plain, _) = member.value else {
            throw InputError(
                "wrong-type", "`\(member.key)` of `json` must be one value, found \(member.value.noun)",
                at: member.value.location, remedy: "name the values inside it, each with its own pointer")
        }
        // `null` may be expected; what was left empty is a slip, and means the same to YAML.
        guard !plain || !text.isEmpty else {
            throw InputError(
                "vacuous-expectation", "`\(Excerpt.of(member.key))` of `json` is left empty", at: member.location,
                remedy: "write the value that is expected, `null` if that is it")
        }
        return (pointer, member.value)
    }

    var count: Int {
        contains.count + values.count + [digest != nil, text != nil, document != nil].count(where: \.self)
    }

    /// What is missing; of a body that is cut, only what no more bytes could supply.
    func unmet(by answer: HTTPAnswer, named name: String, isQuoted: Bool) -> [Finding<HTTPCode>] {
        let lacking = contains.filter { !ByteSearch.occurs(Array($0.utf8), in: answer.body) }
        guard !answer.isCut else {
            guard !lacking.isEmpty || count > contains.count else { return [] }
            return [Finding(.bodyTooLarge, "the body has more than the \(answer.body.count) bytes that are read")]
        }
        var findings = lacking.map { Finding<HTTPCode>(.bodyMismatch, "the body does not contain `\(Excerpt.of($0))`") }
        if let digest, Digest.of(answer.body) != digest {
            findings.append(Finding(.bodyMismatch, "the body is \(Digest.of(answer.body)), expected \(digest)"))
        }
        if let text {
            let whole = String(validating: answer.body, as: UTF8.self)
            findings += Self.findings(
                whole.map { text.match(.string($0)) } ?? .untold("is not UTF-8 text"), isQuoted: isQuoted)
        }
        guard !values.isEmpty || document != nil else { return findings }
        do throws(Diagnostic) {
            let root = try JSONDocument(answer.body, name: name, limits: Self.limits).root
            findings += values.compactMap { Self.mismatch($0.pointer, $0.value, in: root, name, isQuoted: isQuoted) }
            if let document {
                findings += Self.findings(document.match(MatchedValue(.json(root))), isQuoted: isQuoted)
            }
        } catch {
            // What the reader stumbled over may be a secret's name or a part of one.
            let reason = isQuoted ? error.message : error.code
            findings.append(Finding(.bodyNotJSON, "the body is no JSON: \(reason)", at: error.location))
        }
        return findings
    }

    private static func findings(_ result: MatchResult, isQuoted: Bool) -> [Finding<HTTPCode>] {
        switch result {
        case .matched: []
        case .differs(let words): [Finding(.bodyMismatch, "the body: \(isQuoted ? words : "is not what is expected")")]
        case .untold(let words):
            [Finding(.bodyUntold, "the body: \(isQuoted ? words : "cannot be held against what is expected")")]
        }
    }

    private static func mismatch(
        _ pointer: JSONPointerPath, _ wanted: YAMLNode, in root: JSONValue, _ name: String, isQuoted: Bool
    ) -> Finding<HTTPCode>? {
        let place = Location.pointer(document: name, pointer.text)
        let wanted = DocumentValue.yaml(wanted)
        guard let found = pointer.value(in: root) else {
            return Finding(.bodyMismatch, "the body has no `\(pointer.text)`, expected \(wanted.shown)", at: place)
        }
        guard !DocumentValue.json(found).isSameScalar(as: wanted) else { return nil }
        let shown = isQuoted ? DocumentValue.json(found).shown : "something else"
        return Finding(.bodyMismatch, "`\(pointer.text)` is \(shown), expected \(wanted.shown)", at: place)
    }
}

extension DocumentValue {
    /// Same type and value: `"1"` is not 1, and 1.0 is 1.
    fileprivate func isSameScalar(as other: DocumentValue) -> Bool {
        switch (shape, other.shape) {
        case (.null, .null): true
        case (.bool(let one), .bool(let other)): one == other
        case (.number(let one), .number(let other)): one == other
        case (.string(let one), .string(let other)): one.isExactly(other)
        default: false
        }
    }
}
