/// A key that signs. Immutable and shared; never printed, and written only through ``pem(encryptedWith:)``.
public final class PrivateKey: Sendable {
    public let publicKey: PublicKey
    private let key: EVPKey

    private init(_ key: EVPKey) throws(Diagnostic) {
        self.key = key
        let spki = if let plain = PublicKey.plainSPKI(of: key) { plain } else { try key.spki() }
        publicKey = try PublicKey(spki: spki)
        // A file can carry a public half that is not the private half's. Found here, not when nobody can verify.
        let probe: [UInt8] = Array("airworthy key check".utf8)
        guard publicKey.verifies(try sign(probe), over: probe) else {
            throw Diagnostic(
                "key-unreadable", "the private key and the public key stored with it do not match",
                remedy: "Restore the key from its backup.")
        }
    }

    /// Makes a new key from the operating system's randomness.
    public static func generate(_ kind: KeyKind) throws(Diagnostic) -> PrivateKey {
        if case .rsa(let bits) = kind, bits < PublicKey.minimumRSABits || bits > PublicKey.maximumRSABits {
            throw Diagnostic(
                bits < PublicKey.minimumRSABits ? "key-too-weak" : "key-unsupported",
                "an RSA key of \(bits) bits",
                remedy: "Ask for \(PublicKey.minimumRSABits) to \(PublicKey.maximumRSABits) bits.")
        }
        return try PrivateKey(EVPKey.generate(kind))
    }

    /// Reads the one private key of a PEM file: PKCS#8 (`PRIVATE KEY`), PKCS#8 under a password
    /// (`ENCRYPTED PRIVATE KEY`), SEC 1 (`EC PRIVATE KEY`) or PKCS#1 (`RSA PRIVATE KEY`).
    ///
    /// Throws `key-encrypted` (a password is needed), `key-password-wrong`, `key-unreadable`, `key-unsupported`,
    /// `key-too-weak`. A password given for a key that is not encrypted is not used.
    public convenience init(pem: [UInt8], password: Secret? = nil) throws(Diagnostic) {
        // `openssl ecparam -genkey` writes the curve as a block of its own before the key.
        let blocks = try PEM.blocks(in: pem).filter { $0.label != "EC PARAMETERS" }
        guard let block = blocks.first else {
            throw Diagnostic(
                "key-unreadable", "no PEM block found", remedy: "Give a file with a `PRIVATE KEY` block.")
        }
        guard blocks.count == 1 else {
            throw Diagnostic(
                "key-unreadable", "\(blocks.count) PEM blocks where one private key was expected",
                remedy: "Give one key a file.")
        }
        try self.init(block, password: password)
    }

    /// The same of one block of a PEM file.
    public convenience init(_ block: PEMBlock, password: Secret? = nil) throws(Diagnostic) {
        guard block.headers.isEmpty else {
            throw Diagnostic(
                "key-unsupported", "the private key is encrypted in the old PEM way, under one round of MD5",
                remedy: "Convert it with `openssl pkcs8 -topk8 -v2 aes-256-cbc`.")
        }
        switch block.label {
        case "PRIVATE KEY": try self.init(EVPKey(pkcs8: block.der))
        case "ENCRYPTED PRIVATE KEY": try self.init(Self.opened(block.der, with: password))
        case "EC PRIVATE KEY": try self.init(EVPKey(traditional: block.der, isRSA: false))
        case "RSA PRIVATE KEY": try self.init(EVPKey(traditional: block.der, isRSA: true))
        case let label:
            throw Diagnostic(
                "key-unreadable", "a `\(label)` block where a private key was expected",
                remedy: "Give a file with a `PRIVATE KEY` block.")
        }
    }

    /// Reads DER: PKCS#8, encrypted when a password is given.
    public convenience init(pkcs8 der: [UInt8], password: Secret? = nil) throws(Diagnostic) {
        try self.init(password == nil ? EVPKey(pkcs8: der) : Self.opened(der, with: password))
    }

    /// Signs under the first of the public key's ``PublicKey/acceptedSchemes``.
    public func sign(_ message: [UInt8]) throws(Diagnostic) -> [UInt8] {
        switch publicKey.algorithm {
        case .ecdsa(let curve): try sign(message, .ecdsa(curve.digestAlgorithm, .der))
        case .ed25519: try sign(message, .ed25519)
        case .rsa: try sign(message, .rsaPKCS1(.sha256))
        }
    }

    /// Throws `signature-scheme-unsuited` when the scheme is not this kind of key's.
    public func sign(_ message: [UInt8], _ scheme: SignatureScheme) throws(Diagnostic) -> [UInt8] {
        switch (scheme, publicKey.algorithm) {
        case (.ecdsa(let digest, .der), .ecdsa):
            return try key.sign(message, digest: digest, pss: false)
        case (.ecdsa(let digest, .raw), .ecdsa(let curve)):
            let der = try key.sign(message, digest: digest, pss: false)
            guard let pair = ECDSASignature(der: der, on: curve) else {
                preconditionFailure("OpenSSL wrote an ECDSA signature that is not strict DER")
            }
            return pair.raw
        case (.ed25519, .ed25519):
            return try key.sign(message, digest: nil, pss: false)
        case (.rsaPKCS1(let digest), .rsa):
            return try key.sign(message, digest: digest, pss: false)
        case (.rsaPSS(let digest), .rsa):
            return try key.sign(message, digest: digest, pss: true)
        default:
            throw Diagnostic("signature-scheme-unsuited", "a \(publicKey.algorithm) key cannot sign with \(scheme)")
        }
    }

    /// PKCS#8 PEM, under AES-256-CBC and PBKDF2 when a password is given. Throws `key-password-empty` for an empty
    /// one: an encryption that everybody can open is not one.
    public func pem(encryptedWith password: Secret?) throws(Diagnostic) -> [UInt8] {
        guard let password else { return Array(PEM.text("PRIVATE KEY", try key.pkcs8()).utf8) }
        guard !password.isEmpty else {
            throw Diagnostic(
                "key-password-empty", "an empty password", remedy: "Give a password, or none at all.")
        }
        return Array(PEM.text("ENCRYPTED PRIVATE KEY", try key.pkcs8(encryptedWith: password)).utf8)
    }

    private static func opened(_ der: [UInt8], with password: Secret?) throws(Diagnostic) -> EVPKey {
        guard let password else {
            throw Diagnostic(
                "key-encrypted", "the private key is encrypted", remedy: "Give its password.")
        }
        return try EncryptedPKCS8(der: der).open(with: password)
    }
}

extension PrivateKey: CustomStringConvertible {
    public var description: String { "private key of \(publicKey)" }
}
