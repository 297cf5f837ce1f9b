import Trust

extension SBOMCheck {
    static func elements(_ arguments: inout FieldReader) throws(InputError) -> [BillElement] {
        let profile: BillProfile? = try arguments.optionalChoice("profile")
        guard let words = try arguments.optionalStrings("require") else { return (profile ?? .ntia2021).elements }
        // Which of the two would count is not for a reader to guess.
        guard profile == nil else {
            throw InputError(
                "profile-and-require", "\(arguments.subject) has both `profile` and `require`",
                at: arguments.place(of: "require"), remedy: "remove one of them")
        }
        try refuseEmpty(words, "require", arguments)
        let known = BillElement.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
        return try words.map { (word) throws(InputError) in
            guard let element = BillElement(rawValue: word) else {
                throw InputError(
                    "unknown-value", "`require` of \(arguments.subject) holds `\(word)`, which is none of \(known)",
                    at: arguments.place(of: "require"), remedy: "write one of \(known)")
            }
            return element
        }
    }

    static func banned(_ arguments: inout FieldReader) throws(InputError) -> [Glob] {
        guard let patterns = try arguments.optionalStrings("banned") else { return [] }
        try refuseEmpty(patterns, "banned", arguments)
        return try patterns.map { (pattern) throws(InputError) in
            do throws(Diagnostic) {
                return try Glob(pattern)
            } catch {
                throw InputError(
                    error.code, error.message, at: arguments.place(of: "banned"),
                    remedy: error.remedy ?? "write a pattern with `*` and `**` only")
            }
        }
    }

    /// Nil when nothing is asked of licences.
    static func licences(_ arguments: inout FieldReader) throws(InputError) -> LicenceRule? {
        let denied = try patterns("bannedLicences", &arguments)
        let allowed = try patterns("allowedLicences", &arguments)
        let unlicensed: Unlicensed? = try arguments.optionalChoice("unlicensed")
        guard denied != nil || allowed != nil else {
            guard unlicensed == nil else { throw arguments.missing("bannedLicences") }
            return nil
        }
        return LicenceRule(allowed: allowed, denied: denied ?? [], acceptsUnknown: unlicensed == .accepted)
    }

    private static func patterns(
        _ key: String, _ arguments: inout FieldReader
    ) throws(InputError) -> [LicencePattern]? {
        guard let texts = try arguments.optionalStrings(key) else { return nil }
        try refuseEmpty(texts, key, arguments)
        return try texts.map { (text) throws(InputError) in
            do throws(Diagnostic) {
                return try LicencePattern(text)
            } catch {
                throw InputError(
                    error.code, error.message, at: arguments.place(of: key),
                    remedy: error.remedy ?? "write an SPDX licence identifier, or a pattern with `*`")
            }
        }
    }

    static func file(_ arguments: inout FieldReader) throws(InputError) -> (path: String, digest: Digest)? {
        let path = try arguments.optionalString("path")
        let sha256 = try arguments.optionalString("sha256")
        switch (path, sha256) {
        case (nil, nil): return nil
        case (let path?, let text?):
            guard let digest = Digest("sha256:\(text)") else {
                throw InputError(
                    "malformed-digest", "`sha256` of \(arguments.subject) is not 64 lower-case hex digits",
                    at: arguments.place(of: "sha256"), remedy: "write what `sha256sum` prints for the file")
            }
            return (path, digest)
        // A path alone names whatever lies there tomorrow.
        case (_?, nil): throw arguments.missing("sha256")
        case (nil, _?): throw arguments.missing("path")
        }
    }

    // A list that asks for nothing is a mistake: leaving the argument out says what is meant.
    private static func refuseEmpty(
        _ list: [String], _ key: String, _ arguments: FieldReader
    ) throws(InputError) {
        guard list.isEmpty else { return }
        throw InputError(
            "empty-list", "`\(key)` of \(arguments.subject) is empty", at: arguments.place(of: key),
            remedy: "name at least one, or remove `\(key)`")
    }
}
