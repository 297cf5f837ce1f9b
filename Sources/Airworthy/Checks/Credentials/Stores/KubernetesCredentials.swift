import Trust

/// Credentials in Kubernetes manifests: what Secrets hold, the authorities webhooks and API services are checked
/// against, certificates in ConfigMaps, and what cert-manager says of the certificates it renews.
struct KubernetesCredentials {
    let entry: CredentialEntry
    let file: String
    let roots: [Certificate]?
    let lists: [RevocationList]

    /// - Throws: `kubernetes-unreadable` where the file holds no object with a credential: nothing was looked at.
    func read(_ bytes: [UInt8], into reading: inout CredentialReading) throws(Diagnostic) {
        var reader = KubernetesObjectReader(namespace: nil)
        do {
            try reader.read(bytes, name: file)
        } catch {
            // Notes are of parsers, whose messages quote.
            let diagnostic = error.finding.diagnostic
            throw diagnostic.notes.isEmpty
                ? diagnostic : SecretDocument.muted(Diagnostic(diagnostic.notes[0], "", at: diagnostic.location))
        }
        let before = (reading.all.count, reading.findings.count)
        for object in reader.objects { read(object, into: &reading) }
        guard (reading.all.count, reading.findings.count) != before else {
            throw Diagnostic(
                "kubernetes-unreadable", "no object in it holds a credential", remedy: "name the manifests of Secrets")
        }
    }

    private func read(_ object: KubernetesObject, into reading: inout CredentialReading) {
        switch (object.identity.group, object.identity.kind) {
        case ("", "Secret"): SecretContents(object, place: place(object), roots, lists).read(into: &reading)
        case ("", "ConfigMap"):
            for member in Self.members(of: object.value.member("data")) {
                guard let text = member.value.string, text.contains("-----BEGIN CERTIFICATE-----") else { continue }
                addAuthority(Array(text.utf8), place(object, member.key), into: &reading)
            }
        case ("admissionregistration.k8s.io", _), ("apiextensions.k8s.io", _), ("apiregistration.k8s.io", _):
            for (path, bundle) in Self.authorities(in: object.value, at: "", depth: 0) {
                guard let text = bundle.string, let pem = Base64.decode(text.filter { !$0.isWhitespace }) else {
                    reading.unreadable(
                        place(object, path), Diagnostic("kubernetes-unreadable", "`caBundle` is not base 64"))
                    continue
                }
                addAuthority(pem, place(object, path), into: &reading)
            }
        case ("cert-manager.io", "Certificate"): readManaged(object, into: &reading)
        default: break
        }
    }

    private func place(_ object: KubernetesObject, _ part: String? = nil) -> CredentialReading.Place {
        let name = [object.identity.kind, object.identity.namespace, object.identity.name]
            .filter { !$0.isEmpty }.joined(separator: "/")
        let shown = "`\(Excerpt.of(name, limit: 120))`" + (part.map { " `\(Excerpt.of($0))`" } ?? "")
        return CredentialReading.Place(entry: entry, file: file, part: shown)
    }

    private func addAuthority(
        _ pem: [UInt8], _ place: CredentialReading.Place, into reading: inout CredentialReading
    ) {
        do throws(Diagnostic) {
            reading.add(try Certificate.all(inPEM: pem).map(CertificateDates.init), in: place, isOwn: false)
        } catch {
            reading.unreadable(place, error)
        }
    }

    /// cert-manager's `Certificate` as it was recorded: its times, and whether its renewal works.
    private func readManaged(_ object: KubernetesObject, into reading: inout CredentialReading) {
        let place = place(object)
        guard let status = object.value.member("status") else {
            reading.unreadable(
                place, Diagnostic("kubernetes-unreadable", "it has no `status`: it was not recorded live"))
            return
        }
        func instant(_ name: String) -> Instant? { status.member(name)?.string.flatMap { Instant(rfc3339: $0) } }
        let condition = status.member("conditions")?.elements.first { $0.member("type")?.string == "Ready" }
        let isReady = condition?.member("status")?.string == "True"
        var credential = place.credential(at: "status")
        guard let notAfter = instant("notAfter") else {
            reading.unreadable(place, Diagnostic("kubernetes-unreadable", "its `notAfter` is no instant"))
            return
        }
        credential.notBefore = instant("notBefore")
        credential.expiry = Expiry(instant: notAfter, isInclusive: true)
        credential.issuedAt = CredentialReading.earlier(entry.rotatedAt, credential.notBefore)
        // The certificate at hand came of the last renewal, so that succeeded when it begins. A certificate stays ready
        // until it ends, however often its renewal has failed since. What the entry says is older than this record.
        let planned = credential.renewal
        if let begun = credential.notBefore, let due = instant("renewalTime") {
            credential.renewal = Renewal(
                isReady: isReady && !Self.hasFailed(status) && planned?.isReady ?? true, lastSucceeded: begun,
                latest: planned?.latest, due: due)
        } else if Self.hasFailed(status) {
            credential.renewal = nil
        }
        reading.credentials.append(credential)
    }

    /// cert-manager clears both once an issuance has succeeded.
    private static func hasFailed(_ status: DocumentValue) -> Bool {
        ["lastFailureTime", "failedIssuanceAttempts"].contains { name in
            switch status.member(name)?.shape {
            case nil, .null?: false
            case .number(let count)?: count != DecimalNumber("0")
            default: true
            }
        }
    }

    private static func members(of value: DocumentValue?) -> [DocumentValue.Member] {
        guard let value, case .object(let members) = value.shape else { return [] }
        return members
    }

    private static func authorities(
        in value: DocumentValue, at path: String, depth: Int
    ) -> [(path: String, bundle: DocumentValue)] {
        guard depth < 16 else { return [] }
        switch value.shape {
        case .object(let members):
            return members.flatMap { member -> [(path: String, bundle: DocumentValue)] in
                let inner = path + "/" + JSONPointer.escape(member.key)
                // An empty one asks for the cluster's own authorities.
                if member.key == "caBundle" {
                    return member.value.string?.isEmpty == true ? [] : [(inner, member.value)]
                }
                return authorities(in: member.value, at: inner, depth: depth + 1)
            }
        case .array(let elements):
            return elements.enumerated().flatMap { authorities(in: $1, at: "\(path)/\($0)", depth: depth + 1) }
        case .null, .bool, .number, .string: return []
        }
    }
}
