import Trust

/// AWS IAM's credential report (IAM User Guide, "Getting credential reports"): of each user the age of every active
/// access key, password and signing certificate. None of them has an expiry, so `maxAge` decides.
struct CredentialReport {
    let entry: CredentialEntry
    let file: String

    private static let limit = 8 << 20

    /// - Throws: `report-unreadable` and what ``CommaSeparatedValues`` throws.
    func read(_ bytes: [UInt8], into reading: inout CredentialReading) throws(Diagnostic) {
        guard bytes.count <= Self.limit else { throw Self.fault("it has more than \(Self.limit) bytes") }
        let table = try CommaSeparatedValues(bytes)
        let needed = ["user", "password_enabled", "access_key_1_active", "access_key_2_active"]
        guard needed.allSatisfy(table.header.contains) else {
            throw Self.fault("it lacks a column of credential reports")
        }
        var wanted = entry.users.map(Set.init)
        var count = 0
        let before = reading.noted
        for record in table.records {
            let row = Row(values: Dictionary(uniqueKeysWithValues: zip(table.header, record)))
            let user = row.values["user"] ?? ""
            if wanted != nil, wanted?.remove(user) == nil { continue }
            count += 1
            let known = reading.noted
            read(row, of: user, into: &reading)
            // Who is named is to have one; of all the report's users many have none.
            if entry.users != nil, known == reading.noted {
                let message =
                    "\(Credential(entry).name): `\(Excerpt.of(user))` has no active access key, certificate or password"
                reading.findings.append(Finding(.absent, message, at: .path(file)))
            }
        }
        for missing in (wanted ?? []).sorted() {
            let message = "\(Credential(entry).name): the report lists no user `\(Excerpt.of(missing))`"
            reading.findings.append(Finding(.absent, message, at: .path(file)))
        }
        guard count > 0 || wanted != nil else { throw Self.fault("it lists no user") }
        guard before < reading.noted else {
            throw Self.fault("it lists no active credential")
        }
    }

    private struct Row {
        let values: [String: String]
    }

    private func read(_ row: Row, of user: String, into reading: inout CredentialReading) {
        for number in 1...2 {
            add(
                "access key \(number)", row, user, "access_key_\(number)_active", "access_key_\(number)_last_rotated",
                &reading)
            add("certificate \(number)", row, user, "cert_\(number)_active", "cert_\(number)_last_rotated", &reading)
        }
        add(
            "password", row, user, "password_enabled", "password_last_changed", &reading, next: "password_next_rotation"
        )
    }

    private func add(
        _ what: String, _ row: Row, _ user: String, _ active: String, _ since: String,
        _ reading: inout CredentialReading,
        next: String? = nil
    ) {
        let place = CredentialReading.Place(entry: entry, file: file, part: "`\(Excerpt.of(user))` \(what)")
        var credential = place.credential(at: since)
        switch row.values[active]?.lowercased() {
        case "false", nil: return
        case "true": break
        // The root user's password: `not_supported` says that it is there and nothing of it.
        case "not_supported": credential.silence = "is of a sort the report says nothing of"
        default:
            reading.unreadable(place, Self.fault("`\(active)` is neither true nor false"))
            return
        }
        credential.issuedAt = moment(since, of: row, credential, &reading)
        if let next, credential.nextRotation == nil {
            credential.nextRotation = moment(next, of: row, credential, &reading)
        }
        if credential.issuedAt == nil, credential.silence == nil { credential.silence = "has no `\(since)`" }
        reading.credentials.append(credential)
    }

    private func moment(
        _ column: String, of row: Row, _ credential: Credential, _ reading: inout CredentialReading
    ) -> Instant? {
        guard let text = row.values[column], !["", "N/A", "not_supported", "no_information"].contains(text) else {
            return nil
        }
        guard let instant = Instant(zoned: text) else {
            reading.findings.append(
                Finding(.invalidTimes, "\(credential.name): `\(column)` is no instant", at: credential.location))
            return nil
        }
        return instant
    }

    private static func fault(_ message: String) -> Diagnostic {
        Diagnostic("report-unreadable", message, remedy: "generate and download the credential report again")
    }
}
