/// The elliptic curves evidence may be signed on (NIST SP 800-186, 3.2.1).
public enum Curve: String, Sendable, Hashable, CaseIterable {
    case p256, p384, p521

    /// Size in bytes of a coordinate, and of `r` and `s` in a raw signature.
    public var byteCount: Int {
        switch self {
        case .p256: 32
        case .p384: 48
        case .p521: 66
        }
    }

    /// The hash of matching strength, FIPS 186-5 section 6.1.1.
    public var digestAlgorithm: DigestAlgorithm {
        switch self {
        case .p256: .sha256
        case .p384: .sha384
        case .p521: .sha512
        }
    }

    /// The hashes producers use with it: by strength first, as JOSE and FIPS 186-5 pair curve and hash; then SHA-256, with
    /// which cosign signs whatever the curve; the third is met too.
    var acceptedDigests: [DigestAlgorithm] {
        switch self {
        case .p256: [.sha256, .sha384, .sha512]
        case .p384: [.sha384, .sha256, .sha512]
        case .p521: [.sha512, .sha256, .sha384]
        }
    }

    /// OpenSSL's name of the group.
    var groupName: String {
        switch self {
        case .p256: "prime256v1"
        case .p384: "secp384r1"
        case .p521: "secp521r1"
        }
    }

    init?(groupName: String) {
        guard let curve = Curve.allCases.first(where: { $0.groupName == groupName }) else { return nil }
        self = curve
    }

    /// Everything of a SubjectPublicKeyInfo up to and including the `04` of the uncompressed point (RFC 5480,
    /// section 2): named curve, fixed lengths, so the one canonical spelling is a constant.
    var spkiHeader: [UInt8] {
        switch self {
        case .p256:
            [
                0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01,
                0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00, 0x04,
            ]
        case .p384:
            [
                0x30, 0x76, 0x30, 0x10, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01,
                0x06, 0x05, 0x2b, 0x81, 0x04, 0x00, 0x22, 0x03, 0x62, 0x00, 0x04,
            ]
        case .p521:
            [
                0x30, 0x81, 0x9b, 0x30, 0x10, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01,
                0x06, 0x05, 0x2b, 0x81, 0x04, 0x00, 0x23, 0x03, 0x81, 0x86, 0x00, 0x04,
            ]
        }
    }
}

extension Curve: CustomStringConvertible {
    public var description: String {
        switch self {
        case .p256: "P-256"
        case .p384: "P-384"
        case .p521: "P-521"
        }
    }
}
