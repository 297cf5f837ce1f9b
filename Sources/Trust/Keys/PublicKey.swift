/// A key that signatures are checked with. A value: two are equal when their SubjectPublicKeyInfo is, and only the
/// one canonical spelling of a key loads, so one key can never count as two signers.
public struct PublicKey: Sendable {
    public enum Algorithm: Sendable, Hashable {
        case ecdsa(Curve), ed25519
        /// Modulus size in bits.
        case rsa(bits: Int)
    }

    /// RSA below this is refused (NIST SP 800-131A revision 2, table 2).
    public static let minimumRSABits = 2_048
    /// OpenSSL's own limit, `OPENSSL_RSA_MAX_MODULUS_BITS`; named here instead of failing at every signature.
    public static let maximumRSABits = 16_384

    /// DER SubjectPublicKeyInfo, RFC 5280 section 4.1.2.7.
    public let spki: [UInt8]
    public let algorithm: Algorithm
    /// SHA-256 of ``spki``: what cosign and Sigstore call the key's fingerprint.
    public let id: Digest
    // Loading costs more than a verification, so it happens once and every copy of the value shares the result.
    private let key: EVPKey

    /// Throws `key-unreadable`, `key-unsupported` (algorithm, curve) or `key-too-weak` (RSA below 2048 bits).
    public init(spki: [UInt8]) throws(Diagnostic) {
        if let (key, algorithm) = Self.plain(spki) {
            (self.key, self.algorithm) = (key, algorithm)
        } else {
            // RSA, and everything there is something to say about.
            key = try EVPKey(spki: spki)
            algorithm = try Self.algorithm(of: key, spki: spki)
        }
        self.spki = spki
        id = Digest.of(spki)
    }

    /// Reads exactly one `PUBLIC KEY` block; text around it is ignored.
    public init(pem: [UInt8]) throws(Diagnostic) {
        let blocks = try PEM.blocks(in: pem)
        guard let block = blocks.first else {
            throw Diagnostic(
                "key-unreadable", "no PEM block found", remedy: "Give a file with a `PUBLIC KEY` block.")
        }
        guard blocks.count == 1 else {
            throw Diagnostic(
                "key-unreadable", "\(blocks.count) PEM blocks where one public key was expected",
                remedy: "Give one key a file.")
        }
        switch block.label {
        case "PUBLIC KEY": try self.init(spki: block.der)
        case "RSA PUBLIC KEY":
            throw Diagnostic(
                "key-unsupported", "a bare PKCS#1 public key",
                remedy: "Convert it with `openssl rsa -RSAPublicKey_in -pubout`.")
        case let label:
            throw Diagnostic(
                "key-unreadable", "a `\(label)` block where a public key was expected",
                remedy: "Give a file with a `PUBLIC KEY` block.")
        }
    }

    public var pem: String { PEM.text("PUBLIC KEY", spki) }

    /// What producers sign with in practice under such a key, the usual one first.
    public var acceptedSchemes: [SignatureScheme] {
        switch algorithm {
        case .ecdsa: acceptedDigests.flatMap { [.ecdsa($0, .der), .ecdsa($0, .raw)] }
        case .ed25519: [.ed25519]
        case .rsa: acceptedDigests.flatMap { [.rsaPKCS1($0), .rsaPSS($0)] }
        }
    }

    /// What of a message such schemes sign, the usual one first; none for Ed25519, which hashes on its own.
    var acceptedDigests: [DigestAlgorithm] {
        switch algorithm {
        case .ecdsa(let curve): curve.acceptedDigests
        case .ed25519: []
        case .rsa: DigestAlgorithm.allCases
        }
    }

    /// True only for a good signature by this key over exactly `message`. False for a wrong one, for a scheme that
    /// is not this key's, and for anything malformed.
    public func verifies(_ signature: [UInt8], over message: [UInt8], _ scheme: SignatureScheme) -> Bool {
        switch (scheme, algorithm) {
        case (.ecdsa(let digest, .der), .ecdsa(let curve)):
            guard ECDSASignature(der: signature, on: curve) != nil else { return false }
            return key.verifies(signature, over: message, digest: digest, pss: false)
        case (.ecdsa(let digest, .raw), .ecdsa(let curve)):
            guard let pair = ECDSASignature(raw: signature, on: curve) else { return false }
            return key.verifies(pair.der, over: message, digest: digest, pss: false)
        case (.ed25519, .ed25519):
            return key.verifies(signature, over: message, digest: nil, pss: false)
        case (.rsaPKCS1(let digest), .rsa):
            return key.verifies(signature, over: message, digest: digest, pss: false)
        case (.rsaPSS(let digest), .rsa):
            return key.verifies(signature, over: message, digest: digest, pss: true)
        default: return false
        }
    }

    /// Like ``verifies(_:over:_:)`` under any of ``acceptedSchemes``: for formats that do not name the scheme.
    public func verifies(_ signature: [UInt8], over message: [UInt8]) -> Bool {
        acceptedSchemes.contains { verifies(signature, over: message, $0) }
    }

    /// The same for a message of which only the digest is at hand: schemes with another hash, and Ed25519, answer no.
    public func verifies(_ signature: [UInt8], digest: Digest) -> Bool {
        acceptedSchemes.contains { scheme in
            switch (scheme, algorithm) {
            case (.ecdsa(digest.algorithm, .der), .ecdsa(let curve)):
                ECDSASignature(der: signature, on: curve) != nil
                    && key.verifies(signature, hashed: digest, pss: false)
            case (.ecdsa(digest.algorithm, .raw), .ecdsa(let curve)):
                ECDSASignature(raw: signature, on: curve).map { key.verifies($0.der, hashed: digest, pss: false) }
                    ?? false
            case (.rsaPKCS1(digest.algorithm), _): key.verifies(signature, hashed: digest, pss: false)
            case (.rsaPSS(digest.algorithm), _): key.verifies(signature, hashed: digest, pss: true)
            default: false
            }
        }
    }

    private static func algorithm(of key: EVPKey, spki: [UInt8]) throws(Diagnostic) -> Algorithm {
        switch key.typeName {
        case "EC":
            let group = key.groupName ?? "without a name"
            guard let curve = Curve(groupName: group) else {
                throw Diagnostic(
                    "key-unsupported", "an elliptic-curve key on the curve `\(group)`",
                    remedy: "Use a P-256, P-384, P-521, Ed25519 or RSA key.")
            }
            let header = curve.spkiHeader
            guard spki.starts(with: header), spki.count == header.count + 2 * curve.byteCount else {
                throw Diagnostic(
                    "key-unreadable", "a \(curve) key that is not a named curve with an uncompressed point",
                    remedy:
                        "Export the key with `openssl pkey -pubin -ec_conv_form uncompressed -ec_param_enc named_curve`."
                )
            }
            return .ecdsa(curve)
        case "ED25519":
            try requireCanonical(key, spki)
            return .ed25519
        case "RSA":
            guard key.bits >= minimumRSABits else {
                throw Diagnostic(
                    "key-too-weak", "an RSA key of \(key.bits) bits, fewer than \(minimumRSABits)",
                    remedy: "Use a P-256 or Ed25519 key, or RSA of at least \(minimumRSABits) bits.")
            }
            guard key.bits <= maximumRSABits else {
                throw Diagnostic(
                    "key-unsupported", "an RSA key of \(key.bits) bits, more than \(maximumRSABits)",
                    remedy: "Use a P-256 or Ed25519 key.")
            }
            guard key.hasSoundRSAExponent else {
                throw Diagnostic(
                    "key-too-weak", "an RSA key whose public exponent is even or 1", remedy: "Make a new key.")
            }
            try requireCanonical(key, spki)
            return .rsa(bits: key.bits)
        case let name:
            throw Diagnostic(
                "key-unsupported", "a key of the algorithm `\(name)`",
                remedy: "Use a P-256, P-384, P-521, Ed25519 or RSA key.")
        }
    }

    /// OpenSSL reads BER too, long lengths and missing parameters included; only what it writes back is accepted.
    private static func requireCanonical(_ key: EVPKey, _ spki: [UInt8]) throws(Diagnostic) {
        guard try key.spki() == spki else {
            throw Diagnostic(
                "key-unreadable", "an \(key.typeName) key in a form other than canonical DER",
                remedy: "Export the key again with `openssl pkey -pubin`.")
        }
    }
}

extension PublicKey: Hashable {
    public static func == (left: PublicKey, right: PublicKey) -> Bool { left.spki == right.spki }
    public func hash(into hasher: inout Swift.Hasher) { hasher.combine(spki) }
}

extension PublicKey: CustomStringConvertible {
    public var description: String { "\(algorithm) \(id)" }
}

extension PublicKey.Algorithm: CustomStringConvertible {
    public var description: String {
        switch self {
        case .ecdsa(let curve): "ECDSA \(curve)"
        case .ed25519: "Ed25519"
        case .rsa(let bits): "RSA-\(bits)"
        }
    }
}
