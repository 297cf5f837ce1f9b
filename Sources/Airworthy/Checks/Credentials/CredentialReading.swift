import Trust

/// What was seen of the credentials that entries name.
struct CredentialReading: Sendable {
    var credentials: [Credential] = []
    var bundles: [CertificateBundle] = []
    var findings: [Finding<SecretWindowCode>] = []
    /// Kubernetes Secrets that were read themselves: a reference to one needs no other entry.
    var secretsRead: [(reference: CredentialReference, entry: String)] = []

    /// Every credential, those of bundles too.
    var all: [Credential] {
        var all = credentials
        all.reserveCapacity(credentials.count + bundles.reduce(0) { $0 + $1.parts.count })
        for bundle in bundles {
            for part in bundle.parts { all.append(part.credential) }
        }
        return all
    }

    /// How much is there so far beside bundles: what leaves it as it was has read nothing.
    var noted: Int { credentials.count + findings.count }

    /// Where in an entry's file something stands: the file itself, or a part of it by name.
    struct Place: Sendable {
        let entry: CredentialEntry
        let file: String
        /// "user `deployer`"; nil for the whole file.
        var part: String?

        func location(_ field: String) -> Location {
            .field(of: file, [part, field].compactMap { $0 }.joined(separator: " "))
        }

        func credential(_ detail: String? = nil, at field: String) -> Credential {
            let name = [part, detail].compactMap { $0 }.joined(separator: " ")
            return Credential(entry, part: name.isEmpty ? nil : name, at: location(field))
        }

        /// The same for something that the entry's plans are not about.
        func bystander(_ detail: String? = nil, at field: String) -> Credential {
            var credential = credential(detail, at: field)
            (credential.issuedAt, credential.maxAge, credential.nextRotation) = (nil, nil, nil)
            (credential.overlap, credential.renewal, credential.revokedAt) = (nil, nil, nil)
            return credential
        }
    }

    /// A leaf stands among so many; a bundle of hundreds is one of authorities, and to load every key of it takes long.
    private static let longestChain = 16

    /// The certificates of one place; the first that is no authority is the leaf, wherever it stands.
    /// - Parameters:
    ///   - isOwn: whether the leaf is what the entry is about, rather than an authority somebody trusts.
    ///   - isOrdered: whether the first is the leaf whatever it says of itself, as in a handshake.
    mutating func add(
        _ certificates: [CertificateDates], in place: Place, roots: [Certificate]? = nil, lists: [RevocationList] = [],
        isOwn: Bool = true, isOrdered: Bool = false
    ) {
        let count = certificates.count
        let isFirst = isOrdered || !isOwn || count == 1
        let leaf =
            isFirst
            ? 0
            : certificates.prefix(Self.longestChain).firstIndex { (try? Certificate(der: $0.der))?.isCA == false } ?? 0
        func part(_ index: Int) -> CertificateBundle.Part {
            let certificate = certificates[index]
            let isLeaf = index == leaf && isOwn
            let detail = count == 1 ? nil : "certificate \(index + 1) of \(count), \(certificate.subject)"
            let field = "certificate \(index + 1)"
            var credential = isLeaf ? place.credential(detail, at: field) : place.bystander(detail, at: field)
            credential.fingerprint = certificate.fingerprint.description
            credential.notBefore = certificate.notBefore
            credential.expiry = Expiry(instant: certificate.notAfter, isInclusive: true)
            if isLeaf { credential.issuedAt = Self.earlier(place.entry.rotatedAt, certificate.notBefore) }
            return CertificateBundle.Part(credential: credential, dates: certificate)
        }
        guard !certificates.isEmpty else {
            unreadable(place, Diagnostic("certificate-absent", "it holds no certificate"))
            return
        }
        let parts = NonEmpty(part(leaf), certificates.indices.filter { $0 != leaf }.map(part))
        bundles.append(CertificateBundle(parts: parts, roots: roots, lists: lists))
    }

    mutating func addToken(_ bytes: [UInt8], in place: Place) {
        let claims: TokenClaims
        do throws(Diagnostic) {
            claims = try TokenClaims(bytes)
        } catch {
            unreadable(place, error)
            return
        }
        // Its other times prove nothing when one of them is no time.
        guard claims.malformed.isEmpty else {
            let name = place.credential(at: "claims").name
            findings += claims.malformed.map {
                Finding(.invalidTimes, "\(name): \($0), not a number of seconds", at: place.location("claims"))
            }
            return
        }
        var credential = place.credential(at: "claims")
        credential.fingerprint = claims.fingerprint
        credential.notBefore = claims.notBefore
        credential.expiry = claims.expiresAt.map { Expiry(instant: $0, isInclusive: false) }
        credential.issuedAt = Self.earlier(place.entry.rotatedAt, claims.issuedAt)
        credentials.append(credential)
    }

    /// - Parameter isOwn: whether the lists are what the entry is about, rather than what its certificates are held
    ///   against.
    mutating func add(_ lists: [RevocationList], in place: Place, isOwn: Bool) {
        for (index, list) in lists.enumerated() {
            let detail = lists.count == 1 ? nil : "list \(index + 1) of \(lists.count), \(list.issuer)"
            let field = "list \(index + 1)"
            var credential = isOwn ? place.credential(detail, at: field) : place.bystander(detail, at: field)
            credential.fingerprint = list.fingerprint.description
            credential.notBefore = list.thisUpdate
            credential.expiry = list.nextUpdate.map { Expiry(instant: $0, isInclusive: true) }
            if isOwn { credential.issuedAt = Self.earlier(place.entry.rotatedAt, list.thisUpdate) }
            credentials.append(credential)
        }
    }

    /// When something was issued, of what its entry and it itself say: a rotation on record that the file does not show
    /// has not reached it.
    static func earlier(_ recorded: Instant?, _ own: Instant?) -> Instant? {
        Instant.earliest(recorded, own)
    }

    mutating func absent(_ path: String, _ entry: CredentialEntry) {
        findings.append(Finding(.absent, "\(Credential(entry).name): there is no `\(path)`", at: .path(path)))
    }

    /// - Parameter error: of a reader whose message quotes nothing of a secret.
    mutating func unreadable(_ place: Place, _ error: Diagnostic) {
        let isUnsupported = error.code.hasSuffix("-unsupported")
        let part = place.part.map { ", \($0)," } ?? ""
        findings.append(
            Finding(
                isUnsupported ? .unsupported : .unreadable,
                "\(Credential(place.entry).name): `\(place.file)`\(part) cannot be read: \(error.message)",
                at: error.location ?? .path(place.file), remedy: error.remedy, notes: [error.code]))
    }
}
