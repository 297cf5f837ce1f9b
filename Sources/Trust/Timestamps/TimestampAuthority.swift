/// A timestamp authority whose clock is believed (protobuf-specs, sigstore_trustroot.proto, `CertificateAuthority`
/// under `timestampAuthorities`).
public struct TimestampAuthority: Sendable, Hashable {
    /// For messages: its address, or its certificate's subject.
    public let name: String
    /// Who runs it; empty when the trusted root does not say.
    public let operatorName: String
    /// Leaf first, trust anchor last. The leaf may be missing: it is then taken from the token and must chain here.
    public let chain: NonEmpty<Certificate>
    public let validFor: TimeRange
    let knownIssuers = KnownIssuers()

    /// The certificate that should have made the token, if it names this authority.
    func signer(of token: TimestampToken) -> Certificate? {
        if !chain.first.isCA { return token.signer.names(chain.first) ? chain.first : nil }
        return token.certificates.lazy.compactMap { try? Certificate(der: $0) }.first {
            token.signer.names($0) && $0.fields.issuer.elementsEqual(chain.first.fields.subject)
        }
    }

    /// When the token was made, once everything about it holds.
    ///
    /// Throws `timestamp-…`. The path is validated at the time the token states: an authority whose certificates ended
    /// since was right then.
    ///
    /// - Parameter bytes: what was stamped, for a signature its raw bytes.
    func instant(of token: TimestampToken, signedBy signer: Certificate, over bytes: [UInt8]) throws(Diagnostic)
        -> Instant
    {
        try token.requireSigned(by: signer, over: bytes)
        try requirePurpose(signer)
        let authorities = chain.array.filter { $0 != signer }
        do throws(Diagnostic) {
            // A chain of one certificate is its own anchor.
            let path = try CertificateChain.verify(
                signer, of: authorities.isEmpty ? [signer] : authorities, remembering: knownIssuers, at: token.genTime)
            try CertificateChain.requireIssuing(CertificatePurpose.timeStamping, path)
        } catch {
            throw SigstoreRefusal.timestampCertificate.diagnostic(
                "the certificate of the timestamp authority \(self) does not hold: \(error.message)", notes: error.notes
            )
        }
        guard validFor.contains(token.genTime) else {
            throw SigstoreRefusal.timestampOutsideAuthority.diagnostic(
                "the timestamp is of \(token.genTime), and \(self) is believed \(validFor)")
        }
        return token.genTime
    }

    /// RFC 3161, 2.3: the one purpose, and critical. A certificate good for more would let whoever holds it for the
    /// other purpose make time.
    private func requirePurpose(_ signer: Certificate) throws(Diagnostic) {
        let purpose: CertificatePurpose
        do throws(DERFault) {
            purpose = try CertificatePurpose(signer.fields)
        } catch {
            throw SigstoreRefusal.timestampCertificate.diagnostic(
                "the certificate of \(self) cannot be read: \(error.message)")
        }
        guard !signer.isCA, purpose.extended == [CertificatePurpose.timeStamping], purpose.isExtendedCritical,
            purpose.allowsDigitalSignature != false
        else {
            throw SigstoreRefusal.timestampCertificate.diagnostic(
                "the certificate of \(self) is not for timestamps alone, as RFC 3161 asks")
        }
    }
}

extension TimestampAuthority: CustomStringConvertible {
    public var description: String { "`\(name)`" }
}
