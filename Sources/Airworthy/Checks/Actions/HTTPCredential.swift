import Trust

/// A header whose value stands in a file, because a checklist is read by many.
struct HTTPCredential: Sendable, Hashable {
    let header: String
    let file: String
    let prefix: String

    /// Longest that servers take as a line.
    private static let limit = 8 << 10

    init(_ member: YAMLNode.Member) throws(InputError) {
        header = try HTTPHeaders.name(member)
        var fields = try FieldReader(member.value, as: "credential `\(member.key)`")
        file = try fields.string("file")
        prefix = try fields.optionalString("prefix") ?? ""
        try fields.finish()
        guard !file.isEmpty, HTTPHeaders.isValue(prefix) else {
            throw InputError(
                "http-header", "credential `\(member.key)` names no file, or its prefix cannot stand in a header",
                at: member.location, remedy: "write `{file: …, prefix: \"Bearer \"}`")
        }
    }

    /// One final line break is the editor's, not the secret's.
    /// - Throws: `credential-missing`, `credential-unusable`: never with any of it.
    func read(from files: any FileAccess) async throws(Obstacle) -> HTTPQuestion.Credential {
        guard var bytes = try await files.read(secret: file, limit: Self.limit) else {
            throw Obstacle(
                "credential-missing", "there is no `\(file)`, and `\(header)` is to be read from it", at: .path(file),
                remedy: "put the credential there")
        }
        if bytes.last == 0x0A { bytes.removeLast() }
        if bytes.last == 0x0D { bytes.removeLast() }
        guard !bytes.isEmpty, bytes.allSatisfy({ (0x20...0x7E).contains($0) }) else {
            throw Obstacle(
                "credential-unusable", "`\(file)` does not hold one line of plain text", at: .path(file),
                remedy: "put the credential there and nothing else")
        }
        return HTTPQuestion.Credential(header: header, value: Secret(Array(prefix.utf8) + bytes))
    }
}
