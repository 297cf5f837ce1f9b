/// A signature packet of version 4 (RFC 9580, section 5.2.3): what it says of a key's life, once it has been verified.
struct OpenPGPSignature: Sendable {
    /// Signature types that speak of the key they are below (section 5.2.1).
    enum Purpose: Sendable {
        case certification, direct, binding, keyRevocation, subkeyRevocation, certificationRevocation
    }

    /// Nil for a type that says nothing here, such as a time stamp.
    let purpose: Purpose?
    let created: Instant
    /// How long after its creation the key lives; nil for "as long as it likes".
    let keyLifetime: Duration?
    /// How long after `created` the signature itself counts.
    let lifetime: Duration?
    private let digest: DigestAlgorithm?
    private let algorithm: UInt8
    private let trailer: [UInt8]
    private let material: ArraySlice<UInt8>

    /// Nil for another version, which no self-signature of a version 4 key should have.
    ///
    /// Throws `openpgp-unsupported` for a revocation of a key that cannot be verified here: who passes it over believes
    /// a key that its owner may have taken back.
    init?(_ packet: OpenPGPPacket) throws(Diagnostic) {
        var reader = OpenPGPReader(packet.body)
        let version = try reader.byte()
        guard version == 4 else {
            // Up to version 3 a length comes before the type (section 5.2.2).
            if version < 4 { _ = try? reader.byte() }
            if let type = try? reader.byte(), Self.isRevocation(type) {
                throw OpenPGPFault.unsupported.diagnostic("a revocation of version \(version)")
            }
            return nil
        }
        let type = try reader.byte()
        purpose = Self.purpose(of: type)
        algorithm = try reader.byte()
        let hash = try reader.byte()
        digest = Self.digests[hash]
        guard digest != nil || !Self.isRevocation(type) else {
            throw OpenPGPFault.unsupported.diagnostic("a revocation with hash algorithm \(hash)")
        }
        let hashed = try reader.bytes(Int(try reader.number(2)))
        let facts = try Facts(hashed)
        // Anybody may add to the rest: only what was hashed is read.
        _ = try reader.bytes(Int(try reader.number(2)))
        _ = try reader.bytes(2)
        material = reader.remainder
        let head: [UInt8] = [4, type, algorithm, hash, UInt8(hashed.count >> 8), UInt8(hashed.count & 0xff)]
        let size = UInt32(head.count + hashed.count)
        trailer = head + hashed + [4, 0xff] + (0..<4).map { UInt8(truncatingIfNeeded: size >> (24 - 8 * $0)) }
        // Without a creation time it is malformed (section 5.2.3.11), and the oldest there can be.
        created = facts.created ?? Instant(seconds: 0)
        keyLifetime = facts.keyLifetime
        lifetime = facts.lifetime
    }

    /// Whether `key` made the signature over `subject`.
    func isMade(by key: PublicKey, over subject: [UInt8]) -> Bool {
        guard let digest else { return false }
        var reader = OpenPGPReader(material)
        let message = subject + trailer
        switch (algorithm, key.algorithm) {
        case (1, .rsa(let bits)), (3, .rsa(let bits)):
            guard let value = try? reader.integer(), let signature = Self.padded(value, (bits + 7) / 8) else {
                return false
            }
            return key.verifies(signature, over: message, .rsaPKCS1(digest))
        case (19, .ecdsa(let curve)):
            guard let signature = Self.pair(&reader, curve.byteCount) else { return false }
            return key.verifies(signature, over: message, .ecdsa(digest, .raw))
        case (22, .ed25519):
            // Over the hash, not the message (section 5.2.3.3).
            guard let signature = Self.pair(&reader, 32) else { return false }
            return key.verifies(signature, over: Digest.of(message, digest).bytes, .ed25519)
        case (27, .ed25519):
            guard let signature = try? reader.bytes(64) else { return false }
            return key.verifies(Array(signature), over: Digest.of(message, digest).bytes, .ed25519)
        default: return false
        }
    }

    private static let digests: [UInt8: DigestAlgorithm] = [8: .sha256, 9: .sha384, 10: .sha512]

    private static func purpose(of type: UInt8) -> Purpose? {
        switch type {
        case 0x10...0x13: .certification
        case 0x18: .binding
        case 0x1f: .direct
        case 0x20: .keyRevocation
        case 0x28: .subkeyRevocation
        case 0x30: .certificationRevocation
        default: nil
        }
    }

    private static func isRevocation(_ type: UInt8) -> Bool { type == 0x20 || type == 0x28 }

    private static func pair(_ reader: inout OpenPGPReader, _ count: Int) -> [UInt8]? {
        guard let first = (try? reader.integer()).flatMap({ padded($0, count) }),
            let second = (try? reader.integer()).flatMap({ padded($0, count) })
        else { return nil }
        return first + second
    }

    private static func padded(_ value: ArraySlice<UInt8>, _ count: Int) -> [UInt8]? {
        value.count <= count ? [UInt8](repeating: 0, count: count - value.count) + value : nil
    }

    /// What the hashed subpackets say (section 5.2.3.7).
    private struct Facts {
        var created: Instant?
        var keyLifetime: Duration?
        var lifetime: Duration?

        init(_ bytes: ArraySlice<UInt8>) throws(Diagnostic) {
            var reader = OpenPGPReader(bytes)
            while !reader.isAtEnd {
                let length = try Self.length(&reader)
                guard length > 0 else { throw OpenPGPFault.unreadable.diagnostic("a subpacket without a type") }
                var content = OpenPGPReader(try reader.bytes(length))
                switch try content.byte() & 0x7f {
                case 2: created = Instant(seconds: Int64(try content.number(4)))
                // Zero is "never" for both.
                case 3: lifetime = Self.duration(try content.number(4))
                case 9: keyLifetime = Self.duration(try content.number(4))
                default: break
                }
            }
        }

        private static func duration(_ seconds: UInt32) -> Duration? { seconds > 0 ? .seconds(Int64(seconds)) : nil }

        private static func length(_ reader: inout OpenPGPReader) throws(Diagnostic) -> Int {
            let first = Int(try reader.byte())
            switch first {
            case ..<192: return first
            case ..<255: return (first - 192) << 8 + Int(try reader.byte()) + 192
            default: return Int(try reader.number(4))
            }
        }
    }
}
