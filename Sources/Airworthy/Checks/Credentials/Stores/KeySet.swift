import Trust

/// JSON Web Keys (RFC 7517): the chains in `x5c`, and `exp` where an issuer writes it, as several do.
struct KeySet {
    let entry: CredentialEntry
    let file: String

    private static let limits = JSONLimits(bytes: 4 << 20, depth: 16, nodes: 200_000)
    private static let keyLimit = 1_000

    /// - Throws: `jwks-unreadable`, which quotes nothing of a key: it may be a private one.
    func read(_ bytes: [UInt8], into reading: inout CredentialReading) throws(Diagnostic) {
        guard let root = try? JSONDocument(bytes, name: file, limits: Self.limits).root else {
            throw Self.fault("it is not a JSON document")
        }
        // One key by itself is a set of one.
        let keys = root["keys"]?.elements ?? (root["kty"] == nil ? [] : [root])
        guard (1...Self.keyLimit).contains(keys.count) else {
            throw Self.fault("it holds \(keys.count) keys, where 1 to \(Self.keyLimit) were expected")
        }
        for (index, key) in keys.enumerated() { read(key, index, into: &reading) }
    }

    private func read(_ key: JSONValue, _ index: Int, into reading: inout CredentialReading) {
        let name = key["kid"]?.string.map { "`\(Excerpt.of($0))`" } ?? "\(index + 1)"
        let place = CredentialReading.Place(entry: entry, file: file, part: "key \(name)")
        guard key["kty"]?.string != nil else {
            reading.unreadable(place, Self.fault("it has no `kty`"))
            return
        }
        if let chain = key["x5c"] {
            do throws(Diagnostic) {
                reading.add(try Self.certificates(chain).map(CertificateDates.init), in: place)
            } catch {
                reading.unreadable(place, error)
            }
            guard key["exp"] != nil else { return }
        }
        var credential = place.credential(at: "key")
        credential.notBefore = moment("nbf", of: key, place, &reading)
        credential.expiry = moment("exp", of: key, place, &reading).map { Expiry(instant: $0, isInclusive: false) }
        let issued = moment("iat", of: key, place, &reading)
        credential.issuedAt = CredentialReading.earlier(place.entry.rotatedAt, issued)
        reading.credentials.append(credential)
    }

    private func moment(
        _ name: String, of key: JSONValue, _ place: CredentialReading.Place, _ reading: inout CredentialReading
    ) -> Instant? {
        guard let value = key[name] else { return nil }
        guard let seconds = value.integer, (0...253_402_300_799).contains(seconds) else {
            reading.findings.append(
                Finding(
                    .invalidTimes, "\(place.credential(at: "key").name): `\(name)` is not a number of seconds",
                    at: place.location("key")))
            return nil
        }
        return Instant(seconds: seconds)
    }

    /// RFC 7517, section 4.7: standard base 64, not the URL-safe kind everything else there is in.
    private static func certificates(_ chain: JSONValue) throws(Diagnostic) -> [Certificate] {
        guard (1...100).contains(chain.elements.count) else { throw fault("its `x5c` is no list of certificates") }
        var certificates: [Certificate] = []
        for element in chain.elements {
            guard let der = element.string.flatMap({ Base64.decode($0) }) else {
                throw fault("its `x5c` is not base 64")
            }
            certificates.append(try Certificate(der: der))
        }
        return certificates
    }

    private static func fault(_ message: String) -> Diagnostic {
        Diagnostic("jwks-unreadable", message, remedy: "fetch the key set again")
    }
}
