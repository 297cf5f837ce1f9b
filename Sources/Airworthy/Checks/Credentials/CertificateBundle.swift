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

    /// With roots, what counts is a chain that holds at the end of the window; a certificate it does not need only
    /// earns a warning. Judging the earliest expiry of everything a server sends, as probes do, condemns bundles for
    /// an old cross-signed root nobody uses, and says nothing of whether a chain exists.
    func judge(in window: CredentialWindow) -> [Finding<SecretWindowCode>] {
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
}
