import Trust

/// Reads what the entries name, for its times. What cannot be read becomes a finding; only a world that cannot be
/// looked at is an obstacle.
struct CredentialReader: Sendable {
    let files: any FileAccess
    let http: any HTTPAccess
    let trust: TrustPolicy

    private static let fileLimit = 8 << 20
    private static let listLimit = RevocationList.maximumBytes
    private static let passwordLimit = 4_096

    func read(_ entries: [CredentialEntry]) async throws(Obstacle) -> CredentialReading {
        var reading = CredentialReading()
        for entry in entries { try await read(entry, into: &reading) }
        return reading
    }

    private func read(_ entry: CredentialEntry, into reading: inout CredentialReading) async throws(Obstacle) {
        if let id = entry.trusted {
            TrustedSigners(policy: trust).add(id, of: entry, into: &reading)
        } else if let url = entry.url, let tokenFile = entry.tokenFile {
            try await ask(url, with: tokenFile, about: entry, into: &reading)
        } else if let file = entry.file {
            guard let bytes = try await files.read(file, limit: entry.kind == .crl ? Self.listLimit : Self.fileLimit)
            else {
                reading.absent(file, entry)
                return
            }
            try await read(bytes, of: entry, in: file, into: &reading)
        } else {
            reading.credentials.append(Credential(entry))
        }
    }

    private func ask(
        _ url: String, with tokenFile: String, about entry: CredentialEntry, into reading: inout CredentialReading
    ) async throws(Obstacle) {
        guard let text = try await files.read(secret: tokenFile, limit: Self.passwordLimit) else {
            reading.absent(tokenFile, entry)
            return
        }
        let token = Self.withoutLineBreak(text)
        // What is no single line cannot be a header, and is no token of anybody's.
        guard !token.isEmpty, token.allSatisfy({ (0x21...0x7e).contains($0) }) else {
            reading.unreadable(
                CredentialReading.Place(entry: entry, file: tokenFile),
                Diagnostic("token-unreadable", "it is not one line of printable characters"))
            return
        }
        let issuer = CredentialIssuer(url: url, token: Secret(token), entry: entry, http: http)
        await issuer.ask(into: &reading)
    }

    /// What a file is read with.
    private struct Beside {
        var password = Secret([])
        var roots: [Certificate]?
        var lists: [RevocationList] = []
    }

    private func read(
        _ bytes: [UInt8], of entry: CredentialEntry, in file: String, into reading: inout CredentialReading
    ) async throws(Obstacle) {
        let place = CredentialReading.Place(entry: entry, file: file)
        guard let beside = try await beside(entry, &reading) else { return }
        let kubeconfig: Kubeconfig?
        do throws(Diagnostic) {
            // Whatever it is called: Java has written both sorts under either name.
            if KeystoreFormat.isKeystore(bytes) { throw KeystoreFormat.refusal }
            kubeconfig = entry.kind == .kubeconfig ? try Kubeconfig(bytes, name: file) : nil
            if kubeconfig == nil { try Self.read(bytes, in: place, with: beside, into: &reading) }
        } catch {
            reading.unreadable(place, error)
            return
        }
        if let kubeconfig { try await read(kubeconfig, in: place, into: &reading) }
    }

    private static func read(
        _ bytes: [UInt8], in place: CredentialReading.Place, with beside: Beside, into reading: inout CredentialReading
    ) throws(Diagnostic) {
        let (entry, file) = (place.entry, place.file)
        switch entry.kind {
        case .certificate:
            reading.add(try certificates(bytes), in: place, roots: beside.roots, lists: beside.lists)
        case .pkcs12:
            let store = try PKCS12(der: bytes, password: beside.password)
            reading.add(
                store.certificates.map(CertificateDates.init), in: place, roots: beside.roots, lists: beside.lists)
        case .keystore:
            throw Diagnostic("keystore-unreadable", "it is no Java key store", remedy: "name its `kind` as it is")
        case .jwt: reading.addToken(bytes, in: place)
        case .jwks: try KeySet(entry: entry, file: file).read(bytes, into: &reading)
        case .crl: reading.add(try RevocationList.all(in: bytes), in: place, isOwn: true)
        case .kubernetes:
            try KubernetesCredentials(entry: entry, file: file, roots: beside.roots, lists: beside.lists)
                .read(bytes, into: &reading)
        case .openpgp: reading.add(try OpenPGPCertificate.all(in: bytes), in: place)
        case .tuf: try UpdateMetadata.read(bytes, of: entry, in: file, into: &reading)
        case .awsReport: try CredentialReport(entry: entry, file: file).read(bytes, into: &reading)
        case .kubeconfig, .vaultToken, .vaultLease, .gitHubToken, .password, .apiKey, .signingKey, .token:
            preconditionFailure("a kind whose file is read elsewhere, or never")
        }
    }

    /// The first is loaded whole, as whoever uses the file will: a key or an extension it stumbles over is told here.
    /// Of the others the dates are what is asked.
    private static func certificates(_ bytes: [UInt8]) throws(Diagnostic) -> [CertificateDates] {
        // DER begins with a SEQUENCE; PEM is text.
        let found = bytes.first == 0x30 ? [try CertificateDates(der: bytes)] : try CertificateDates.all(inPEM: bytes)
        if let leaf = found.first { _ = try Certificate(der: leaf.der) }
        return found
    }

    /// The password, the roots and the revocation lists an entry names. Nil after a finding.
    private func beside(
        _ entry: CredentialEntry, _ reading: inout CredentialReading
    ) async throws(Obstacle) -> Beside? {
        var beside = Beside()
        if let path = entry.passwordFile {
            guard let text = try await files.read(secret: path, limit: Self.passwordLimit) else {
                reading.absent(path, entry)
                return nil
            }
            beside.password = Secret(Self.withoutLineBreak(text))
        }
        if let path = entry.roots {
            guard let bytes = try await files.read(path, limit: Self.fileLimit) else {
                reading.absent(path, entry)
                return nil
            }
            do throws(Diagnostic) {
                beside.roots = try Self.certificates(bytes).map { (dates) throws(Diagnostic) in
                    try Certificate(der: dates.der)
                }
            } catch {
                reading.unreadable(CredentialReading.Place(entry: entry, file: path), error)
                return nil
            }
        }
        if let path = entry.crl {
            guard let bytes = try await files.read(path, limit: Self.listLimit) else {
                reading.absent(path, entry)
                return nil
            }
            let place = CredentialReading.Place(entry: entry, file: path, part: "revocation list")
            do throws(Diagnostic) {
                beside.lists = try RevocationList.all(in: bytes)
            } catch {
                reading.unreadable(place, error)
                return nil
            }
            // One that has ended says nothing of what was revoked since.
            reading.add(beside.lists, in: place, isOwn: false)
        }
        return beside
    }

    private func read(
        _ kubeconfig: Kubeconfig, in place: CredentialReading.Place, into reading: inout CredentialReading
    ) async throws(Obstacle) {
        let folder = place.file.lastIndex(of: "/").map { String(place.file[...$0]) } ?? ""
        for item in kubeconfig.items {
            var part = place
            part.part = item.part
            switch item.content {
            case .certificates(let pem): readPart(pem, part, isOwn: item.isOwn, into: &reading)
            case .token(let token): reading.addToken(token, in: part)
            case .silent(let reason):
                var credential = part.credential(at: "kubeconfig")
                credential.silence = reason
                reading.credentials.append(credential)
            case .unreadable(let reason):
                reading.unreadable(part, Diagnostic("kubeconfig-unreadable", reason, remedy: "write it again"))
            case .certificateFile(let name), .tokenFile(let name):
                // Relative to the kubeconfig, as client-go has it.
                let path = name.hasPrefix("/") ? name : folder + name
                guard let content = try await files.read(path, limit: Self.fileLimit) else {
                    reading.absent(path, place.entry)
                    continue
                }
                part = CredentialReading.Place(entry: place.entry, file: path, part: item.part)
                if case .tokenFile = item.content {
                    reading.addToken(content, in: part)
                } else {
                    readPart(content, part, isOwn: item.isOwn, into: &reading)
                }
            }
        }
    }

    private func readPart(
        _ pem: [UInt8], _ place: CredentialReading.Place, isOwn: Bool, into reading: inout CredentialReading
    ) {
        do throws(Diagnostic) {
            reading.add(try Self.certificates(pem), in: place, isOwn: isOwn)
        } catch {
            reading.unreadable(place, error)
        }
    }

    private static func withoutLineBreak(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        if bytes.last == 10 { bytes.removeLast() }
        if bytes.last == 13 { bytes.removeLast() }
        return bytes
    }
}

extension CredentialReading {
    /// A key and its subkeys, each by itself: a subkey may end long before the key it belongs to.
    fileprivate mutating func add(_ certificates: [OpenPGPCertificate], in place: Place) {
        for certificate in certificates {
            let name = certificate.userID.map { "`\(Excerpt.of($0))`" } ?? certificate.primary.fingerprint.short
            add(certificate.primary, named: "key \(name)", in: place)
            for (index, subkey) in certificate.subkeys.enumerated() {
                add(subkey, named: "subkey \(index + 1) of \(certificate.subkeys.count) of \(name)", in: place)
            }
        }
    }

    private mutating func add(_ key: OpenPGPCertificate.Key, named part: String, in place: Place) {
        var place = place
        place.part = part
        var credential = place.credential(at: "self-signature")
        credential.fingerprint = key.fingerprint.description
        credential.notBefore = key.created
        credential.issuedAt = Self.earlier(place.entry.rotatedAt, key.created)
        credential.expiry = key.expiresAt.map { Expiry(instant: $0, isInclusive: false) }
        credential.revokedAt = Instant.earliest(credential.revokedAt, key.revokedAt)
        credential.silence = "never expires by itself"
        credentials.append(credential)
    }
}
