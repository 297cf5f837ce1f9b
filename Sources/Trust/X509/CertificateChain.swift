/// Path validation, RFC 5280 section 6, at a given instant and from the given roots only.
///
/// Not looked at: revocation, host names, extended key usage. They belong to whoever knows what the certificate is
/// for.
public struct CertificateChain {
    /// Certificates between leaf and root. Public hierarchies have one or two.
    public static let maximumDepth = 8
    /// Candidates a caller may offer, roots included.
    public static let maximumCandidates = 1_024

    /// The path from `leaf` to one of `roots`, both included.
    ///
    /// Throws, among others, `certificate-untrusted`, `certificate-expired`, `certificate-not-yet-valid`,
    /// `certificate-bad-signature`, `certificate-not-an-authority`, `certificate-too-weak`; see ``ChainFault``.
    public static func verify(
        _ leaf: Certificate, intermediates: [Certificate], roots: [Certificate], at instant: Instant
    ) throws(Diagnostic) -> [Certificate] {
        try path(from: leaf, intermediates, to: roots, areRoots: true, at: instant)
    }

    /// The same, from `leaf` to a certificate that is trusted for itself, whoever issued it: what a Sigstore trusted
    /// root names last in a chain need not be a root.
    static func verify(
        _ leaf: Certificate, intermediates: [Certificate], anchors: [Certificate], at instant: Instant
    ) throws(Diagnostic) -> [Certificate] {
        try path(from: leaf, intermediates, to: anchors, areRoots: false, at: instant)
    }

    /// The same for a leaf of `authority`, issuer first and anchor last, remembering the path above the leaf.
    ///
    /// - Parameter offered: more certificates the path may lead through, from whoever wants to be believed.
    static func verify(
        _ leaf: Certificate, of authority: [Certificate], offered: [Certificate] = [], remembering known: KnownIssuers,
        at instant: Instant
    ) throws(Diagnostic) -> [Certificate] {
        if let issuers = known.issuers, let issuer = issuers.first, issuers.allSatisfy(authority.contains),
            let path = try? verify(leaf, intermediates: [], anchors: [issuer], at: instant), path.count == 2,
            issuers.allSatisfy({ $0.isValid(at: instant) })
        {
            return [leaf] + issuers
        }
        // Also to say what is wrong, in the words of the whole path.
        let path = try verify(
            leaf, intermediates: authority.dropLast() + offered, anchors: authority.suffix(1), at: instant)
        known.keep(Array(path.dropFirst()), of: authority)
        return path
    }

    /// Throws `certificate-usage` unless every authority of `path` may issue certificates for `purpose`. RFC 5280 does
    /// not ask for it; everybody who issues for one purpose only says so this way, and Go and browsers hold them to it.
    static func requireIssuing(_ purpose: OID, _ path: [Certificate]) throws(Diagnostic) {
        for authority in path.dropFirst() {
            let permits = (try? CertificatePurpose(authority.fields))?.permitsIssuing(purpose) ?? false
            guard permits else {
                throw SigstoreRefusal.certificateUsage.diagnostic(
                    "\(authority) may not issue certificates for this purpose")
            }
        }
    }

    /// Why the authorities of `path` may not stand above a server; nil when they may.
    public static func serverFault(of path: [Certificate]) -> Diagnostic? {
        do throws(Diagnostic) {
            try requireIssuing(CertificatePurpose.serverAuthentication, path)
            return nil
        } catch {
            return error
        }
    }

    private static func path(
        from leaf: Certificate, _ intermediates: [Certificate], to roots: [Certificate], areRoots: Bool,
        at instant: Instant
    ) throws(Diagnostic) -> [Certificate] {
        let candidates = [leaf] + intermediates + roots
        guard candidates.count <= maximumCandidates else {
            throw Diagnostic("certificate-chain-too-long", "more than \(maximumCandidates) certificates to choose from")
        }
        var store = X509Store()
        for root in roots { store.trust(root.handle) }
        var untrusted = X509Stack()
        for intermediate in intermediates { untrusted.append(intermediate.handle) }
        var context = X509StoreContext()
        let finding = context.verify(
            leaf.handle, among: candidates.map(\.handle), untrusted: untrusted, roots: store,
            depth: Int32(maximumDepth), endsAtRoot: areRoots, at: instant.seconds)
        switch finding {
        case .failure(let code, let text, let candidate):
            throw ChainFault(opensslError: code).diagnostic(candidate.map { candidates[$0] } ?? leaf, text)
        case .path(let indices):
            let path = indices.map { candidates[$0] }
            for certificate in path { try requireValid(certificate, at: instant) }
            return path
        }
    }

    private static func requireValid(_ certificate: Certificate, at instant: Instant) throws(Diagnostic) {
        if instant < certificate.notBefore {
            throw Diagnostic(
                ChainFault.notYetValid.rawValue,
                "\(certificate) is valid from \(certificate.notBefore), after \(instant)",
                at: .field(of: certificate.subject, "notBefore"),
                remedy: ChainFault.notYetValid.remedy)
        }
        if instant > certificate.notAfter {
            throw Diagnostic(
                ChainFault.expired.rawValue,
                "\(certificate) was valid until \(certificate.notAfter), before \(instant)",
                at: .field(of: certificate.subject, "notAfter"),
                remedy: ChainFault.expired.remedy)
        }
    }
}
