import Trust

/// The certificates of one file, in its order, leaf first, and where their chain must lead.
struct CertificateBundle: Sendable {
    struct Part: Sendable {
        let credential: Credential
        let certificate: Certificate
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
        let path: [Certificate]
        do throws(Diagnostic) {
            path = try CertificateChain.verify(
                leaf.certificate, intermediates: parts.rest.map(\.certificate), roots: roots,
                at: window.need(for: leaf.credential.roles))
        } catch {
            let broken = Finding<SecretWindowCode>(
                .chainInvalidAtEnd,
                "\(leaf.credential.name) has no chain at \(window.need(for: leaf.credential.roles)): \(error.message)",
                at: leaf.credential.location, notes: error.notes)
            return [broken] + parts.flatMap { window.judge($0.credential) }
        }
        return parts.flatMap { part in
            let findings = window.judge(part.credential)
            guard !path.contains(part.certificate), let worst = findings.first(where: { $0.code.weight != .warning })
            else { return findings }
            return [Finding(.spareCertificate, worst.message, at: worst.location)]
        }
    }

    /// What a list names is revoked whatever the window, and a list nobody here vouches for proves nothing, either way.
    private func revocations() -> [Finding<SecretWindowCode>] {
        let issuers = parts.map(\.certificate).array + (roots ?? [])
        return lists.flatMap { list -> [Finding<SecretWindowCode>] in
            let name = parts.first.credential.name
            guard !list.isPartial else {
                let message =
                    "\(name): the list of `\(Excerpt.of(list.issuer))` is a delta or indirect, which is not read"
                return [Finding(.unsupported, message, at: parts.first.credential.location)]
            }
            guard issuers.contains(where: list.isIssued) else {
                let message = "\(name): no certificate here has signed the list of `\(Excerpt.of(list.issuer))`"
                return [Finding(.unreadable, message, at: parts.first.credential.location)]
            }
            return parts.compactMap { part in revocation(of: part, on: list) }
        }
    }

    private func revocation(of part: Part, on list: RevocationList) -> Finding<SecretWindowCode>? {
        do throws(Diagnostic) {
            guard let instant = try list.revocation(of: part.certificate) else { return nil }
            return Finding(
                .revoked, "\(part.credential.name) is revoked from \(instant) by `\(Excerpt.of(list.issuer))`",
                at: part.credential.location)
        } catch {
            return Finding(
                .unreadable, "\(part.credential.name) is on a list that cannot be read: \(error.message)",
                at: part.credential.location, notes: [error.code])
        }
    }
}
