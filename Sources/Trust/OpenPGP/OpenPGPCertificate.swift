/// An OpenPGP public key with its subkeys (a "transferable public key", RFC 9580, section 10.1), and how long each
/// lives by its newest self-signature that verifies. Signatures of others say nothing of that, and neither does one
/// nobody checked: whoever hands the file over can add any.
public struct OpenPGPCertificate: Sendable, Hashable {
    public struct Key: Sendable, Hashable {
        public let created: Instant
        /// The first instant at which it is over; nil for a key that never ends by itself.
        public let expiresAt: Instant?
        /// When its owner took it back, whatever the reason.
        public let revokedAt: Instant?
        /// SHA-256 of the key packet.
        public let fingerprint: Digest
    }

    /// The largest file read.
    public static let maximumBytes = 8 << 20

    public let primary: Key
    public let subkeys: [Key]
    /// The first, as it is written; nil when there is none or it is not UTF-8.
    public let userID: String?

    /// Every key of a file, armored or not.
    ///
    /// Throws `openpgp-unreadable`, `openpgp-unsupported`, `openpgp-secret`, `openpgp-too-large`, and what
    /// ``PublicKey/init(spki:)`` throws. One key that cannot be read makes the file unreadable: which of them matters
    /// is not known here.
    public static func all(in bytes: [UInt8]) throws(Diagnostic) -> [OpenPGPCertificate] {
        guard bytes.count <= maximumBytes else {
            throw OpenPGPFault.tooLarge.diagnostic("more than \(maximumBytes) bytes")
        }
        var rest: ArraySlice<OpenPGPPacket> = []
        for block in try OpenPGPArmor.blocks(in: bytes) { rest += try OpenPGPPacket.all(in: block) }
        rest = ArraySlice(rest.filter { ![.marker, .trust, .padding].contains($0.kind) })
        guard !rest.contains(where: { [.secretKey, .secretSubkey].contains($0.kind) }) else {
            throw OpenPGPFault.secret.diagnostic("the file holds a private key")
        }
        var certificates: [OpenPGPCertificate] = []
        while let first = rest.first {
            guard first.kind == .publicKey else {
                throw OpenPGPFault.unreadable.diagnostic("the file does not begin with a public key")
            }
            let own = rest.dropFirst().prefix { $0.kind != .publicKey }
            certificates.append(try OpenPGPCertificate(first, own))
            rest = rest.dropFirst(1 + own.count)
        }
        guard !certificates.isEmpty else { throw OpenPGPFault.unreadable.diagnostic("there is no public key in it") }
        return certificates
    }

    private init(_ first: OpenPGPPacket, _ packets: ArraySlice<OpenPGPPacket>) throws(Diagnostic) {
        let key = try OpenPGPKey(first)
        let signer = try key.publicKey()
        var subject = key.hashed
        var kind = OpenPGPPacket.Kind.publicKey
        var statements: [OpenPGPSignature] = []
        var revokedAt: Instant?
        var userID: String?
        var parts: [(key: OpenPGPKey, binding: OpenPGPSignature?, revokedAt: Instant?)] = []
        for packet in packets {
            switch packet.kind {
            case .signature:
                guard let signature = try OpenPGPSignature(packet), let purpose = signature.purpose,
                    Self.belongs(purpose, below: kind), signature.isMade(by: signer, over: subject)
                else { continue }
                switch purpose {
                case .certification, .direct: statements.append(signature)
                case .keyRevocation: revokedAt = Self.earlier(revokedAt, signature.created)
                case .binding:
                    let newest = parts[parts.count - 1].binding.map { $0.created > signature.created } ?? false
                    if !newest { parts[parts.count - 1].binding = signature }
                case .subkeyRevocation:
                    parts[parts.count - 1].revokedAt = Self.earlier(parts[parts.count - 1].revokedAt, signature.created)
                }
                continue
            case .userID:
                if userID == nil { userID = String(validating: packet.body, as: UTF8.self) }
                subject = key.hashed + Self.prefix(0xb4, packet.body.count) + packet.body
            case .userAttribute: subject = key.hashed + Self.prefix(0xd1, packet.body.count) + packet.body
            case .publicSubkey:
                let subkey = try OpenPGPKey(packet)
                parts.append((subkey, nil, nil))
                subject = key.hashed + subkey.hashed
            case .secretKey, .secretSubkey, .publicKey, .marker, .trust, .padding: continue
            }
            kind = packet.kind
        }
        // The newest counts (section 5.2.3.10); of two of one second, the one that asks more.
        let newest = statements.map(\.created).max()
        let ends = statements.filter { $0.created == newest }.map { Self.end(of: key, by: $0) }
        guard !ends.isEmpty else {
            throw OpenPGPFault.unsupported.diagnostic("a key without a self-signature that verifies")
        }
        primary = Key(
            created: key.created, expiresAt: ends.compactMap { $0 }.min(), revokedAt: revokedAt,
            fingerprint: key.fingerprint)
        subkeys = try parts.map { (part) throws(Diagnostic) in
            guard let binding = part.binding else {
                throw OpenPGPFault.unsupported.diagnostic("a subkey without a binding that verifies")
            }
            return Key(
                created: part.key.created, expiresAt: Self.end(of: part.key, by: binding), revokedAt: part.revokedAt,
                fingerprint: part.key.fingerprint)
        }
        self.userID = userID
    }

    private static func belongs(_ purpose: OpenPGPSignature.Purpose, below kind: OpenPGPPacket.Kind) -> Bool {
        switch purpose {
        case .direct, .keyRevocation: kind == .publicKey
        case .certification: kind == .userID || kind == .userAttribute
        case .binding, .subkeyRevocation: kind == .publicSubkey
        }
    }

    /// The end of the key, or of what says so, whichever is first.
    private static func end(of key: OpenPGPKey, by signature: OpenPGPSignature) -> Instant? {
        [signature.keyLifetime.map { key.created + $0 }, signature.lifetime.map { signature.created + $0 }]
            .compactMap { $0 }.min()
    }

    private static func earlier(_ known: Instant?, _ other: Instant) -> Instant {
        known.map { min($0, other) } ?? other
    }

    private static func prefix(_ tag: UInt8, _ count: Int) -> [UInt8] {
        [tag] + (0..<4).map { UInt8(truncatingIfNeeded: count >> (24 - 8 * $0)) }
    }
}
