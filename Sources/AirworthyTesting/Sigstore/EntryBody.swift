import Trust

/// The canonical body of a log entry: rekor, pkg/types, and rekor-tiles, api/proto/rekor/v2.
struct EntryBody {
    /// Who signed: a certificate, or a key alone.
    enum Verifier {
        case certificate([UInt8])
        case publicKey([UInt8])

        /// As Rekor v1 has it.
        var pem: [UInt8] {
            switch self {
            case .certificate(let der): Array(PEM.text("CERTIFICATE", der).utf8)
            case .publicKey(let spki): Array(PEM.text("PUBLIC KEY", spki).utf8)
            }
        }
    }

    var verifier: Verifier
    var algorithm: SigstoreKeyAlgorithm
    var signature: [UInt8]
    /// Of the artifact, or of the encoding that a DSSE signature is over.
    var digest: Digest
    /// Of an attestation.
    var envelope: Envelope?

    func json(_ entry: SigstoreShape.Entry, spelling: EntryPlan.Spelling) -> JSON {
        let spec: JSON
        switch entry {
        case .hashedrekord001:
            spec = [
                "data": ["hash": hash(digest)],
                "signature": ["content": .base64(signature), "publicKey": ["content": .base64(verifier.pem)]],
            ]
        case .dsse001:
            spec = [
                "envelopeHash": hash(envelopeDigest), "payloadHash": hash(payloadDigest),
                "signatures": [["signature": .base64(signature), "verifier": .base64(verifier.pem)]],
            ]
        case .intoto001:
            spec = [
                "content": ["hash": hash(envelopeDigest), "payloadHash": hash(payloadDigest)],
                "publicKey": .base64(verifier.pem),
            ]
        case .intoto002:
            // The signature is base 64 of base 64: an accident that became the format.
            let signature: JSON = [
                "publicKey": .base64(verifier.pem), "sig": .base64(Array(Base64.encode(signature).utf8)),
            ]
            let payloadType = JSON.string(envelope?.payloadType ?? "")
            spec = [
                "content": [
                    "envelope": ["payloadType": payloadType, "signatures": [signature]],
                    "hash": hash(envelopeDigest), "payloadHash": hash(payloadDigest),
                ]
            ]
        case .hashedrekord002:
            let name = spelling == .current ? "hashedRekordV002" : "hashedRekordV0_0_2"
            spec = .object([name: ["data": digestV2(digest), "signature": signatureV2]])
        case .dsse002:
            let name = spelling == .current ? "dsseV002" : "dsseV0_0_2"
            spec = .object([name: ["payloadHash": digestV2(payloadDigest), "signatures": [signatureV2]]])
        }
        return ["apiVersion": .string(entry.version), "kind": .string(entry.kind), "spec": spec]
    }

    private var envelopeDigest: Digest { Digest.of(envelope?.json.canonicalBytes() ?? []) }
    private var payloadDigest: Digest { Digest.of(envelope?.payload ?? []) }

    private func hash(_ digest: Digest) -> JSON {
        ["algorithm": .string(digest.algorithm.rawValue), "value": .string(digest.hex)]
    }

    private func digestV2(_ digest: Digest) -> JSON {
        ["algorithm": .string(digest.algorithm.protobufName), "digest": .base64(digest.bytes)]
    }

    private var signatureV2: JSON {
        let key: (name: String, bytes: [UInt8]) =
            switch verifier {
            case .certificate(let der): ("x509Certificate", der)
            case .publicKey(let spki): ("publicKey", spki)
            }
        return [
            "content": .base64(signature),
            "verifier": .object([
                key.name: ["rawBytes": .base64(key.bytes)], "keyDetails": .string(algorithm.details),
            ]),
        ]
    }
}

extension DigestAlgorithm {
    /// Protobuf `HashAlgorithm`.
    var protobufName: String { "SHA2_" + rawValue.dropFirst(3) }
}
