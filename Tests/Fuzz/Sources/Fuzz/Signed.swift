import Trust

/// A bundle with a certificate of ours that is believed up to the part that is fuzzed, so that the fuzzer reaches it: a
/// key in the trusted root stands for log and authority, and nobody but the fuzzer signs.
enum Signed {
    private static let key: PublicKey = {
        guard let key = try? PrivateKey.generate(.p256) else { preconditionFailure("no key could be made") }
        return key.publicKey
    }()

    private static let verifier: SigstoreVerifier = {
        let log: JSON = [
            "baseUrl": "https://log.example", "hashAlgorithm": "SHA2_256", "logId": ["keyId": .string(logID)],
            "publicKey": [
                "rawBytes": .string(Base64.encode(key.spki)), "keyDetails": "PKIX_ECDSA_P256_SHA_256",
                "validFor": ["start": "2020-01-01T00:00:00Z"],
            ],
        ]
        let root: JSON = [
            "mediaType": "application/vnd.dev.sigstore.trustedroot+json;version=0.1", "tlogs": [log], "ctlogs": [],
            "certificateAuthorities": [], "timestampAuthorities": [],
        ]
        guard let root = try? TrustedRoot(root.canonicalBytes(), name: "root") else {
            preconditionFailure("the root of the fuzzer does not read")
        }
        return SigstoreVerifier(anchors: [SigstoreVerifier.Anchor(root: root)])
    }()

    private static let logID = Base64.encode(key.id.bytes)

    static func ask(timestamp: [UInt8]) {
        check([
            "timestampVerificationData": ["rfc3161Timestamps": [["signedTimestamp": .string(Base64.encode(timestamp))]]]
        ])
    }

    static func ask(checkpoint: String) {
        check(entry: body, proof: ["checkpoint": ["envelope": .string(checkpoint)], "treeSize": "1"])
    }

    static func ask(logEntry: [UInt8]) { check(entry: logEntry, proof: [:]) }

    /// Of the right kind, signature and key, so that what comes after it is looked at.
    private static let body: [UInt8] = {
        let hash = Digest.of([1])
        let record: JSON = [
            "apiVersion": "0.0.1", "kind": "hashedrekord",
            "spec": [
                "data": ["hash": ["algorithm": "sha256", "value": .string(hash.hex)]],
                "signature": [
                    "content": "AA==", "publicKey": ["content": .string(Base64.encode(Array(key.pem.utf8)))],
                ],
            ],
        ]
        return record.canonicalBytes()
    }()

    private static func check(entry: [UInt8], proof: JSON) {
        check([
            "tlogEntries": [
                [
                    "logId": ["keyId": .string(logID)], "canonicalizedBody": .string(Base64.encode(entry)),
                    "inclusionProof": proof,
                ]
            ]
        ])
    }

    private static func check(_ material: KeyValuePairs<String, JSON?>) {
        guard case .object(var members) = JSON.members(material) else { return }
        members["publicKey"] = [:]
        let bundle: JSON = [
            "mediaType": "application/vnd.dev.sigstore.bundle.v0.3+json", "verificationMaterial": .object(members),
            "messageSignature": ["signature": "AA=="],
        ]
        guard let read = try? SigstoreBundle(bundle.canonicalBytes()) else { return }
        let times = try? verifier.check(
            read.evidence, over: .bytes([1]), by: key, at: Instant(seconds: 1_800_000_000))
        precondition(times?.isEmpty ?? true, "nobody signed, and a time was believed")
    }
}
