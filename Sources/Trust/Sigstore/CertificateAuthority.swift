/// An authority whose certificates are believed to name whoever signs with them: Fulcio (protobuf-specs,
/// sigstore_trustroot.proto, `CertificateAuthority`).
public struct CertificateAuthority: Sendable, Hashable {
    public let uri: String
    /// The issuing certificate first, the trust anchor last.
    public let chain: NonEmpty<Certificate>
    public let validFor: TimeRange
    let knownIssuers = KnownIssuers()
}

extension CertificateAuthority: CustomStringConvertible {
    public var description: String { "`\(uri.isEmpty ? chain.first.subject : uri)`" }
}
