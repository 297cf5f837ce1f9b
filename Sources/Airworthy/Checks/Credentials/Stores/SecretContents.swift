import Trust

/// What one Kubernetes Secret holds: chains, tokens, and values that say nothing of their end.
struct SecretContents {
    private let object: KubernetesObject
    private let place: CredentialReading.Place
    private let roots: [Certificate]?
    private let lists: [RevocationList]
    private let type: String

    /// - Parameter place: of the whole Secret.
    init(
        _ object: KubernetesObject, place: CredentialReading.Place, _ roots: [Certificate]?, _ lists: [RevocationList]
    ) {
        self.object = object
        self.place = place
        self.roots = roots
        self.lists = lists
        type = object.value.member("type")?.string ?? "Opaque"
    }

    /// A reference to a Secret of which nothing was read is covered by nobody yet.
    func read(into reading: inout CredentialReading) {
        let (credentials, findings) = (reading.all.count, reading.findings.count)
        readValues(into: &reading)
        if reading.all.count > credentials {
            let reference = CredentialReference.kubernetes(
                namespace: object.identity.namespace, name: object.identity.name, key: nil)
            reading.secretsRead.append((reference, place.entry.id))
        } else if reading.findings.count == findings {
            reading.unreadable(place, Self.fault("it holds nothing"))
        }
    }

    private func readValues(into reading: inout CredentialReading) {
        let values = values(&reading)
        guard !values.isEmpty else { return }
        if type == "kubernetes.io/tls", !values.contains(where: { $0.key == "tls.crt" }) {
            reading.unreadable(place, Self.fault("a TLS Secret without `tls.crt`"))
        }
        if type == "bootstrap.kubernetes.io/token" {
            readBootstrapToken(values, into: &reading)
            return
        }
        var chains: [[UInt8]] = []
        var silent: [String] = []
        for (key, bytes) in values {
            switch Self.form(of: bytes) {
            case .certificates:
                // The certificate of an authority is nobody's whose key is here.
                if key != "ca.crt" { chains.append(bytes) }
                addChain(bytes, key, into: &reading)
            case .token: reading.addToken(bytes, in: part(key))
            case .keystore: reading.unreadable(part(key), KeystoreFormat.refusal)
            case .privateKey: continue
            case .other where type == "kubernetes.io/service-account-token" && key == "namespace": continue
            case .other: silent.append(key)
            }
        }
        // A private key lives as long as its certificate beside it; without that it says nothing.
        silent += KeyMatch(chains: chains).strangers(among: values)
        guard !silent.isEmpty else { return }
        let keys = silent.sorted().prefix(10).map { "`\(Excerpt.of($0))`" }.joined(separator: ", ")
        var credential = place.credential(at: "data")
        credential.silence = "says nothing of the end of \(keys)"
        credential.issuedAt =
            place.entry.rotatedAt
            ?? object.value.member(at: "metadata", "creationTimestamp")?.string.flatMap { Instant(rfc3339: $0) }
        reading.credentials.append(credential)
    }

    private enum Form {
        case certificates, privateKey, token, keystore, other
    }

    /// The beginning of a value that is text.
    static func text(of bytes: [UInt8]) -> String? { String(validating: bytes.prefix(8 << 20), as: UTF8.self) }

    private static func form(of bytes: [UInt8]) -> Form {
        if KeystoreFormat.isKeystore(bytes) { return .keystore }
        guard let text = text(of: bytes) else { return .other }
        if text.contains("-----BEGIN CERTIFICATE-----") || text.contains("-----BEGIN X509 CERTIFICATE-----") {
            return .certificates
        }
        if KeyMatch.isThere(in: text) { return .privateKey }
        // The beginning of `{"` in base 64, which every header has.
        let isToken = text.hasPrefix("eyJ") && text.utf8.count(where: { $0 == UInt8(ascii: ".") }) == 2
        return isToken ? .token : .other
    }

    private func addChain(_ bytes: [UInt8], _ key: String, into reading: inout CredentialReading) {
        do throws(Diagnostic) {
            // `ca.crt` is whom its owner trusts, beside what it shows.
            let isOwn = key != "ca.crt"
            reading.add(
                try Certificate.all(inPEM: bytes).map(CertificateDates.init), in: part(key), roots: isOwn ? roots : nil,
                lists: isOwn ? lists : [],
                isOwn: isOwn)
        } catch {
            reading.unreadable(part(key), error)
        }
    }

    /// Bootstrap tokens say in a value of their own when they end (kubernetes.io, "Authenticating with Bootstrap
    /// Tokens").
    private func readBootstrapToken(
        _ values: [(key: String, bytes: [UInt8])], into reading: inout CredentialReading
    ) {
        var credential = place.credential(at: "data")
        if let text = values.first(where: { $0.key == "expiration" })?.bytes {
            guard let instant = Instant(rfc3339: String(decoding: text, as: UTF8.self)) else {
                reading.findings.append(
                    Finding(.invalidTimes, "\(credential.name): `expiration` is no instant", at: credential.location))
                return
            }
            credential.expiry = Expiry(instant: instant, isInclusive: false)
        } else {
            credential.silence = "has no `expiration`"
        }
        reading.credentials.append(credential)
    }

    /// By key. `stringData` is written over `data`, as the API server does.
    private func values(_ reading: inout CredentialReading) -> [(key: String, bytes: [UInt8])] {
        var values: [String: [UInt8]] = [:]
        if case .object(let members) = object.value.member("data")?.shape {
            for member in members {
                if case .null = member.value.shape { continue }
                guard let text = member.value.string, let bytes = Base64.decode(text.filter { !$0.isWhitespace }) else {
                    reading.unreadable(part(member.key), Self.fault("it is not base 64"))
                    continue
                }
                values[member.key] = bytes
            }
        }
        if case .object(let members) = object.value.member("stringData")?.shape {
            for member in members {
                guard let text = member.value.string else {
                    reading.unreadable(part(member.key), Self.fault("it is no string"))
                    continue
                }
                values[member.key] = Array(text.utf8)
            }
        }
        return values.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    private func part(_ key: String) -> CredentialReading.Place {
        var part = place
        part.part = [place.part, "`\(Excerpt.of(key))`"].compactMap { $0 }.joined(separator: " ")
        return part
    }

    private static func fault(_ message: String) -> Diagnostic {
        Diagnostic("kubernetes-unreadable", message, remedy: "correct the Secret")
    }
}
