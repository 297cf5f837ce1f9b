import Trust

/// Reads what the entries name, for its times. What cannot be read becomes a finding; only a world that cannot be
/// looked at is an obstacle.
struct CredentialReader: Sendable {
    let files: any FileAccess

    /// What was seen.
    struct Reading: Sendable {
        var credentials: [Credential] = []
        var bundles: [CertificateBundle] = []
        var findings: [Finding<SecretWindowCode>] = []

        /// Every credential, those of bundles too.
        var all: [Credential] { credentials + bundles.flatMap { $0.parts.map(\.credential).array } }
    }

    private static let fileLimit = 8 << 20
    private static let passwordLimit = 4_096

    func read(_ entries: [CredentialEntry]) async throws(Obstacle) -> Reading {
        var reading = Reading()
        for entry in entries { try await read(entry, into: &reading) }
        return reading
    }

    private func read(_ entry: CredentialEntry, into reading: inout Reading) async throws(Obstacle) {
        guard let file = entry.file else {
            reading.credentials.append(Credential(entry))
            return
        }
        guard let bytes = try await files.read(file, limit: Self.fileLimit) else {
            reading.findings.append(absent(file, entry))
            return
        }
        switch entry.kind {
        case .certificate:
            try await readBundle(entry, file, into: &reading) { () throws(Diagnostic) in
                try Certificate.all(inPEM: bytes)
            }
        case .pkcs12:
            let password: Secret
            if let passwordFile = entry.passwordFile {
                guard let text = try await files.read(passwordFile, limit: Self.passwordLimit) else {
                    reading.findings.append(absent(passwordFile, entry))
                    return
                }
                password = Secret(Self.withoutLineBreak(text))
            } else {
                password = Secret([])
            }
            try await readBundle(entry, file, into: &reading) { () throws(Diagnostic) in
                try PKCS12(der: bytes, password: password).certificates
            }
        case .jwt: readToken(entry, file, bytes, into: &reading)
        case .password, .apiKey, .signingKey, .token:
            preconditionFailure("an entry of a kind without readable times has no file")
        }
    }

    private func readToken(_ entry: CredentialEntry, _ file: String, _ bytes: [UInt8], into reading: inout Reading) {
        let claims: TokenClaims
        do throws(Diagnostic) {
            claims = try TokenClaims(bytes)
        } catch {
            reading.findings.append(unreadable(file, entry, error))
            return
        }
        // Its other times prove nothing when one of them is no time.
        guard claims.malformed.isEmpty else {
            let name = Credential(entry).name
            reading.findings += claims.malformed.map {
                Finding(.invalidTimes, "\(name): \($0), not a number of seconds", at: .field(of: file, "claims"))
            }
            return
        }
        var credential = Credential(entry, at: .field(of: file, "claims"))
        credential.fingerprint = claims.fingerprint
        credential.notBefore = claims.notBefore
        credential.expiry = claims.expiresAt.map { Expiry(instant: $0, isInclusive: false) }
        credential.issuedAt = entry.rotatedAt ?? claims.issuedAt
        reading.credentials.append(credential)
    }

    private func readBundle(
        _ entry: CredentialEntry, _ file: String, into reading: inout Reading,
        _ certificates: () throws(Diagnostic) -> [Certificate]
    ) async throws(Obstacle) {
        let parts: NonEmpty<CertificateBundle.Part>
        do throws(Diagnostic) {
            let found = try certificates()
            let credentials = found.enumerated().map { index, certificate in
                CertificateBundle.Part(
                    credential: credential(entry, file, certificate, index, of: found.count), certificate: certificate)
            }
            guard let all = NonEmpty(credentials) else { throw Diagnostic("no-certificate", "it holds no certificate") }
            parts = all
        } catch {
            reading.findings.append(unreadable(file, entry, error))
            return
        }
        var roots: [Certificate]?
        if let path = entry.roots {
            guard let bytes = try await files.read(path, limit: Self.fileLimit) else {
                reading.findings.append(absent(path, entry))
                return
            }
            do throws(Diagnostic) {
                let found = try Certificate.all(inPEM: bytes)
                if found.isEmpty { throw Diagnostic("no-certificate", "it holds no certificate") }
                roots = found
            } catch {
                reading.findings.append(unreadable(path, entry, error))
                return
            }
        }
        reading.bundles.append(CertificateBundle(parts: parts, roots: roots))
    }

    private func credential(
        _ entry: CredentialEntry, _ file: String, _ certificate: Certificate, _ index: Int, of count: Int
    ) -> Credential {
        let part = count == 1 ? nil : "certificate \(index + 1) of \(count), \(certificate.subject)"
        var credential = Credential(entry, part: part, at: .field(of: file, "certificate \(index + 1)"))
        credential.fingerprint = certificate.fingerprint.description
        credential.notBefore = certificate.notBefore
        credential.expiry = Expiry(instant: certificate.notAfter, isInclusive: true)
        if index == 0 {
            credential.issuedAt = entry.rotatedAt ?? certificate.notBefore
        } else {
            // The entry's plans are the leaf's: its authorities neither rotate nor renew with it.
            (credential.issuedAt, credential.maxAge, credential.nextRotation) = (nil, nil, nil)
            (credential.overlap, credential.renewal, credential.revokedAt) = (nil, nil, nil)
        }
        return credential
    }

    private func absent(_ path: String, _ entry: CredentialEntry) -> Finding<SecretWindowCode> {
        Finding(.absent, "\(Credential(entry).name): there is no `\(path)`", at: .path(path))
    }

    private func unreadable(
        _ path: String, _ entry: CredentialEntry, _ error: Diagnostic
    ) -> Finding<SecretWindowCode> {
        Finding(
            .unreadable, "\(Credential(entry).name): `\(path)` cannot be read: \(error.message)", at: .path(path),
            remedy: error.remedy, notes: [error.code])
    }

    private static func withoutLineBreak(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        if bytes.last == 10 { bytes.removeLast() }
        if bytes.last == 13 { bytes.removeLast() }
        return bytes
    }
}
