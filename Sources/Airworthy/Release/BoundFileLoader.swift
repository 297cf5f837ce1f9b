import Trust

/// Reads `{path: …, sha256: …}`.
enum BoundFileLoader {
    static func load(_ node: YAMLNode, as subject: String) throws(InputError) -> BoundFile {
        var fields = try FieldReader(node, as: subject)
        let path = try fields.string("path")
        let digest = try digest(&fields)
        try fields.finish()
        return BoundFile(path: path, digest: digest, location: fields.location)
    }

    /// The `sha256` field: 64 lower-case hex digits, with or without the `sha256:` prefix.
    static func digest(_ fields: inout FieldReader) throws(InputError) -> Digest {
        let text = try fields.string("sha256")
        guard let digest = Digest(text.hasPrefix("sha256:") ? text : "sha256:\(text)") else {
            throw InputError(
                "bad-digest", "`sha256` of \(fields.subject) is not a SHA-256 digest",
                at: fields.place(of: "sha256"), remedy: "write 64 lower-case hex digits")
        }
        return digest
    }
}
