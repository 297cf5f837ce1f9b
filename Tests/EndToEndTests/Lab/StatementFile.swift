import AirworthyTesting
import Foundation

/// A signed statement as a stranger reads it: JSON by Foundation, signatures by the `openssl` program, and nothing of ours.
struct StatementFile {
    struct Malformed: Error {}

    struct Body: Decodable {
        struct Subject: Decodable {
            let name: String
            let digest: [String: String]
        }

        struct Verifier: Decodable {
            let id: String
        }

        /// The members of a SLSA verification summary; absent ones are nil, so that other predicates decode too.
        struct Predicate: Decodable {
            let verifier: Verifier?
            let resourceUri: String?
            let verificationResult: String?
            let verifiedLevels: [String]?
        }

        let subject: [Subject]
        let predicateType: String
        let predicate: Predicate
    }

    private struct Envelope: Decodable {
        struct Signature: Decodable {
            let sig: Data
        }

        let payload: Data
        let payloadType: String
        let signatures: [Signature]
    }

    let payload: Data
    let signature: Data
    let payloadType: String
    let body: Body

    init(_ path: String) throws {
        let envelope = try JSONDecoder().decode(Envelope.self, from: Data(contentsOf: URL(filePath: path)))
        guard envelope.signatures.count == 1 else { throw Malformed() }
        payload = envelope.payload
        payloadType = envelope.payloadType
        signature = envelope.signatures[0].sig
        body = try JSONDecoder().decode(Body.self, from: payload)
    }

    /// DSSE's pre-authentication encoding (secure-systems-lab/dsse protocol.md), written out by hand.
    func preAuthenticationEncoding(of payload: Data) -> Data {
        Data("DSSEv1 \(payloadType.utf8.count) \(payloadType) \(payload.count) ".utf8) + payload
    }

    /// Whether `openssl` finds the signature good over `payload`, or over the one in the file.
    func isSigned(by publicKey: String, over other: Data? = nil, _ algorithm: String = "ecdsa-p256") async throws
        -> Bool
    {
        let scratch = FileManager.default.temporaryDirectory.appending(path: "airworthy-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: scratch) }
        let (message, signature) = (scratch.appending(path: "pae"), scratch.appending(path: "sig"))
        try preAuthenticationEncoding(of: other ?? payload).write(to: message)
        try self.signature.write(to: signature)
        let paths = (message: message.path(percentEncoded: false), signature: signature.path(percentEncoded: false))
        let result =
            if algorithm == "ed25519" {
                try await Peers.openssl.run(
                    "pkeyutl", "-verify", "-pubin", "-inkey", publicKey, "-rawin", "-in", paths.message, "-sigfile",
                    paths.signature)
            } else {
                try await Peers.openssl.run(
                    "dgst", algorithm == "ecdsa-p384" ? "-sha384" : "-sha256", "-verify", publicKey, "-signature",
                    paths.signature, paths.message)
            }
        return result.status == 0
    }
}
