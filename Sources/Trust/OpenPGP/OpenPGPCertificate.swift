/// An OpenPGP public key with its subkeys (a "transferable public key", RFC 9580, section 10.1), and how long each
/// lives by the newest self-signature of each name that verifies, whichever ends first. Signatures of others say
/// nothing of that, and neither does one nobody checked: whoever hands the file over can add any.
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
    /// Revocations times keys: each may be of any of them.
    private static let maximumRevocationChecks = 10_000

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
        // A revocation certificate is kept in a block of its own, and may stand anywhere behind the keys.
        var revocations: [OpenPGPSignature] = []
        for packet in rest where packet.kind == .signature {
            guard let signature = try OpenPGPSignature(packet), signature.purpose == .keyRevocation else { continue }
            revocations.append(signature)
        }
        guard revocations.count * rest.count(where: { $0.kind == .publicKey }) <= maximumRevocationChecks else {
            throw OpenPGPFault.tooLarge.diagnostic("\(revocations.count) revocations of too many keys")
        }
        var certificates: [OpenPGPCertificate] = []
        while let first = rest.first {
            guard first.kind == .publicKey else {
                throw OpenPGPFault.unreadable.diagnostic("the file does not begin with a public key")
            }
            let own = rest.dropFirst().prefix { $0.kind != .publicKey }
            certificates.append(try OpenPGPCertificate(first, own, revocations))
            rest = rest.dropFirst(1 + own.count)
        }
        guard !certificates.isEmpty else { throw OpenPGPFault.unreadable.diagnostic("there is no public key in it") }
        return certificates
    }

    private init(
        _ first: OpenPGPPacket, _ packets: ArraySlice<OpenPGPPacket>, _ revocations: [OpenPGPSignature]
    ) throws(Diagnostic) {
        let key = try OpenPGPKey(first)
        let signer = try key.publicKey()
        var subject = key.hashed
        var kind = OpenPGPPacket.Kind.publicKey
        // By what they are about: the key itself, then each user ID and attribute in the order they stand in.
        var about = 0
        var statements: [Int: [OpenPGPSignature]] = [:]
        var takenBack: [Int: Instant] = [:]
        var userID: String?
        var parts: [(key: OpenPGPKey, bindings: [OpenPGPSignature], revokedAt: Instant?)] = []
        for packet in packets {
            switch packet.kind {
            case .signature:
                guard let signature = try OpenPGPSignature(packet), let purpose = signature.purpose,
                    Self.belongs(purpose, below: kind), signature.isMade(by: signer, over: subject)
                else { continue }
                switch purpose {
                case .certification, .direct: statements[about, default: []].append(signature)
                case .certificationRevocation:
                    takenBack[about] = takenBack[about].map { max($0, signature.created) } ?? signature.created
                case .keyRevocation: break
                case .binding: parts[parts.count - 1].bindings.append(signature)
                case .subkeyRevocation:
                    parts[parts.count - 1].revokedAt = .earliest(parts[parts.count - 1].revokedAt, signature.created)
                }
                continue
            case .userID:
                about += 1
                if userID == nil { userID = String(validating: packet.body, as: UTF8.self) }
                subject = key.hashed + Self.prefix(0xb4, packet.body.count) + packet.body
            case .userAttribute:
                about += 1
                subject = key.hashed + Self.prefix(0xd1, packet.body.count) + packet.body
            case .publicSubkey:
                let subkey = try OpenPGPKey(packet)
                parts.append((subkey, [], nil))
                subject = key.hashed + subkey.hashed
            case .secretKey, .secretSubkey, .publicKey, .marker, .trust, .padding: continue
            }
            kind = packet.kind
        }
        // A name that was taken back speaks for the key no more.
        let standing = statements.filter { place, signatures in
            guard let end = takenBack[place] else { return true }
            return signatures.contains { $0.created > end }
        }
        guard !standing.isEmpty else {
            throw OpenPGPFault.unsupported.diagnostic("a key without a self-signature that verifies")
        }
        primary = Key(
            created: key.created, expiresAt: standing.values.compactMap { Self.end(of: key, by: $0) }.min(),
            revokedAt: revocations.filter { $0.isMade(by: signer, over: key.hashed) }.map(\.created).min(),
            fingerprint: key.fingerprint)
        subkeys = try parts.map { (part) throws(Diagnostic) in
            guard !part.bindings.isEmpty else {
                throw OpenPGPFault.unsupported.diagnostic("a subkey without a binding that verifies")
            }
            return Key(
                created: part.key.created, expiresAt: Self.end(of: part.key, by: part.bindings),
                revokedAt: part.revokedAt, fingerprint: part.key.fingerprint)
        }
        self.userID = userID
    }

    private static func belongs(_ purpose: OpenPGPSignature.Purpose, below kind: OpenPGPPacket.Kind) -> Bool {
        switch purpose {
        case .direct, .keyRevocation: kind == .publicKey
        case .certification, .certificationRevocation: kind == .userID || kind == .userAttribute
        case .binding, .subkeyRevocation: kind == .publicSubkey
        }
    }

    /// The end of the key, or of what says so, whichever is first. Of what was said about one thing the newest counts
    /// (section 5.2.3.10); of two of one second, the one that asks more.
    private static func end(of key: OpenPGPKey, by signatures: [OpenPGPSignature]) -> Instant? {
        let newest = signatures.map(\.created).max()
        var ends: [Instant] = []
        for signature in signatures where signature.created == newest {
            if let lifetime = signature.keyLifetime { ends.append(key.created + lifetime) }
            if let lifetime = signature.lifetime { ends.append(signature.created + lifetime) }
        }
        return ends.min()
    }

    private static func prefix(_ tag: UInt8, _ count: Int) -> [UInt8] {
        [tag] + (0..<4).map { UInt8(truncatingIfNeeded: count >> (24 - 8 * $0)) }
    }
}
