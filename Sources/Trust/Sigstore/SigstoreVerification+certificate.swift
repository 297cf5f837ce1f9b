/// Whether the certificate was good when the signature was made (client specification, 4.3).
extension SigstoreVerification {
    /// The path from the signer to an authority of the root, good at every one of the times.
    func path(_ certificates: NonEmpty<Certificate>, at times: NonEmpty<TrustedTime>) throws(Diagnostic)
        -> [Certificate]
    {
        let (path, authority) = try path(certificates, at: times.first.instant)
        // All else about a path does not change with time, so for the other times only the times are looked at.
        for time in times.rest {
            let holds = authority.validFor.contains(time.instant) && path.allSatisfy { $0.isValid(at: time.instant) }
            if !holds { _ = try self.path(certificates, at: time.instant) }
        }
        return path
    }

    private func path(
        _ certificates: NonEmpty<Certificate>, at instant: Instant
    ) throws(Diagnostic) -> ([Certificate], CertificateAuthority) {
        let leaf = certificates.first
        // Roots inside a bundle are as if they were not there (sigstore_bundle.proto): not trusted, and no reason to
        // refuse.
        let offered = certificates.rest.filter { $0.fields.issuer != $0.fields.subject }
        var refusals: [Diagnostic] = []
        var outside: CertificateAuthority?
        for authority in root.certificateAuthorities {
            do throws(Diagnostic) {
                let path = try CertificateChain.verify(
                    leaf, of: authority.chain.array, offered: offered, remembering: authority.knownIssuers, at: instant)
                try CertificateChain.requireIssuing(CertificatePurpose.codeSigning, path)
                guard authority.validFor.contains(instant) else {
                    outside = authority
                    continue
                }
                return (path, authority)
            } catch {
                refusals.append(error)
            }
        }
        if let outside {
            throw SigstoreRefusal.certificateOutsideAuthority.diagnostic(
                "the signature is of \(instant), and \(outside) is believed \(outside.validFor)")
        }
        let refusal = refusals.first { $0.code != ChainFault.untrusted.rawValue } ?? refusals.first
        throw refusal ?? SigstoreRefusal.noTrustRoot.diagnostic("the trusted root lists no certificate authority")
    }

    /// An end-entity certificate for signing code, as Fulcio issues them (fulcio, docs/certificate-specification.md).
    func requirePurpose(_ leaf: Certificate) throws(Diagnostic) {
        let purpose: CertificatePurpose
        do throws(DERFault) {
            purpose = try CertificatePurpose(leaf.fields)
        } catch {
            throw SigstoreRefusal.certificateUsage.diagnostic(
                "the certificate's purposes cannot be read: \(error.message)")
        }
        guard !leaf.isCA else {
            throw SigstoreRefusal.certificateUsage.diagnostic(
                "the certificate is an authority's, and signs no artifacts")
        }
        guard purpose.allowsDigitalSignature == true else {
            throw SigstoreRefusal.certificateUsage.diagnostic("the certificate's key usage does not allow signatures")
        }
        guard let extended = purpose.extended, extended.contains(CertificatePurpose.codeSigning) else {
            throw SigstoreRefusal.certificateUsage.diagnostic("the certificate is not for signing code")
        }
    }

    /// The logs that promised to publish the certificate. Promises of unknown logs are passed over; those of known ones
    /// hold.
    func certificateLogs(_ leaf: Certificate, issuer: Certificate) throws(Diagnostic) -> [String] {
        let promises: [SignedCertificateTimestamp]
        do throws(Diagnostic) {
            promises = try SignedCertificateTimestamp.all(in: leaf.fields)
        } catch {
            guard error.code == SigstoreRefusal.sctMissing.rawValue, requirement.certificateLogs == 0 else {
                throw error
            }
            return []
        }
        var kept: [TransparencyLog] = []
        for promise in promises {
            let logs = root.certificateLogs.filter { $0.logID == promise.logID }
            guard let first = logs.first else { continue }
            guard let time = promise.instant, time <= leaf.notAfter else {
                throw SigstoreRefusal.sctInFuture.diagnostic(
                    "\(first) promised to publish the certificate after it had ended")
            }
            guard let log = logs.first(where: { $0.validFor.contains(time) }) else {
                throw SigstoreRefusal.sctOutsideValidity.diagnostic(
                    "the certificate's promise is of \(time), and \(first) is believed \(first.validFor)")
            }
            guard promise.holds(by: log, for: leaf.fields, issuer: issuer) else {
                throw SigstoreRefusal.sctSignature.diagnostic("the promise of \(log) is not for this certificate")
            }
            if !kept.contains(where: { $0.voice == log.voice }) { kept.append(log) }
        }
        guard kept.count >= requirement.certificateLogs else {
            let refusal = kept.isEmpty ? SigstoreRefusal.sctUnknownLog : .sctThreshold
            throw refusal.diagnostic(
                "\(kept.count) of \(requirement.certificateLogs) known certificate logs promised to publish the certificate"
            )
        }
        return kept.map(\.baseURL)
    }
}
