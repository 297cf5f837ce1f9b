import Trust

/// Everything that was minted, before it is put together: what is changed here is changed after the signing.
struct SigstoreParts: Equatable {
    /// Leaf first.
    var certificates: [[UInt8]]
    var signature: [UInt8]
    /// Of an attestation.
    var envelope: Envelope?
    var messageDigest: Digest
    var entries: [LoggedEntry]
    var timestamps: [[UInt8]]
    var legacy: LegacySignature

    /// Protobuf JSON of `sigstore_bundle.proto`.
    func bundle(_ shape: SigstoreShape) -> JSON {
        var material: [String: JSON] = ["tlogEntries": .array(entries.map(\.json))]
        switch shape.material {
        case .publicKey: material["publicKey"] = ["hint": "virtual"]
        case .certificate where shape.version.takesChain:
            material["x509CertificateChain"] = [
                "certificates": .array(certificates.map { ["rawBytes": .base64($0)] })
            ]
        case .certificate: material["certificate"] = ["rawBytes": .base64(certificates.first ?? [])]
        }
        if !timestamps.isEmpty {
            material["timestampVerificationData"] = [
                "rfc3161Timestamps": .array(timestamps.map { ["signedTimestamp": .base64($0)] })
            ]
        }
        var bundle: [String: JSON] = [
            "mediaType": .string(shape.version.mediaType), "verificationMaterial": .object(material),
        ]
        switch shape.content {
        case .message: bundle["messageSignature"] = messageSignature
        case .dsse: bundle["dsseEnvelope"] = envelope?.json
        }
        return .object(bundle)
    }

    var messageSignature: JSON {
        [
            "messageDigest": [
                "algorithm": .string(messageDigest.algorithm.protobufName), "digest": .base64(messageDigest.bytes),
            ],
            "signature": .base64(signature),
        ]
    }
}
