import Trust

extension SBOMCheck {
    static func elements(_ arguments: inout FieldReader) throws(InputError) -> [BillElement] {
        guard let words = try arguments.optionalStrings("require") else { return BillElement.allCases }
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
