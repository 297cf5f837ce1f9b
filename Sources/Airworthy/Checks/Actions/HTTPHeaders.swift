import Trust

/// Header fields as a checklist writes them: a mapping of names to values (RFC 9110 §5).
enum HTTPHeaders {
    /// What proves who asks has no place in a checklist: `Authorization`, `X-Api-Key`, `Private-Token` and their like.
    private static let confidential = ["authorization", "cookie", "token", "api-key", "apikey", "secret", "password"]

    static func read(_ key: String, _ fields: inout FieldReader) throws(InputError) -> [String: String] {
        var headers: [String: String] = [:]
        for member in try fields.optionalMembers(key) ?? [] {
            let name = try name(member)
            let value = try FieldReader.string(member.value, "`\(member.key)` of `\(key)`")
            guard isValue(value) else {
                throw InputError(
                    "http-header", "the value of `\(member.key)` cannot stand in a header", at: member.value.location,
                    remedy: "write one line of plain ASCII without spaces around it")
            }
            guard headers.updateValue(value, forKey: name) == nil else {
                throw InputError(
                    "http-header", "`\(key)` names `\(name)` twice", at: member.location,
                    remedy: "write it once: case makes no difference")
            }
        }
        return headers
    }

    /// - Throws: `literal-credential` for one whose value is a secret by its name.
    static func refuseCredentials(_ headers: [String: String], at location: Location) throws(InputError) {
        let told = headers.keys.sorted().first { name in confidential.contains { name.contains($0) } }
        guard let name = told else { return }
        throw InputError(
            "literal-credential", "`\(name)` is written out, and whoever reads the checklist has it", at: location,
            remedy: "name a file under `credentials`")
    }

    /// In lower case.
    static func name(_ member: YAMLNode.Member) throws(InputError) -> String {
        let isToken =
            !member.key.isEmpty
            && member.key.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
                default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
                }
            }
        guard isToken else {
            throw InputError(
                "http-header", "`\(Excerpt.of(member.key))` cannot name a header", at: member.location,
                remedy: "use letters, digits and hyphens")
        }
        return member.key.lowercased()
    }

    /// A line break would be another header.
    static func isValue(_ text: String) -> Bool { text.utf8.allSatisfy { (0x20...0x7E).contains($0) } }
}
