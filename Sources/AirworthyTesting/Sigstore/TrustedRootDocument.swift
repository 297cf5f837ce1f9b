import Trust

/// A trusted root, protobuf-specs `sigstore_trustroot.proto`, as JSON.
enum TrustedRootDocument {
    /// A log of either kind.
    static func log(
        _ url: String, key: PublicKey, logID: [UInt8], window: TrustPlan.Window, operator name: String
    ) -> JSON {
        let details = key.algorithm == .ed25519 ? "PKIX_ED25519" : "PKIX_ECDSA_P256_SHA_256"
        return [
            "baseUrl": .string(url), "hashAlgorithm": "SHA2_256", "logId": ["keyId": .base64(logID)],
            "operator": .string(name),
            "publicKey": [
                "rawBytes": .base64(key.spki), "keyDetails": .string(details), "validFor": window.json,
            ],
        ]
    }

    /// A certificate or timestamp authority, chain as the kind orders it.
    static func authority(_ name: String, url: String, chain: [[UInt8]], window: TrustPlan.Window) -> JSON {
        [
            "subject": ["organization": "virtual.example", "commonName": .string(name)],
            "uri": .string(url), "operator": "virtual.example",
            "certChain": ["certificates": .array(chain.map { ["rawBytes": .base64($0)] })],
            "validFor": window.json,
        ]
    }
}
