import Trust

/// A certificate transparency log that signs what it is shown (RFC 6962, section 3).
struct VirtualCTLog {
    let key: PrivateKey

    var logID: [UInt8] { key.publicKey.id.bytes }

    /// One signed certificate timestamp over a precertificate.
    struct Request: Equatable {
        var instant: Instant
        /// The bytes the timestamp carries, and those that are signed: the same unless something is wrong.
        var extensions: [UInt8] = []
        var signedExtensions: [UInt8]?
        /// By a stranger's key under this log's name.
        var isForged = false
        /// Over the hash of another issuer than the certificate's.
        var hasWrongIssuer = false
    }

    /// - Parameters:
    ///   - body: the TBSCertificate without the list of timestamps.
    ///   - issuer: SubjectPublicKeyInfo of the certificate's issuer.
    func timestamp(
        _ request: Request, body: [UInt8], issuer: [UInt8], signedBy key: PrivateKey
    ) throws(Diagnostic) -> [UInt8] {
        let milliseconds = Self.bigEndian(UInt64(request.instant.seconds) * 1_000, bytes: 8)
        let signedExtensions = request.signedExtensions ?? request.extensions
        let signed: [UInt8] =
            [0, 0] + milliseconds + [0, 1] + Digest.of(issuer).bytes + Self.vector(body, lengthBytes: 3)
            + Self.vector(signedExtensions, lengthBytes: 2)
        // Hash and signature algorithm as TLS 1.2 numbers them: SHA-256, ECDSA.
        return [0] + logID + milliseconds + Self.vector(request.extensions, lengthBytes: 2) + [4, 3]
            + Self.vector(try key.sign(signed), lengthBytes: 2)
    }

    /// The certificate extension that carries the timestamps: a TLS list in an OCTET STRING.
    static func certificateExtension(_ timestamps: [[UInt8]]) -> [UInt8] {
        let list = Array(timestamps.map { vector($0, lengthBytes: 2) }.joined())
        return CertificateExtension.encode(
            "1.3.6.1.4.1.11129.2.4.2", DERWriter.octets(vector(list, lengthBytes: 2)))
    }

    private static func vector(_ content: [UInt8], lengthBytes: Int) -> [UInt8] {
        bigEndian(UInt64(content.count), bytes: lengthBytes) + content
    }

    private static func bigEndian(_ value: UInt64, bytes: Int) -> [UInt8] {
        (0..<bytes).reversed().map { UInt8(truncatingIfNeeded: value >> (8 * UInt64($0))) }
    }
}
