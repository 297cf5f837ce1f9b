import Testing

@testable import Trust

@Suite("PrivateKey")
struct PrivateKeyTests {
    @Test(
        "a key written to PEM and read back signs for the same public key",
        arguments: [KeyKind.p256, .p384, .p521, .ed25519, .rsa(bits: 2_048)])
    func roundTrip(kind: KeyKind) throws {
        let key = try PrivateKey.generate(kind)
        let plain = try PrivateKey(pem: key.pem(encryptedWith: nil))
        #expect(plain.publicKey == key.publicKey)
        #expect(key.publicKey.verifies(try plain.sign([1, 2, 3]), over: [1, 2, 3]))
    }

    @Test("a curve written out as numbers is refused, even where the numbers are those of P-256")
    func explicitCurve() throws {
        let block = try #require(try PEM.blocks(in: Array(RefusedKeys.explicitCurve.utf8)).first)
        var spki = try DERReader.only(DERValue.sequence, in: block.der[...]).reader
        let algorithm = try spki.next(DERValue.sequence).encoding
        // RFC 5915, section 3; any number below the order is a private key.
        let number = DEREncoding.value(DERValue.octets, [UInt8](repeating: 0x42, count: 32))
        let key = DEREncoding.value(DERValue.sequence, [0x02, 0x01, 0x01] + number)
        let pkcs8 = DEREncoding.value(
            DERValue.sequence, [0x02, 0x01, 0x00] + algorithm + DEREncoding.value(DERValue.octets, key))
        let refusal = #expect(throws: Diagnostic.self) { try PrivateKey(pkcs8: pkcs8) }
        #expect(refusal?.code == "key-unreadable", "\(String(describing: refusal))")
        // The same number under the curve's name is fine, so it is the numbers that were refused.
        let named = DEREncoding.value(
            DERValue.sequence,
            DEREncoding.value(DERValue.identifier, OID("1.2.840.10045.2.1").content)
                + DEREncoding.value(DERValue.identifier, OID("1.2.840.10045.3.1.7").content))
        let good = DEREncoding.value(
            DERValue.sequence, [0x02, 0x01, 0x00] + named + DEREncoding.value(DERValue.octets, key))
        #expect(try PrivateKey(pkcs8: good).publicKey.algorithm == .ecdsa(.p256))
    }

    @Test("an encrypted key opens with its password and with nothing else")
    func password() throws {
        let key = try PrivateKey.generate(.p256)
        let password = Secret(Array("correct horse".utf8))
        let pem = try key.pem(encryptedWith: password)
        #expect(try PrivateKey(pem: pem, password: password).publicKey == key.publicKey)
        let missing = #expect(throws: Diagnostic.self) { try PrivateKey(pem: pem, password: nil) }
        #expect(missing?.code == "key-encrypted")
        let wrong = #expect(throws: Diagnostic.self) {
            try PrivateKey(pem: pem, password: Secret(Array("wrong".utf8)))
        }
        #expect(wrong?.code == "key-password-wrong")
        let empty = #expect(throws: Diagnostic.self) { try key.pem(encryptedWith: Secret([])) }
        #expect(empty?.code == "key-password-empty")
    }

    @Test(
        "input that is not one private key is refused by name",
        arguments: [
            ("", "key-unreadable"),
            (PEM.text("PRIVATE KEY", [0, 0, 0]), "key-unreadable"),
            (PEM.text("EC PRIVATE KEY", [0, 0, 0]), "key-unreadable"),
            (PEM.text("RSA PRIVATE KEY", [0, 0, 0]), "key-unreadable"),
            (PEM.text("PUBLIC KEY", [0, 0, 0]), "key-unreadable"),
            (
                PEM.text("EC PRIVATE KEY", [0, 0, 0]).replacing(
                    "KEY-----\nAA", with: "KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nAA"),
                "key-unsupported"
            ),
        ])
    func refused(pem: String, code: String) {
        let refusal = #expect(throws: Diagnostic.self) { try PrivateKey(pem: Array(pem.utf8)) }
        #expect(refusal?.code == code, "\(String(describing: refusal))")
    }

    @Test("a weak RSA key is neither made nor used to sign")
    func weak() {
        let refusal = #expect(throws: Diagnostic.self) { try PrivateKey.generate(.rsa(bits: 1_024)) }
        #expect(refusal?.code == "key-too-weak")
    }

    @Test("a scheme of another algorithm is refused")
    func unsuited() throws {
        let key = try PrivateKey.generate(.ed25519)
        let refusal = #expect(throws: Diagnostic.self) { try key.sign([], .rsaPSS(.sha256)) }
        #expect(refusal?.code == "signature-scheme-unsuited")
    }
}
