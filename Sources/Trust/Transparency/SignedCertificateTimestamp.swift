/// A log's promise to publish a certificate, embedded in that certificate (RFC 6962, 3.2 and 3.3).
struct SignedCertificateTimestamp: Hashable, Sendable {
    static let listIdentifier = OID("1.3.6.1.4.1.11129.2.4.2")
    /// Most promises read of one certificate.
    static let maximumCount = 32

    let logID: [UInt8]
    /// Milliseconds since 1970.
    let milliseconds: UInt64
    let extensions: [UInt8]
    let signature: [UInt8]
    private let hashAlgorithm: UInt8
    private let signatureAlgorithm: UInt8

    var instant: Instant? {
        guard milliseconds < 1 << 53 else { return nil }
        return Instant(seconds: Int64(milliseconds / 1_000), nanoseconds: Int32(milliseconds % 1_000) * 1_000_000)
    }

    /// Every promise in the certificate. Throws `sct-missing`, `sct-malformed`.
    static func all(in fields: CertificateFields) throws(Diagnostic) -> [SignedCertificateTimestamp] {
        guard let found = fields[listIdentifier] else {
            throw SigstoreRefusal.sctMissing.diagnostic("the certificate carries no promise of a certificate log")
        }
        guard let wrapped = try? DERReader.only(DERValue.octets, in: found.value) else { throw malformed() }
        var outer = TLSReader(wrapped.content)
        guard let list = outer.vector(lengthBytes: 2), outer.isAtEnd else { throw malformed() }
        var reader = TLSReader(list)
        var timestamps: [SignedCertificateTimestamp] = []
        while !reader.isAtEnd {
            guard let item = reader.vector(lengthBytes: 2), let timestamp = Self(item), timestamps.count < maximumCount
            else { throw malformed() }
            timestamps.append(timestamp)
        }
        guard !timestamps.isEmpty else {
            throw SigstoreRefusal.sctMissing.diagnostic("the certificate's list of promises is empty")
        }
        return timestamps
    }

    private static func malformed() -> Diagnostic {
        SigstoreRefusal.sctMalformed.diagnostic("the certificate's list of promises is not one of RFC 6962")
    }

    private init?(_ bytes: ArraySlice<UInt8>) {
        var reader = TLSReader(bytes)
        guard reader.integer(bytes: 1) == 0, let logID = reader.bytes(32), let time = reader.integer(bytes: 8),
            let extensions = reader.vector(lengthBytes: 2), let hash = reader.integer(bytes: 1),
            let algorithm = reader.integer(bytes: 1), let signature = reader.vector(lengthBytes: 2), reader.isAtEnd
        else { return nil }
        self.logID = Array(logID)
        milliseconds = time
        self.extensions = Array(extensions)
        hashAlgorithm = UInt8(hash)
        signatureAlgorithm = UInt8(algorithm)
        self.signature = Array(signature)
    }

    /// Whether the log has promised this certificate, issued by `issuer`: the authority of the verified path, never one
    /// the bundle offers.
    func holds(by log: TransparencyLog, for fields: CertificateFields, issuer: Certificate) -> Bool {
        // SHA-256 with RSA or ECDSA, all that RFC 6962, 2.1.4 allows.
        let scheme: SignatureScheme
        switch (hashAlgorithm, signatureAlgorithm) {
        case (4, 1): scheme = .rsaPKCS1(.sha256)
        case (4, 3): scheme = .ecdsa(.sha256, .der)
        default: return false
        }
        let body = fields.body(without: Self.listIdentifier)
        var signed: [UInt8] = [0, 0]
        signed += Self.bigEndian(milliseconds, bytes: 8)
        // Entry type 1 is a precertificate.
        signed += [0, 1]
        signed += Digest.of(issuer.handle.spki).bytes
        signed += Self.bigEndian(UInt64(body.count), bytes: 3) + body
        signed += Self.bigEndian(UInt64(extensions.count), bytes: 2) + extensions
        return log.key.verifies(signature, over: signed, scheme)
    }

    private static func bigEndian(_ value: UInt64, bytes count: Int) -> [UInt8] {
        (0..<count).reversed().map { UInt8(truncatingIfNeeded: value >> UInt64(8 * $0)) }
    }
}
