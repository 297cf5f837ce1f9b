import Trust

/// One role's metadata of The Update Framework (specification 1.0, section 4): clients refuse it from `expires` on.
/// Whether it is rightly signed is for the client; here only its time is read.
enum UpdateMetadata {
    private static let roles: Set = ["root", "targets", "snapshot", "timestamp"]
    private static let limits = JSONLimits(bytes: 8 << 20, depth: 32, nodes: 1_000_000)

    static func read(
        _ bytes: [UInt8], of entry: CredentialEntry, in file: String, into reading: inout CredentialReading
    ) throws(Diagnostic) {
        let root = try JSONDocument(bytes, name: file, limits: limits).root
        guard let signed = root["signed"], signed.kind == .object, root["signatures"]?.kind == .array,
            let role = signed["_type"]?.string, roles.contains(role)
        else {
            throw Diagnostic(
                "tuf-unreadable", "it is not signed metadata of a role", at: root.location,
                remedy: "name `root.json`, `targets.json`, `snapshot.json` or `timestamp.json`")
        }
        let place = CredentialReading.Place(entry: entry, file: file, part: role)
        var credential = place.credential(at: "signed")
        credential.fingerprint = Digest.of(bytes).description
        guard let text = signed["expires"]?.string, let expires = Instant(zoned: text) else {
            reading.findings.append(
                Finding(.invalidTimes, "\(credential.name): `expires` is no instant", at: credential.location))
            return
        }
        // Section 5: the expiry must be higher than the time of the update.
        credential.expiry = Expiry(instant: expires, isInclusive: false)
        reading.credentials.append(credential)
    }
}
