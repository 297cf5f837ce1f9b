import Trust

/// A credential inventory in which one credential, whose expiry the inventory itself states or may state, expires at a
/// given instant. Everything else stays as it is.
enum ExpiringInventory {
    /// - Returns: `bytes` unchanged when they are no inventory, or one that leaves every expiry to files.
    static func spoil(_ bytes: [UInt8], expiresAt instant: Instant) -> [UInt8] {
        guard let root = try? YAMLDocument.parse(bytes, name: "inventory"), case .mapping(let members, _) = root,
            case .sequence(let credentials, _)? = members.first(where: { $0.key == "credentials" })?.value
        else { return bytes }
        var lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
            .map(String.init)
        for case .mapping(let fields, _) in credentials {
            if let stated = fields.first(where: { $0.key == "expiresAt" })?.value,
                case .scalar(let old, _, .file(_, let line, _)) = stated
            {
                lines[line - 1] = lines[line - 1].replacing(old, with: instant.rfc3339, maxReplacements: 1)
                return joined(lines)
            }
            guard !fields.contains(where: { $0.key == "file" }), let id = fields.first(where: { $0.key == "id" }),
                YAMLInsertion.insert(["expiresAt: \(instant.rfc3339)"], beside: id.location, into: &lines)
            else { continue }
            return joined(lines)
        }
        return bytes
    }

    private static func joined(_ lines: [String]) -> [UInt8] { Array(lines.joined(separator: "\n").utf8) }
}
