import AirworthyTesting
import Testing

@testable import Trust

/// Private keys in the forms other tools leave them in, rebuilt here around keys made for the test.
@Suite("Stored private keys")
struct StoredKeyTests {
    /// The content of the OCTET STRING that PKCS#8 wraps (RFC 5958, section 2): SEC 1 or PKCS#1.
    private func inner(_ key: PrivateKey, header: Int) throws -> [UInt8] {
        let der = try #require(try PEM.blocks(in: key.pem(encryptedWith: nil)).first).der
        return Array(der[header...])
    }

    @Test("PKCS#1 and SEC 1 keys load, the curve's own block beside them")
    func traditional() throws {
        let rsa = try PrivateKey.generate(.rsa(bits: 2_048))
        let pkcs1 = PEM.text("RSA PRIVATE KEY", try inner(rsa, header: 26))
        #expect(try PrivateKey(pem: Array(pkcs1.utf8)).publicKey == rsa.publicKey)

        let ec = try PrivateKey.generate(.p256)
        let body = try inner(ec, header: 29)
        // RFC 5915: inside PKCS#8 the curve is left out of ECPrivateKey; alone it must name it.
        let curve = DERWriter.identifier("1.2.840.10045.3.1.7")
        let sec1 = DERWriter.value(
            0x30, Array(body[2..<39]) + DERWriter.explicit(0, curve) + Array(body[39...]))
        let text = PEM.text("EC PARAMETERS", curve) + PEM.text("EC PRIVATE KEY", sec1)
        #expect(try PrivateKey(pem: Array(text.utf8)).publicKey == ec.publicKey)
    }

    @Test("DER loads as PEM does, encrypted or not")
    func der() throws {
        let key = try PrivateKey.generate(.ed25519)
        let password = Secret(Array("p".utf8))
        let plain = try #require(try PEM.blocks(in: key.pem(encryptedWith: nil)).first).der
        let sealed = try #require(try PEM.blocks(in: key.pem(encryptedWith: password)).first).der
        #expect(try PrivateKey(pkcs8: plain).publicKey == key.publicKey)
        #expect(try PrivateKey(pkcs8: sealed, password: password).publicKey == key.publicKey)
        #expect(refusalCode { try PrivateKey(pkcs8: sealed) } == "key-unreadable")
        #expect(refusalCode { try PrivateKey(pkcs8: plain + [0]) } == "key-unreadable")
    }

    @Test("a private key stored with another's public half is refused")
    func mismatched() throws {
        let (key, other) = (try PrivateKey.generate(.p256), try PrivateKey.generate(.p256))
        let der = try #require(try PEM.blocks(in: key.pem(encryptedWith: nil)).first).der
        let point = other.publicKey.spki.suffix(64)
        #expect(refusalCode { try PrivateKey(pkcs8: der.dropLast(64) + point) } == "key-unreadable")
    }

    /// EncryptedPrivateKeyInfo around sixteen or thirty-two bytes that are no key.
    private static func sealed(rounds: [UInt8], cipher: String, block: Int) -> [UInt8] {
        let derivation = DERWriter.sequence(
            DERWriter.identifier("1.2.840.113549.1.5.12"),
            DERWriter.sequence(DERWriter.octets([1, 2, 3, 4, 5, 6, 7, 8]), DERWriter.integer(rounds)))
        let encryption = DERWriter.sequence(
            DERWriter.identifier(cipher), DERWriter.octets([UInt8](repeating: 7, count: block)))
        return DERWriter.sequence(
            DERWriter.sequence(
                DERWriter.identifier("1.2.840.113549.1.5.13"), DERWriter.sequence(derivation, encryption)),
            DERWriter.octets([UInt8](repeating: 9, count: 32)))
    }

    private static let aes256 = "2.16.840.1.101.3.4.1.42"
    private static let des = "1.3.14.3.2.7"

    @Test("opening an old PKCS#12 file leaves DES out of every other use of OpenSSL")
    func contextsAreApart() throws {
        _ = try PKCS12(der: KeyStores.legacyRC2, password: Secret(Array("changeit".utf8)))
        let password = Secret(Array("p".utf8))
        let modern = Self.sealed(rounds: [1], cipher: Self.aes256, block: 16)
        let weak = Self.sealed(rounds: [1], cipher: Self.des, block: 8)
        #expect(refusalCode { try PrivateKey(pkcs8: modern, password: password) } == "key-password-wrong")
        #expect(refusalCode { try PrivateKey(pkcs8: weak, password: password) } == "key-unsupported")
    }

    @Test(
        "a key that asks for hours of key derivation is refused at once", arguments: [[0x7f, 0xff, 0xff, 0xff], [0]])
    func rounds(_ rounds: [UInt8]) {
        let der = Self.sealed(rounds: rounds, cipher: Self.aes256, block: 16)
        #expect(refusalCode { try PrivateKey(pkcs8: der, password: Secret([1])) } == "key-unsupported")
    }

    @Test("the password schemes of PKCS#5 version 1 are refused by name")
    func obsolete() {
        let der = DERWriter.sequence(
            DERWriter.sequence(
                DERWriter.identifier("1.2.840.113549.1.5.3"),
                DERWriter.sequence(DERWriter.octets([1, 2, 3, 4, 5, 6, 7, 8]), DERWriter.integer([1]))),
            DERWriter.octets([UInt8](repeating: 9, count: 32)))
        #expect(refusalCode { try PrivateKey(pkcs8: der, password: Secret([1])) } == "key-unsupported")
    }
}
