import Trust

extension SummaryCheck {
    static func verifiers(_ arguments: inout FieldReader) throws(InputError) -> [TrustedVerifier] {
        guard let nodes = try arguments.optionalList("verifiers"), !nodes.isEmpty else {
            throw arguments.missing("verifiers")
        }
        return try nodes.map { (node) throws(InputError) in
            var fields = try FieldReader(node, as: "each of `verifiers`")
            let id = try fields.string("id")
            guard let signers = try fields.optionalStrings("signers"), !signers.isEmpty else {
                throw fields.missing("signers")
            }
            try fields.finish()
            return TrustedVerifier(id: id, signers: signers)
        }
    }

    /// An empty list would be met by every summary, which is not what anybody means who writes one.
    static func levels(_ arguments: inout FieldReader) throws(InputError) -> [VerifiedLevel] {
        guard let words = try arguments.optionalStrings("levels"), !words.isEmpty else {
            throw arguments.missing("levels")
        }
        let subject = arguments.subject
        let place = arguments.place(of: "levels")
        return try words.map { (word) throws(InputError) in
            guard !word.isEmpty, word != "FAILED", !VerifiedLevel.isMisspelt(word) else {
                throw malformed(word, "levels", subject, place)
            }
            return VerifiedLevel(word)
        }
    }

    static func dependencies(_ arguments: inout FieldReader) throws(InputError) -> VerifiedLevel? {
        guard let word = try arguments.optionalString("dependencies") else { return nil }
        guard case .level = VerifiedLevel(word) else {
            throw malformed(word, "dependencies", arguments.subject, arguments.place(of: "dependencies"))
        }
        return VerifiedLevel(word)
    }

    static func resource(_ arguments: inout FieldReader) throws(InputError) -> String? {
        guard let text = try arguments.optionalString("resource") else { return nil }
        guard !text.isEmpty else {
            throw InputError(
                "empty-text", "`resource` of \(arguments.subject) is empty", at: arguments.place(of: "resource"),
                remedy: "write it out, or remove `resource`")
        }
        return text
    }

    private static func malformed(
        _ word: String, _ key: String, _ subject: String, _ place: Location
    ) -> InputError {
        InputError(
            "malformed-level", "`\(key)` of \(subject) asks for `\(word)`, which is no level", at: place,
            remedy: "write `SLSA_<TRACK>_LEVEL_<NUMBER>`, such as `SLSA_BUILD_LEVEL_2`")
    }
}
