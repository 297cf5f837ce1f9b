public import Trust

/// Makes OpenPGP public keys of version 4 (RFC 9580) with real self-signatures, any life, and some mistakes.
public struct OpenPGPPress: Sendable {
    /// What a self-signature says, in seconds; nil leaves the subpacket out.
    public struct Words: Sendable {
        public var created: UInt32
        public var keyLifetime: UInt32?
        public var lifetime: UInt32?
        /// 8 is SHA-256, 10 SHA-512; others are signed as if they were SHA-256.
        public var hash: UInt8 = 8

        public init(created: UInt32, keyLifetime: UInt32? = nil, lifetime: UInt32? = nil, hash: UInt8 = 8) {
            self.created = created
            self.keyLifetime = keyLifetime
            self.lifetime = lifetime
            self.hash = hash
        }
    }

    public let created: UInt32
    private let key: PrivateKey

    /// - Parameter key: Ed25519 or P-256.
    public init(created: UInt32, key: PrivateKey) {
        self.created = created
        self.key = key
    }

    public var primary: [UInt8] { Self.packet(6, body(of: key.publicKey)) }

    /// A key for encryption (algorithm 25), as one that cannot sign.
    public func subkey(created: UInt32) -> [UInt8] { Self.packet(14, Self.subkeyBody(created)) }

    public static func userID(_ text: String) -> [UInt8] { packet(13, Array(text.utf8)) }

    /// 0x13 over a user ID, or 0x30 to take it back.
    public func certification(of userID: String, _ words: Words, isRevocation: Bool = false) throws -> [UInt8] {
        let text = Array(userID.utf8)
        return try signature(
            isRevocation ? 0x30 : 0x13, words, over: hashed + [0xb4] + Self.number(UInt32(text.count), 4) + text)
    }

    /// 0x1f over the key itself.
    public func direct(_ words: Words) throws -> [UInt8] { try signature(0x1f, words, over: hashed) }
    /// 0x20.
    public func revocation(_ words: Words) throws -> [UInt8] { try signature(0x20, words, over: hashed) }

    /// 0x18, or 0x28 to take it back.
    public func binding(ofSubkey subkeyCreated: UInt32, _ words: Words, isRevocation: Bool = false) throws -> [UInt8] {
        try signature(
            isRevocation ? 0x28 : 0x18, words, over: hashed + Self.hashed(Self.subkeyBody(subkeyCreated)))
    }

    /// `-----BEGIN PGP PUBLIC KEY BLOCK-----` around packets.
    public static func armored(_ packets: [UInt8], checksum: String? = nil) -> String {
        "-----BEGIN PGP PUBLIC KEY BLOCK-----\nComment: made for a test\n\n\(Base64.encode(packets))\n"
            + (checksum.map { "=\($0)\n" } ?? "") + "-----END PGP PUBLIC KEY BLOCK-----\n"
    }

    /// New format, with the shortest length.
    public static func packet(_ type: UInt8, _ body: [UInt8]) -> [UInt8] {
        let count = body.count
        let length: [UInt8] =
            count < 192
            ? [UInt8(count)]
            : count < 8_384
                ? [UInt8((count - 192) >> 8 + 192), UInt8((count - 192) & 0xff)] : [255] + number(UInt32(count), 4)
        return [0xc0 | type] + length + body
    }

    private var hashed: [UInt8] { Self.hashed(body(of: key.publicKey)) }

    private static func hashed(_ body: [UInt8]) -> [UInt8] { [0x99] + number(UInt32(body.count), 2) + body }

    private static func subkeyBody(_ created: UInt32) -> [UInt8] {
        [4] + number(created, 4) + [25] + [UInt8](repeating: 7, count: 32)
    }

    private func body(of key: PublicKey) -> [UInt8] {
        let head = [4] + Self.number(created, 4)
        switch key.algorithm {
        case .ed25519: return head + [27] + key.spki.suffix(32)
        default:
            let curve = DEREncoding.identifier("1.2.840.10045.3.1.7")
            return head + [19, UInt8(curve.count)] + curve + Self.integer([4] + key.spki.suffix(64))
        }
    }

    private func signature(_ type: UInt8, _ words: Words, over subject: [UInt8]) throws -> [UInt8] {
        var facts = Self.subpacket(2, words.created)
        if let life = words.keyLifetime { facts += Self.subpacket(9, life) }
        if let life = words.lifetime { facts += Self.subpacket(3, life) }
        let isEdwards = key.publicKey.algorithm == .ed25519
        let head: [UInt8] = [4, type, isEdwards ? 27 : 19, words.hash] + Self.number(UInt32(facts.count), 2) + facts
        let message = subject + head + [4, 0xff] + Self.number(UInt32(head.count), 4)
        let digest = Digest.of(message, words.hash == 10 ? .sha512 : .sha256)
        var material: [UInt8]
        if isEdwards {
            material = try key.sign(digest.bytes)
        } else {
            let raw = try key.sign(message, .ecdsa(digest.algorithm, .raw))
            material = Self.integer(Array(raw.prefix(32))) + Self.integer(Array(raw.suffix(32)))
        }
        return Self.packet(2, head + [0, 0] + digest.bytes.prefix(2) + material)
    }

    private static func subpacket(_ type: UInt8, _ value: UInt32) -> [UInt8] { [5, type] + number(value, 4) }

    private static func number(_ value: UInt32, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> UInt32(8 * (count - 1 - $0))) }
    }

    private static func integer(_ magnitude: [UInt8]) -> [UInt8] {
        let digits = Array(magnitude.drop { $0 == 0 })
        let bits = digits.count * 8 - (digits.first?.leadingZeroBitCount ?? 0)
        return number(UInt32(bits), 2) + digits
    }
}
