import Trust

/// Reads `variables:`, and the types that outputs have too.
enum VariableLoader {
    static let mostVariables = 256

    static func load(_ fields: inout FieldReader) throws(InputError) -> [VariableDeclaration] {
        let members = try fields.optionalMembers("variables") ?? []
        guard members.count <= mostVariables else {
            throw InputError(
                "too-many-items", "`variables` lists \(members.count) variables", at: fields.place(of: "variables"),
                remedy: "list at most \(mostVariables)")
        }
        var errors = ErrorCollector()
        let declarations = members.compactMap { member in
            errors.attempt { () throws(InputError) in try declaration(member) }
        }
        try errors.throwIfAny()
        return declarations
    }

    private static func declaration(_ member: YAMLNode.Member) throws(InputError) -> VariableDeclaration {
        try requireName(member.key, "a variable", at: member.location)
        var fields = try FieldReader(member.value, as: "variable `\(member.key)`")
        let type = try type(&fields, default: nil)
        let standard = try fields.node("default").map { (node) throws(InputError) in
            guard let value = type.value(of: node) else {
                throw fields.wrongType("default", node, wanted: type.wanted)
            }
            return value
        }
        if let standard {
            try requireOpen(standard, "the default of variable `\(member.key)`", at: fields.place(of: "default"))
        }
        _ = try fields.optionalString("description")
        try fields.finish()
        return VariableDeclaration(
            name: member.key, type: type, defaultValue: standard, location: member.location)
    }

    /// Reads `type`, and what narrows it down: `values`, `min`, `max`.
    static func type(_ fields: inout FieldReader, default standard: ValueType.Name?) throws(InputError) -> ValueType {
        guard let name = try fields.optionalChoice("type", of: ValueType.Name.self) ?? standard else {
            throw fields.missing("type")
        }
        let words = name == .choice ? try fields.optionalStrings("values") : nil
        let least = name == .integer ? try fields.optionalInteger("min") : nil
        let most = name == .integer ? try fields.optionalInteger("max") : nil
        switch name {
        case .string: return .string
        case .boolean: return .boolean
        case .duration: return .duration
        case .integer:
            guard least ?? .min <= most ?? .max else {
                throw InputError(
                    "out-of-range", "`min` of \(fields.subject) is more than its `max`", at: fields.place(of: "min"),
                    remedy: "write the smaller number as `min`")
            }
            return .integer((least ?? .min)...(most ?? .max))
        case .choice:
            guard let words else { throw fields.missing("values") }
            guard Set(words).count == words.count, words.count >= 2, words.count <= ValueType.mostChoices,
                words.allSatisfy({ ValueType.string.value(of: $0) != nil })
            else {
                throw InputError(
                    "out-of-range", "`values` of \(fields.subject) is no choice between different words",
                    at: fields.place(of: "values"), remedy: "list 2 to \(ValueType.mostChoices) different words")
            }
            return .choice(words)
        }
    }

    /// Names are what `${{ vars.name }}` can hold, and never those of secrets: values are recorded and signed.
    static func requireName(_ name: String, _ what: String, at location: Location) throws(InputError) {
        guard let first = name.utf8.first, name.utf8.count <= 80, isLetter(first),
            name.utf8.allSatisfy({ isLetter($0) || isDigit($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") })
        else {
            throw InputError(
                "bad-name", "`\(name)` cannot name \(what)", at: location,
                remedy: "use letters, digits, hyphens and underscores, a letter first")
        }
        guard !Sensitivity(pointers: []).concerns(name: name) else { throw secret("`\(name)`", at: location) }
    }

    /// No secret, and nothing that its writer takes for a value: what is put in is never looked at for place-holders.
    static func requireOpen(_ value: VariableValue, _ what: String, at location: Location) throws(InputError) {
        guard case .string(let text) = value else { return }
        guard !Sensitivity.looksSecret(text) else { throw secret(what, at: location) }
        guard !Placeholder.occurs(in: text) else {
            throw InputError(
                "bad-substitution", "\(what) holds a place-holder, and nothing is put into it", at: location,
                remedy: "write the value out")
        }
    }

    static func secret(_ what: String, at location: Location) -> InputError {
        InputError(
            "secret-variable", "\(what) sounds like a secret, and variables and outputs are recorded and signed",
            at: location, remedy: "let the program read the secret from a file, or choose another name")
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
