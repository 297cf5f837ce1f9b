/// An algorithm as ASN.1 names it (RFC 5280, 4.1.1.2), in our terms where it is one we rely on.
struct AlgorithmIdentifier: Hashable, Sendable {
    let identifier: OID
    /// Whether parameters other than NULL are there.
    let hasParameters: Bool

    init(_ value: DERValue) throws(DERFault) {
        var reader = value.reader
        identifier = OID(content: try reader.next(DERValue.identifier).content)
        let parameters = try reader.isAtEnd ? nil : reader.next()
        hasParameters = parameters.map { $0.tag != 0x05 } ?? false
        try reader.end()
    }

    /// Nil for weak and unknown hashes.
    var digest: DigestAlgorithm? { Self.digests[identifier] }

    /// How a CMS signer signs under this algorithm, where the hash is given apart (RFC 5652, 5.3; RFC 5754).
    ///
    /// - Returns: nil for algorithms not relied upon, and for one that names another hash than `digest`.
    func scheme(with digest: DigestAlgorithm) -> SignatureScheme? {
        if identifier == Self.ed25519 { return .ed25519 }
        if identifier == Self.rsa { return .rsaPKCS1(digest) }
        // Named by the key's algorithm alone, as some authorities do: the hash is then the one given apart.
        if identifier == Self.ellipticKey { return .ecdsa(digest, .der) }
        guard let scheme = Self.schemes[identifier] else { return nil }
        switch scheme {
        case .ecdsa(let own, _), .rsaPKCS1(let own): return own == digest ? scheme : nil
        case .ed25519, .rsaPSS: return nil
        }
    }

    private static let ed25519 = OID("1.3.101.112")
    private static let rsa = OID("1.2.840.113549.1.1.1")
    private static let ellipticKey = OID("1.2.840.10045.2.1")
    private static let digests: [OID: DigestAlgorithm] = [
        OID("2.16.840.1.101.3.4.2.1"): .sha256, OID("2.16.840.1.101.3.4.2.2"): .sha384,
        OID("2.16.840.1.101.3.4.2.3"): .sha512,
    ]
    private static let schemes: [OID: SignatureScheme] = [
        OID("1.2.840.10045.4.3.2"): .ecdsa(.sha256, .der), OID("1.2.840.10045.4.3.3"): .ecdsa(.sha384, .der),
        OID("1.2.840.10045.4.3.4"): .ecdsa(.sha512, .der), OID("1.2.840.113549.1.1.11"): .rsaPKCS1(.sha256),
        OID("1.2.840.113549.1.1.12"): .rsaPKCS1(.sha384), OID("1.2.840.113549.1.1.13"): .rsaPKCS1(.sha512),
    ]
}
