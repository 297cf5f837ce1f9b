/// The one SignerInfo of a token (RFC 5652, 5.3).
struct TimestampSigner: Sendable {
    /// DER of the issuer's name and content of the serial number; nil for a signer named by key identifier.
    private let issuerAndSerial: (issuer: [UInt8], serial: [UInt8])?
    private let keyIdentifier: [UInt8]?
    private let digest: AlgorithmIdentifier
    private let algorithm: AlgorithmIdentifier
    private let signature: [UInt8]
    /// As they are signed: a SET, not the context tag they are stored under (RFC 5652, 5.4).
    private let signedAttributes: [UInt8]
    private let attributes: [OID: [DERValue]]

    private static let contentType = OID("1.2.840.113549.1.9.3")
    private static let messageDigest = OID("1.2.840.113549.1.9.4")
    private static let signingCertificate = OID("1.2.840.113549.1.9.16.2.12")
    private static let signingCertificateV2 = OID("1.2.840.113549.1.9.16.2.47")
    private static let subjectKeyIdentifier = OID("2.5.29.14")

    init(_ info: DERValue) throws {
        var reader = info.reader
        _ = try reader.next(DERValue.integer)
        if let named = try reader.optional(DERValue.sequence) {
            var name = named.reader
            let issuer = try name.next(DERValue.sequence)
            let serial = try name.next(DERValue.integer)
            try name.end()
            issuerAndSerial = (Array(issuer.encoding), Array(serial.content))
            keyIdentifier = nil
        } else {
            issuerAndSerial = nil
            keyIdentifier = Array(try reader.next(0x80).content)
        }
        digest = try AlgorithmIdentifier(try reader.next(DERValue.sequence))
        guard let attributes = try reader.optional(DERValue.explicit(0)) else {
            throw DERFault("the signer has no signed attributes")
        }
        algorithm = try AlgorithmIdentifier(try reader.next(DERValue.sequence))
        signature = Array(try reader.next(DERValue.octets).content)
        _ = try reader.optional(DERValue.explicit(1))
        try reader.end()
        signedAttributes = DEREncoding.value(DERValue.set, attributes.content)
        self.attributes = try Self.attributes(attributes)
    }

    private static func attributes(_ set: DERValue) throws -> [OID: [DERValue]] {
        var reader = set.reader
        var attributes: [OID: [DERValue]] = [:]
        while !reader.isAtEnd {
            var attribute = try reader.next(DERValue.sequence).reader
            let type = OID(content: try attribute.next(DERValue.identifier).content)
            var values = try attribute.next(DERValue.set).reader
            try attribute.end()
            guard attributes.updateValue(try values.all(), forKey: type) == nil else {
                throw DERFault("the attribute \(type) twice")
            }
        }
        return attributes
    }

    /// Whether this is the certificate the signer names. A name is a hint; only the signature proves.
    func names(_ certificate: Certificate) -> Bool {
        if let issuerAndSerial {
            return issuerAndSerial.issuer.elementsEqual(certificate.fields.issuer)
                && issuerAndSerial.serial.elementsEqual(certificate.fields.serial)
        }
        guard let own = certificate.fields[Self.subjectKeyIdentifier],
            let value = try? DERReader.only(DERValue.octets, in: own.value)
        else { return false }
        return value.content.elementsEqual(keyIdentifier ?? [])
    }

    /// Throws `timestamp-signature`, `timestamp-binding`, `timestamp-weak-hash`, `timestamp-malformed`.
    func requireSigned(by certificate: Certificate, content: [UInt8], type: OID) throws(Diagnostic) {
        guard let hash = digest.digest, let scheme = algorithm.scheme(with: hash) else {
            throw SigstoreRefusal.timestampWeakHash.diagnostic(
                "the timestamp is signed with \(algorithm.identifier) over \(digest.identifier), which nothing rests on here"
            )
        }
        guard let stated = single(Self.contentType), OID(content: stated.content) == type,
            let measured = single(Self.messageDigest), measured.tag == DERValue.octets
        else { throw TimestampToken.malformed("its signer does not say what it signs") }
        guard measured.content.elementsEqual(Digest.of(content, hash).bytes) else {
            throw SigstoreRefusal.timestampSignature.diagnostic("the timestamp was changed after it was signed")
        }
        try requireBound(to: certificate)
        guard try certificate.publicKey.verifies(signature, over: signedAttributes, scheme) else {
            throw SigstoreRefusal.timestampSignature.diagnostic("the timestamp's signature does not hold")
        }
    }

    private func single(_ type: OID) -> DERValue? {
        guard let values = attributes[type], values.count == 1 else { return nil }
        return values[0]
    }

    /// The signer must say by hash which certificate is theirs (RFC 5816, 2.2.1), or a second certificate of the same
    /// name and key could be put in its place. The first form of that attribute knows only SHA-1.
    private func requireBound(to certificate: Certificate) throws(Diagnostic) {
        guard let value = single(Self.signingCertificateV2) else {
            if attributes[Self.signingCertificate] != nil {
                throw SigstoreRefusal.timestampWeakHash.diagnostic("the timestamp names its certificate by SHA-1 only")
            }
            throw SigstoreRefusal.timestampBinding.diagnostic("the timestamp does not say which certificate made it")
        }
        let hash: Digest
        do {
            var outer = value.reader
            var list = try outer.next(DERValue.sequence).reader
            var first = try list.next(DERValue.sequence).reader
            // The hash algorithm is left out when it is SHA-256.
            let algorithm = try first.optional(DERValue.sequence).map(AlgorithmIdentifier.init)
            let bytes = Array(try first.next(DERValue.octets).content)
            guard let digest = algorithm.map({ $0.digest }) ?? .sha256, let stated = Digest(digest, bytes: bytes) else {
                throw DERFault("a certificate hash that is none")
            }
            hash = stated
        } catch {
            throw TimestampToken.malformed("its signing certificate attribute cannot be read")
        }
        guard Digest.of(certificate.der, hash.algorithm) == hash else {
            throw SigstoreRefusal.timestampBinding.diagnostic(
                "the timestamp was made by another certificate than \(certificate)")
        }
    }
}
