/// A public key or subkey packet of version 4 (RFC 9580, section 5.5.2.2).
struct OpenPGPKey: Sendable {
    let created: Instant
    /// SHA-256 of the packet's body: tells two keys apart. Not OpenPGP's own fingerprint, which is a SHA-1.
    let fingerprint: Digest
    private let body: ArraySlice<UInt8>
    private let algorithm: UInt8
    private let material: ArraySlice<UInt8>

    init(_ packet: OpenPGPPacket) throws(Diagnostic) {
        var reader = OpenPGPReader(packet.body)
        let version = try reader.byte()
        guard version == 4 else { throw OpenPGPFault.unsupported.diagnostic("a key of version \(version)") }
        created = Instant(seconds: Int64(try reader.number(4)))
        algorithm = try reader.byte()
        material = reader.remainder
        body = packet.body
        fingerprint = Digest.of(packet.body)
        guard body.count <= 0xffff else { throw OpenPGPFault.tooLarge.diagnostic("a key of \(body.count) bytes") }
    }

    /// What signatures over the key hash (section 5.2.4).
    var hashed: [UInt8] { [0x99, UInt8(body.count >> 8), UInt8(body.count & 0xff)] + body }

    /// The key that checks signatures; for encryption keys, and algorithms that are not relied on, refused.
    func publicKey() throws(Diagnostic) -> PublicKey {
        var reader = OpenPGPReader(material)
        switch algorithm {
        case 1, 3:
            let (modulus, exponent) = (try reader.integer(), try reader.integer())
            return try PublicKey(spki: Self.spki(modulus: modulus, exponent: exponent))
        case 19:
            let identifier = OID(content: try reader.bytes(Int(try reader.byte())))
            guard let curve = Self.curves[identifier] else {
                throw OpenPGPFault.unsupported.diagnostic("a key on the curve \(identifier)")
            }
            let point = try reader.integer()
            guard point.first == 4, point.count == 1 + 2 * curve.byteCount else {
                throw OpenPGPFault.unreadable.diagnostic("a key whose point is not of its curve")
            }
            return try PublicKey(spki: curve.spkiHeader + point.dropFirst())
        case 22:
            let identifier = OID(content: try reader.bytes(Int(try reader.byte())))
            let point = try reader.integer()
            guard identifier == Self.ed25519, point.first == 0x40, point.count == 33 else {
                throw OpenPGPFault.unsupported.diagnostic("an EdDSA key that is not Ed25519")
            }
            return try PublicKey(spki: PublicKey.ed25519Header + point.dropFirst())
        case 27: return try PublicKey(spki: PublicKey.ed25519Header + (try reader.bytes(32)))
        default: throw OpenPGPFault.unsupported.diagnostic("a key of algorithm \(algorithm)")
        }
    }

    private static let ed25519 = OID("1.3.6.1.4.1.11591.15.1")
    private static let curves: [OID: Curve] = [
        OID("1.2.840.10045.3.1.7"): .p256, OID("1.3.132.0.34"): .p384, OID("1.3.132.0.35"): .p521,
    ]

    /// RFC 8017, appendix A.1.1, in a SubjectPublicKeyInfo.
    private static func spki(modulus: ArraySlice<UInt8>, exponent: ArraySlice<UInt8>) -> [UInt8] {
        func integer(_ magnitude: ArraySlice<UInt8>) -> [UInt8] {
            let needsSign = (magnitude.first ?? 0x80) >= 0x80
            return DEREncoding.value(DERValue.integer, (needsSign ? [0] : []) + magnitude)
        }
        let algorithm = DEREncoding.value(
            DERValue.sequence,
            DEREncoding.value(DERValue.identifier, DEREncoding.identifier("1.2.840.113549.1.1.1")) + [0x05, 0x00])
        let key = DEREncoding.value(DERValue.sequence, integer(modulus) + integer(exponent))
        return DEREncoding.value(DERValue.sequence, algorithm + DEREncoding.value(DERValue.bits, [0] + key))
    }
}
