import AirworthyTesting
import Foundation
import Testing
import Trust

/// What we sign must be believed by programs that share no code with us, and refused by them when it is changed.
@Suite("Our attestations under other verifiers")
struct AttestationInteropTests {
    private static let predicateType = "https://airworthy.dev/checklist-run/v1"

    /// A statement about the file `artifact`, signed by a new key, in every form we write.
    private struct Attestation {
        let folder: URL

        init(_ kind: KeyKind) throws {
            folder = FileManager.default.temporaryDirectory.appending(path: "airworthy-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let artifact = Array("the artifact\n".utf8)
            let key = try PrivateKey.generate(kind)
            let statement = Statement.json(
                subjects: [StatementSubject(name: "artifact", digests: [Digest.of(artifact)])],
                predicateType: predicateType, predicate: ["result": "PASSED"])
            let envelope = try Envelope.sign(
                payloadType: Envelope.inTotoPayloadType, payload: statement.canonicalBytes(), keys: [key])
            let bundle = try SigstoreBundle(
                envelope: envelope, keyHint: SigstoreBundle.keyHint(for: key.publicKey))
            try write("bundle.json", bundle.json.canonicalBytes())
            try write("envelope.json", envelope.json.canonicalBytes())
            try write("key.pub", Array(key.publicKey.pem.utf8))
            try write("keyid", Array(key.publicKey.id.hex.utf8))
            try write("artifact", artifact)
            try write("other", Array("another artifact\n".utf8))
            // No services at all: cosign would otherwise look for its own on the network.
            try write(
                "root.json", Array(#"{"mediaType":"application/vnd.dev.sigstore.trustedroot+json;version=0.1"}"#.utf8))
        }

        private func write(_ name: String, _ bytes: [UInt8]) throws {
            try Data(bytes).write(to: folder.appending(path: name))
        }

        func path(_ name: String) -> String { folder.appending(path: name).path }
    }

    // P-384 is absent: cosign checks `--key` signatures with SHA-256 whatever the curve, securesystemslib below wants the
    // SHA-384 that belongs to it.
    @Test(
        "cosign 2.5 and 3.1 verify our bundle over its artifact and over no other",
        .enabled(if: Peers.have(.cosign2, .cosign3)), arguments: [KeyKind.p256, .ed25519])
    func cosign(kind: KeyKind) async throws {
        let attestation = try Attestation(kind)
        defer { try? FileManager.default.removeItem(at: attestation.folder) }
        let verify = [
            "verify-blob-attestation", "--insecure-ignore-tlog", "--new-bundle-format",
            "--trusted-root", attestation.path("root.json"), "--type", Self.predicateType,
            "--key", attestation.path("key.pub"), "--bundle", attestation.path("bundle.json"),
        ]
        for cosign in [Peers.cosign2, Peers.cosign3] {
            let genuine = try await cosign.run(verify + [attestation.path("artifact")])
            #expect(genuine.status == 0, "\(genuine)")
            let other = try await cosign.run(verify + [attestation.path("other")])
            #expect(other.status != 0, "\(other)")
        }
    }

    @Test(
        "securesystemslib verifies our envelope, and refuses it when a byte of the payload differs",
        .enabled(if: Peers.have(.python)), arguments: [KeyKind.p256, .p384, .ed25519, .rsa(bits: 3_072)])
    func secureSystemsLibrary(kind: KeyKind) async throws {
        let attestation = try Attestation(kind)
        defer { try? FileManager.default.removeItem(at: attestation.folder) }
        // Line by line, because the architecture tests take a line that begins with `import` for Swift.
        let script = [
            #"import json, sys"#,
            #"from cryptography.hazmat.primitives.serialization import load_pem_public_key"#,
            #"from securesystemslib.dsse import Envelope"#,
            #"from securesystemslib.exceptions import VerificationError"#,
            #"from securesystemslib.signer import SSlibKey"#,
            #"folder = sys.argv[1]"#,
            #"keyid = open(folder + "/keyid").read()"#,
            #"public = load_pem_public_key(open(folder + "/key.pub", "rb").read())"#,
            #"key = SSlibKey.from_crypto(public, keyid=keyid, scheme=sys.argv[2] or None)"#,
            #"envelope = Envelope.from_dict(json.load(open(folder + "/envelope.json")))"#,
            #"assert list(envelope.verify([key], 1)) == [keyid]"#,
            #"envelope.payload += b" ""#,
            #"try:"#,
            #"    envelope.verify([key], 1)"#,
            #"except VerificationError:"#,
            #"    print("refused")"#,
        ].joined(separator: "\n")
        let scheme = if case .rsa = kind { "rsa-pkcs1v15-sha256" } else { "" }
        let result = try await Peers.python.run(["-c", script, attestation.folder.path, scheme])
        #expect(result.status == 0 && result.output == "refused\n", "\(result)")
    }
}
