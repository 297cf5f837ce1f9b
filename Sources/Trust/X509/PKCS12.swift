/// The certificates of a PKCS#12 file (RFC 7292), read for what they say: their order in the file is kept, and nothing
/// here makes them trusted. Private keys in the file stay encrypted.
public struct PKCS12: Sendable {
    /// At least one.
    public let certificates: [Certificate]

    /// Throws `pkcs12-unreadable`, `pkcs12-password-wrong`, `pkcs12-unprotected` (no MAC), `pkcs12-unsupported` (cipher,
    /// or too many rounds) or `certificate-absent`: a key store without certificates proves nothing about any.
    public init(der: [UInt8], password: Secret) throws(Diagnostic) {
        let container = try PKCS12Container(der: der)
        var certificates: [Certificate] = []
        for der in try container.certificates(password: password) { certificates.append(try Certificate(der: der)) }
        guard !certificates.isEmpty else {
            throw Diagnostic(
                "certificate-absent", "the PKCS#12 file holds no certificate",
                remedy: "Export the file again with its certificates.")
        }
        self.certificates = certificates
    }
}
