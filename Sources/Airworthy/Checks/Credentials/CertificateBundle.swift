import Trust

/// The certificates of one file, in its order, leaf first, and where their chain must lead.
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

    /// With roots, what counts is a chain that holds at the end of the window; a certificate it does not need only
    /// earns a warning. Judging the earliest expiry of everything a server sends, as probes do, condemns bundles for
    /// an old cross-signed root nobody uses, and says nothing of whether a chain exists.
    func judge(in window: CredentialWindow) -> [Finding<SecretWindowCode>] {
        revocations() + validity(in: window)
    }

    private func validity(in window: CredentialWindow) -> [Finding<SecretWindowCode>] {
        guard let roots else { return parts.flatMap { window.judge($0.credential) } }
        let leaf = parts.first
        let path: Set<Digest>
        do throws(Diagnostic) {
            let certificates = try certificates()
            let verified = try CertificateChain.verify(
                certificates.first, intermediates: certificates.rest, roots: roots,
                at: window.need(for: leaf.credential.roles))
            path = Set(verified.map(\.fingerprint))
        } catch {
            let broken = Finding<SecretWindowCode>(
                .chainInvalidAtEnd,
                "\(leaf.credential.name) has no chain at \(window.need(for: leaf.credential.roles)): \(error.message)",
                at: leaf.credential.location, notes: error.notes)
            return [broken] + parts.flatMap { window.judge($0.credential) }
        }
        return parts.flatMap { part in
            let findings = window.judge(part.credential)
            guard !path.contains(part.dates.fingerprint),
                let worst = findings.first(where: { $0.code.weight != .warning })
            else { return findings }
            return [Finding(.spareCertificate, worst.message, at: worst.location)]
        }
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
        return lists.flatMap { list -> [Finding<SecretWindowCode>] in
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
