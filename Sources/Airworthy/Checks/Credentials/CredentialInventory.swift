import Trust

/// The list of everything a release depends on that can expire, with the instant it was taken.
///
/// ```yaml
/// asOf: 2026-11-20T08:00:00Z
/// credentials:
///   - {id: shop-tls, kind: certificate, owner: team-web, usedBy: [release, rollback], file: secrets/shop-tls.pem}
/// ```
struct CredentialInventory: Sendable, Hashable {
    let asOf: Instant
    /// At least one.
    let entries: [CredentialEntry]
    let location: Location

    static let entryLimit = 10_000

    init(_ bytes: [UInt8], name: String) throws(InputError) {
        var fields = try FieldReader(try YAMLDocument.parse(bytes, name: name), as: "the inventory")
        asOf = try fields.instant("asOf")
        let nodes = try fields.optionalList("credentials") ?? []
        location = fields.location
        try fields.finish()
        entries = try Self.entries(nodes, at: location)
        guard !entries.isEmpty else {
            throw InputError(
                "empty-list", "the inventory lists no credential", at: location,
                remedy: "list what the release depends on")
        }
    }

    /// - Throws: every entry's defect, and `duplicate-id`.
    static func entries(_ nodes: [YAMLNode], at location: Location) throws(InputError) -> [CredentialEntry] {
        guard nodes.count <= entryLimit else {
            throw InputError(
                "too-many-credentials", "\(nodes.count) credentials are listed", at: location, remedy: "split the list")
        }
        var entries: [CredentialEntry] = []
        var defects: [Diagnostic] = []
        var ids: Set<String> = []
        for node in nodes {
            do throws(InputError) {
                let entry = try CredentialEntry(node)
                if !ids.insert(entry.id).inserted {
                    throw InputError(
                        "duplicate-id", "credential `\(entry.id)` is listed twice", at: entry.location,
                        remedy: "give each its own id")
                }
                entries.append(entry)
            } catch {
                defects += error.diagnostics.array
            }
        }
        if let defects = NonEmpty(defects) { throw InputError(defects) }
        return entries
    }
}
