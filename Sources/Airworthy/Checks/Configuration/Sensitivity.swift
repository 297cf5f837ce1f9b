import Trust

/// Which values may not be shown. A digest of one would not do instead: a short password is found by hashing guesses.
struct Sensitivity: Sendable {
    private let pointers: [PathPattern]
    private let isAlert: Bool

    /// For comparisons nobody sees.
    static let none = Sensitivity(pointers: [], isAlert: false)

    /// - Parameter pointers: what the checklist calls sensitive, beyond the names and shapes known here.
    init(pointers: [PathPattern]) {
        self.init(pointers: pointers, isAlert: true)
    }

    /// Reads `sensitive`.
    init(from arguments: inout FieldReader) throws(InputError) {
        let texts = try arguments.optionalStrings("sensitive") ?? []
        let location = arguments.place(of: "sensitive")
        self.init(
            pointers: try texts.map { (text) throws(InputError) in
                try PathPattern(text, "one of `sensitive`", at: location)
            })
    }

    private init(pointers: [PathPattern], isAlert: Bool) {
        self.pointers = pointers
        self.isAlert = isAlert
    }

    // Parts of names, folded. `key` hides more than it must, and that costs the reader little.
    private static let parts = [
        "password", "passwd", "passphrase", "secret", "token", "key", "credential", "authorization", "cookie",
        "private", "connectionstring",
    ]
    // Too short to be looked for inside other words.
    private static let words: Set<String> = ["pass", "pwd", "dsn", "salt", "pin", "auth", "cert"]

    func concerns(name: String) -> Bool {
        guard isAlert else { return false }
        let folded = String(name.lowercased().filter { $0.isLetter || $0.isNumber })
        return Self.words.contains(folded) || Self.parts.contains { folded.contains($0) }
    }

    func concerns(pointer: String) -> Bool {
        pointers.contains { $0.matches(pointer) }
    }

    /// Whether some members say that their neighbours hold a secret: `{name: DB_PASSWORD, value: …}` as in a
    /// container's environment, or a Kubernetes object of kind `Secret`.
    func concerns(members: [DocumentValue.Member]) -> Bool {
        guard isAlert else { return false }
        return members.contains { member in
            switch member.key {
            case "name", "key": member.value.string.map(concerns(name:)) ?? false
            case "kind": member.value.string == "Secret"
            default: false
            }
        }
    }

    /// Whether the text itself looks like a secret, whatever it is called: a PEM block, a URL with user information, a
    /// long word of mixed case and digits such as a token.
    static func looksSecret(_ text: String) -> Bool {
        if text.contains("-----BEGIN ") { return true }
        if let scheme = text.firstRange(of: "://"),
            text[scheme.upperBound...].prefix(while: { $0 != "/" }).contains("@")
        {
            return true
        }
        return text.split(whereSeparator: \.isWhitespace).contains { word in
            word.utf8.count >= 24 && word.contains(where: \.isUppercase) && word.contains(where: \.isLowercase)
                && word.contains(where: \.isNumber)
        }
    }
}
