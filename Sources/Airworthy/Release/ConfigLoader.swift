import Trust

/// Reads one member of `configs`: the key is the path.
enum ConfigLoader {
    static func load(_ member: YAMLNode.Member) throws(InputError) -> Config {
        var fields = try FieldReader(member.value, as: "config `\(member.key)`")
        let revision = try fields.optionalString("revision")
        if let revision, !ServiceLoader.isRevision(revision) {
            throw InputError(
                "bad-revision", "`\(revision)` is not a full commit id", at: fields.place(of: "revision"),
                remedy: "write all 40 (or 64) lower-case hex digits")
        }
        let digest = try BoundFileLoader.digest(&fields)
        try fields.finish()
        return Config(
            file: BoundFile(path: member.key, digest: digest, location: member.location), revision: revision)
    }
}
