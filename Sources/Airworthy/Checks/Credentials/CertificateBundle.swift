import Trust

/// The certificates of one file, leaf first, the others in its order, and where their chain must lead.
struct CertificateBundle: Sendable {
    struct Part: Sendable {
        let credential: Credential
        let dates: CertificateDates
    }

    let parts: NonEmpty<Part>
    /// Nil when the step names no roots: then every certificate counts, needed or not.
    let roots: [Certificate]?
    /// What its authorities have revoked.
    var lists: [RevocationList] = []

    /// With roots, what counts is a chain that holds throughout the window; an authority it does not need only earns a
    /// warning. Judging the earliest expiry of everything a server sends, as probes do, condemns bundles for an old
    /// cross-signed root nobody uses, and says nothing of whether a chain exists.
    func judge(in window: CredentialWindow) -> [Finding<SecretWindowCode>] {
        revocations() + validity(in: window)
    }

    private func validity(in window: CredentialWindow) -> [Finding<SecretWindowCode>] {
        guard let roots else { return parts.flatMap { window.judge($0.credential) } }
        let leaf = parts.first.credential
        let certificates: NonEmpty<Certificate>
        do throws(Diagnostic) {
            certificates = try self.certificates()
        } catch {
            let broken = Finding<SecretWindowCode>(
                .chainInvalidAtEnd, "\(leaf.name) has no chain: \(error.message)", at: leaf.location,
                notes: error.notes)
            return [broken] + parts.flatMap { window.judge($0.credential) }
        }
        var needed: Set<Digest> = []
        var broken: [Finding<SecretWindowCode>] = []
        for (credential, certificate) in ends(among: certificates) {
            // What somebody shows is nobody's spare.
            needed.insert(certificate.fingerprint)
            for instant in instants(of: certificates.filter(\.isCA) + roots, in: window) {
                do throws(Diagnostic) {
                    let path = try CertificateChain.verify(
                        certificate, intermediates: certificates.array.filter { $0 != certificate }, roots: roots,
                        at: instant)
                    // What only an earlier instant needs is spare by the end.
                    if instant == window.end(for: leaf.roles) { needed.formUnion(path.map(\.fingerprint)) }
                } catch {
                    broken.append(
                        Finding(
                            .chainInvalidAtEnd, "\(credential.name) has no chain at \(instant): \(error.message)",
                            at: credential.location, notes: error.notes))
                    break
                }
            }
        }
        guard broken.isEmpty else { return broken + parts.flatMap { window.judge($0.credential) } }
        return parts.flatMap { part in
            let findings = window.judge(part.credential)
            guard !needed.contains(part.dates.fingerprint),
                let worst = findings.first(where: { $0.code.weight != .warning })
            else { return findings }
            return [Finding(.spareCertificate, worst.message, at: worst.location)]
        }
    }

    /// The leaf, and whatever else of the bundle is no authority: somebody shows that too.
    private func ends(among certificates: NonEmpty<Certificate>) -> [(Credential, Certificate)] {
        zip(parts, certificates).enumerated().filter { $0.offset == 0 || !$0.element.1.isCA }
            .map { ($0.element.0.credential, $0.element.1) }
    }

    /// Both ends of the window, tolerances included, and wherever between them an authority has just ended: one chain may
    /// be gone before the next begins.
    private func instants(of authorities: [Certificate], in window: CredentialWindow) -> [Instant] {
        let roles = parts.first.credential.roles
        let (begin, end) = (window.begin, window.end(for: roles))
        let between = authorities.map { $0.notAfter + .seconds(1) }.filter { begin < $0 && $0 < end }
        return Set([begin, window.need(for: roles), end] + between).sorted()
    }

    /// What a list names is revoked whatever the window, and a list nobody here vouches for proves nothing, either way.
    private func revocations() -> [Finding<SecretWindowCode>] {
        guard !lists.isEmpty else { return [] }
        let name = parts.first.credential.name
        let certificates: NonEmpty<Certificate>
        do throws(Diagnostic) {
            certificates = try self.certificates()
        } catch {
            let message = "\(name) cannot be looked for on a list: \(error.message)"
            return [Finding(.unreadable, message, at: parts.first.credential.location, notes: [error.code])]
        }
        let issuers = certificates.array + (roots ?? [])
        return unheard(certificates)
            + lists.flatMap { list -> [Finding<SecretWindowCode>] in
                guard !list.isPartial else {
                    let message =
                        "\(name): the list of `\(Excerpt.of(list.issuer))` is a delta or indirect, which is not read"
                    return [Finding(.unsupported, message, at: parts.first.credential.location)]
                }
                guard issuers.contains(where: list.isIssued) else {
                    let message = "\(name): no certificate here has signed the list of `\(Excerpt.of(list.issuer))`"
                    return [Finding(.unreadable, message, at: parts.first.credential.location)]
                }
                return zip(parts, certificates).compactMap { revocation(of: $0.credential, $1, on: list) }
            }
    }

    /// Those whose issuer has no list here: not to be named on another's says nothing. One that has the issuer's name
    /// and does not count is told where it is read.
    private func unheard(_ certificates: NonEmpty<Certificate>) -> [Finding<SecretWindowCode>] {
        var findings: [Finding<SecretWindowCode>] = []
        for (credential, certificate) in ends(among: certificates)
        where !lists.contains(where: { $0.issuer == certificate.issuer }) {
            findings.append(
                Finding(
                    .unreadable, "\(credential.name): no list is of its issuer `\(Excerpt.of(certificate.issuer))`",
                    at: credential.location, remedy: "add the list of its issuer to `crl`"))
        }
        return findings
    }

    private func revocation(
        of credential: Credential, _ certificate: Certificate, on list: RevocationList
    ) -> Finding<SecretWindowCode>? {
        do throws(Diagnostic) {
            guard let instant = try list.revocation(of: certificate) else { return nil }
            return Finding(
                .revoked, "\(credential.name) is revoked from \(instant) by `\(Excerpt.of(list.issuer))`",
                at: credential.location)
        } catch {
            return Finding(
                .unreadable, "\(credential.name) is on a list that cannot be read: \(error.message)",
                at: credential.location, notes: [error.code])
        }
    }

    /// Loaded whole, which dates alone do not need.
    private func certificates() throws(Diagnostic) -> NonEmpty<Certificate> {
        try parts.map { (part) throws(Diagnostic) in try Certificate(der: part.dates.der) }
    }
}
