/// A certificate revocation list (RFC 5280, section 5), read but not believed: whose it is says ``isIssued(by:)``.
public struct RevocationList: Sendable {
    /// The largest list read. Public authorities shard theirs to a few hundred kibibytes.
    public static let maximumBytes = 32 << 20

    /// RFC 2253 text, for people.
    public let issuer: String
    public let thisUpdate: Instant
    /// The last instant at which the list counts (RFC 5280, 6.3.3); nil when it does not say.
    public let nextUpdate: Instant?
    /// SHA-256 of the DER.
    public let fingerprint: Digest
    /// A delta, an indirect list, or one with another critical extension: it cannot tell what is *not* revoked.
    public let isPartial: Bool
    private let handle: RevocationListHandle

    /// Throws `crl-unreadable` for anything but one whole DER list.
    public init(der: [UInt8]) throws(Diagnostic) {
        guard der.count <= Self.maximumBytes else {
            throw Diagnostic(
                "crl-too-large", "more than \(Self.maximumBytes) bytes", remedy: "Ask for the list of one authority.")
        }
        handle = try RevocationListHandle(der: der)
        issuer = handle.issuer
        thisUpdate = try handle.thisUpdate()
        nextUpdate = try handle.nextUpdate()
        isPartial = handle.isPartial
        fingerprint = Digest.of(der)
    }

    /// The lists of a file: one as DER, or every `X509 CRL` block.
    ///
    /// Throws `crl-unreadable`, `crl-too-large`, `pem-unreadable`, or `crl-absent` when there is none.
    public static func all(in bytes: [UInt8]) throws(Diagnostic) -> [RevocationList] {
        if bytes.first == DERValue.sequence { return [try RevocationList(der: bytes)] }
        var lists: [RevocationList] = []
        for block in try PEM.blocks(in: bytes) where block.label == "X509 CRL" {
            lists.append(try RevocationList(der: block.der))
        }
        guard !lists.isEmpty else {
            throw Diagnostic("crl-absent", "no `X509 CRL` block found", remedy: "Give a PEM or DER revocation list.")
        }
        return lists
    }

    /// Whether `certificate` has the issuer's name and made the signature.
    public func isIssued(by certificate: Certificate) -> Bool { handle.isIssued(by: certificate.handle) }

    /// From when on `certificate` is revoked; nil when the list says nothing of it.
    public func revocation(of certificate: Certificate) throws(Diagnostic) -> Instant? {
        try handle.revocation(of: certificate.handle)
    }
}
