import Testing

@testable import Trust

@Suite("PublicKey")
struct PublicKeyTests {
    static let kinds: [KeyKind] = [.p256, .p384, .p521, .ed25519, .rsa(bits: 2_048)]

    @Test("a key read back from its PEM and its DER is the same key", arguments: kinds)
    func roundTrip(kind: KeyKind) throws {
        let key = try PrivateKey.generate(kind).publicKey
        #expect(try PublicKey(pem: Array(key.pem.utf8)) == key)
        #expect(try PublicKey(spki: key.spki).id == Digest.of(key.spki))
        #expect(Set([key, try PublicKey(spki: key.spki)]).count == 1)
    }

    @Test("a signature verifies under its own scheme and no other key, message or scheme", arguments: kinds)
    func schemes(kind: KeyKind) throws {
        let signer = try PrivateKey.generate(kind)
        let stranger = try PrivateKey.generate(kind).publicKey
        let message = Array("the release".utf8)
        for scheme in signer.publicKey.acceptedSchemes {
            let signature = try signer.sign(message, scheme)
            #expect(signer.publicKey.verifies(signature, over: message, scheme), "\(scheme)")
            #expect(signer.publicKey.verifies(signature, over: message), "\(scheme)")
            #expect(!signer.publicKey.verifies(signature, over: message + [0]), "\(scheme)")
            #expect(!stranger.verifies(signature, over: message), "\(scheme)")
            #expect(!signer.publicKey.verifies(signature + [0], over: message), "\(scheme)")
            #expect(!signer.publicKey.verifies([], over: message), "\(scheme)")
            let accepting = signer.publicKey.acceptedSchemes.filter {
                signer.publicKey.verifies(signature, over: message, $0)
            }
            #expect(accepting == [scheme])
        }
    }

    @Test("an empty message can be signed and verified", arguments: kinds)
    func emptyMessage(kind: KeyKind) throws {
        let signer = try PrivateKey.generate(kind)
        #expect(signer.publicKey.verifies(try signer.sign([]), over: []))
    }

    @Test(
        "input that is not one supported public key is refused by name",
        arguments: [
            ("", "key-unreadable"),
            ("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n", "key-unreadable"),
            ("-----BEGIN PUBLIC KEY-----\n", "pem-unreadable"),
            ("-----BEGIN PUBLIC KEY-----\n!\n-----END PUBLIC KEY-----\n", "pem-unreadable"),
            ("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "key-unreadable"),
            ("-----BEGIN RSA PUBLIC KEY-----\nAAAA\n-----END RSA PUBLIC KEY-----\n", "key-unsupported"),
            (RefusedKeys.rsa1024, "key-too-weak"),
            (RefusedKeys.secp256k1, "key-unsupported"),
            (RefusedKeys.ed448, "key-unsupported"),
            (RefusedKeys.compressed, "key-unreadable"),
            (RefusedKeys.explicitCurve, "key-unreadable"),
            (RefusedKeys.exponentOne, "key-too-weak"),
        ])
    func refused(pem: String, code: String) {
        let refusal = #expect(throws: Diagnostic.self) { try PublicKey(pem: Array(pem.utf8)) }
        #expect(refusal?.code == code, "\(String(describing: refusal))")
    }

    @Test("a point that is not on its curve is no key", arguments: [KeyKind.p256, .p384, .p521])
    func offCurve(kind: KeyKind) throws {
        var spki = try PrivateKey.generate(kind).publicKey.spki
        spki[spki.count - 1] ^= 1
        let refusal = #expect(throws: Diagnostic.self) { try PublicKey(spki: spki) }
        #expect(refusal?.code == "key-unreadable")
    }

    @Test("a byte after the key, and a second spelling of it, are refused")
    func canonical() throws {
        let spki = try PrivateKey.generate(.p256).publicKey.spki
        let rsa = try PrivateKey.generate(.rsa(bits: 2_048)).publicKey.spki
        // RSA without the NULL parameters of RFC 3279, 2.3.1: OpenSSL reads it, and it would be a second identity.
        var noNull = rsa
        noNull.removeSubrange(17..<19)
        noNull[5] -= 2
        noNull[3] -= 2
        for bytes in [spki + [0], noNull] {
            let refusal = #expect(throws: Diagnostic.self) { try PublicKey(spki: bytes) }
            #expect(refusal?.code == "key-unreadable")
        }
    }
}
