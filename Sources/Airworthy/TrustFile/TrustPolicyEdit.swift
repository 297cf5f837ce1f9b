public import Trust

/// Edits a trust policy as text, so that comments and layout survive. The result must be read back before it is used.
public struct TrustPolicyEdit {
    private let lines: [String]
    private let root: YAMLNode
    private let source: String

    public init(_ bytes: [UInt8], source: String) throws(InputError) {
        root = try YAMLDocument.parse(bytes, name: source)
        lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
            .map(String.init)
        self.source = source
    }

    /// - Throws: `unknown-key-id`, `already-revoked`, `edit-failed` for a layout this cannot edit.
    public func revoking(_ id: String, at instant: Instant, reason: String) throws(InputError) -> [UInt8] {
        guard case .mapping(let members, _) = root,
            let epoch = members.first(where: { $0.key == "epoch" }),
            case .scalar(let text, _, .file(_, let epochLine, _)) = epoch.value, let number = Int(text),
            case .sequence(let keys, _)? = members.first(where: { $0.key == "keys" })?.value
        else { throw failed("the policy has no `epoch` or no `keys`") }
        let place = try find(id, in: keys)
        var lines = lines
        lines[epochLine - 1] = lines[epochLine - 1].replacing(text, with: String(number + 1), maxReplacements: 1)
        let quoted = String(decoding: JSON.string(reason).canonicalBytes(), as: UTF8.self)
        let additions = ["revokedAt: \(instant.rfc3339)", "reason: \(quoted)"]
        guard YAMLInsertion.insert(additions, beside: place, into: &lines) else { throw failed("the key has no place") }
        return Array(lines.joined(separator: "\n").utf8)
    }

    /// Where the key's `id` stands.
    private func find(_ id: String, in keys: [YAMLNode]) throws(InputError) -> Location {
        for key in keys {
            guard case .mapping(let members, _) = key,
                let named = members.first(where: { $0.key == "id" }), case .scalar(id, _, _) = named.value
            else { continue }
            guard !members.contains(where: { $0.key == "revokedAt" }) else {
                throw InputError(
                    "already-revoked", "`\(id)` is revoked already", at: key.location, remedy: "nothing is to be done")
            }
            guard !members.contains(where: { $0.key == "reason" }) else { throw failed("the key has a `reason`") }
            return named.location
        }
        throw InputError(
            "unknown-key-id", "the policy has no key `\(id)`", at: .path(source),
            remedy: "see `airworthy keys inspect` for the ids")
    }

    private func failed(_ reason: String) -> InputError {
        InputError(
            "edit-failed", reason, at: .path(source), remedy: "add `revokedAt` to the key and raise `epoch` by hand")
    }
}
