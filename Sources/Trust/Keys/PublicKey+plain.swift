extension PublicKey {
    /// The kinds of key whose one canonical spelling is a constant and the raw key. Nil for any other, good or bad.
    static func plain(_ spki: [UInt8]) -> (EVPKey, Algorithm)? {
        if spki.count == ed25519Header.count + 32, spki.starts(with: ed25519Header) {
            return EVPKey(ed25519: spki.dropFirst(ed25519Header.count)).map { ($0, .ed25519) }
        }
        for curve in Curve.allCases {
            let header = curve.spkiHeader
            guard spki.count == header.count + 2 * curve.byteCount, spki.starts(with: header) else { continue }
            // The header ends with the `04` that begins the point.
            return EVPKey(point: spki[(header.count - 1)...], on: curve).map { ($0, .ecdsa(curve)) }
        }
        return nil
    }

    /// A SubjectPublicKeyInfo of Ed25519 up to the key itself (RFC 8410, section 4).
    static let ed25519Header: [UInt8] = [
        0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00,
    ]

    /// What ``plain(_:)`` reads, for a key at hand: without OpenSSL's encoder, which costs what its decoder does. Nil
    /// for the other kinds.
    static func plainSPKI(of key: EVPKey) -> [UInt8]? {
        switch key.typeName {
        case "ED25519": return key.rawEd25519.map { ed25519Header + $0 }
        case "EC":
            guard let curve = key.groupName.flatMap(Curve.init(groupName:)), let point = key.point,
                point.count == 1 + 2 * curve.byteCount, point.first == 4
            else { return nil }
            return curve.spkiHeader.dropLast() + point
        default: return nil
        }
    }
}
