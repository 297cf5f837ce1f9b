import AirworthyTesting
import Testing
import Trust

/// A thousand damaged inputs for each reader: none may crash, and none may verify.
@Suite("Hostile keys, certificates and signatures")
struct HostileCryptographyTests {
    static let rounds = 1_000
    static let start = Instant(seconds: 1_767_225_600)
    static let end = start + .seconds(86_400)

    /// Cut, flipped, doubled or overwritten somewhere; never equal to the original.
    private func damaged(_ bytes: [UInt8], _ generator: inout SeededGenerator) -> [UInt8] {
        var result = bytes
        repeat {
            let place = Int.random(in: 0..<bytes.count, using: &generator)
            switch Int.random(in: 0..<6, using: &generator) {
            case 0: result = Array(bytes[..<place])
            case 1: result = Array(bytes[place...])
            case 2: result.insert(UInt8.random(in: 0...255, using: &generator), at: min(place, result.count))
            case 3: result += bytes[place...]
            default:
                guard place < result.count else { continue }
                result[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
            }
        } while result == bytes
        return result
    }

    @Test(
        "a damaged signature or message never verifies",
        arguments: [KeyKind.p256, .p384, .p521, .ed25519, .rsa(bits: 2_048)])
    func signatures(kind: KeyKind) throws {
        var generator = SeededGenerator()
        let signer = try PrivateKey.generate(kind)
        let message = Array("promote release 42 to production".utf8)
        for scheme in signer.publicKey.acceptedSchemes {
            let signature = try signer.sign(message, scheme)
            for _ in 0..<Self.rounds / signer.publicKey.acceptedSchemes.count {
                let wrong = damaged(signature, &generator)
                #expect(!signer.publicKey.verifies(wrong, over: message), "\(scheme) \(generator) \(wrong)")
                let other = damaged(message, &generator)
                #expect(!signer.publicKey.verifies(signature, over: other), "\(scheme) \(generator) \(other)")
            }
        }
    }

    @Test(
        "a damaged public key is refused or is another key", arguments: [KeyKind.p256, .ed25519, .rsa(bits: 2_048)])
    func publicKeys(kind: KeyKind) throws {
        var generator = SeededGenerator()
        let signer = try PrivateKey.generate(kind)
        let message: [UInt8] = [1, 2, 3]
        let signature = try signer.sign(message)
        for _ in 0..<Self.rounds {
            let wrong = damaged(signer.publicKey.spki, &generator)
            guard let key = try? PublicKey(spki: wrong) else { continue }
            #expect(key != signer.publicKey && !key.verifies(signature, over: message), "\(generator) \(wrong)")
        }
    }

    @Test("a damaged private key is refused or signs for another key", arguments: [KeyKind.p256, .ed25519])
    func privateKeys(kind: KeyKind) throws {
        var generator = SeededGenerator()
        let signer = try PrivateKey.generate(kind)
        let der = try #require(try PEM.blocks(in: signer.pem(encryptedWith: nil)).first).der
        for _ in 0..<Self.rounds {
            let wrong = damaged(der, &generator)
            guard let key = try? PrivateKey(pkcs8: wrong) else { continue }
            // Attributes and version may change without changing the key; then it is the same key, whole.
            let signature = try key.sign([1])
            #expect(key.publicKey.verifies(signature, over: [1]), "\(generator) \(wrong)")
            #expect(
                signer.publicKey.verifies(signature, over: [1]) == (key.publicKey == signer.publicKey),
                "\(generator) \(wrong)")
        }
    }

    @Test("a damaged certificate is refused or has no path to the root")
    func certificates() throws {
        var generator = SeededGenerator()
        let root = try VirtualAuthority.root(.authority("root", from: Self.start, until: Self.end))
        let key = try PrivateKey.generate(.p256).publicKey
        let leaf = try root.issue(
            .leaf("leaf", from: Self.start, until: Self.end, dnsNames: ["a.example"], uris: ["spiffe://a/b"]), to: key)
        let path = try CertificateChain.verify(
            leaf, intermediates: [], roots: [root.certificate], at: Self.start)
        #expect(path.count == 2)
        for _ in 0..<Self.rounds {
            let wrong = damaged(leaf.der, &generator)
            guard let certificate = try? Certificate(der: wrong) else { continue }
            let code = refusalCode {
                try CertificateChain.verify(certificate, intermediates: [], roots: [root.certificate], at: Self.start)
            }
            #expect(code != nil, "\(generator) \(wrong)")
        }
    }

    @Test("a damaged key store is refused, or its certificates are untouched")
    func keyStores() throws {
        var generator = SeededGenerator()
        let password = Secret(Array("changeit".utf8))
        let whole = try PKCS12(der: KeyStores.tripleDES, password: password).certificates
        for _ in 0..<Self.rounds {
            let wrong = damaged(KeyStores.tripleDES, &generator)
            guard let store = try? PKCS12(der: wrong, password: password) else { continue }
            #expect(store.certificates == whole, "\(generator) \(wrong)")
        }
    }

    @Test("damaged PEM text never yields a block it did not hold")
    func text() throws {
        var generator = SeededGenerator()
        let key = try PrivateKey.generate(.p256).publicKey
        for _ in 0..<Self.rounds {
            let wrong = damaged(Array(key.pem.utf8), &generator)
            guard let read = try? PublicKey(pem: wrong) else { continue }
            // Damage may fall on a line break, where it changes nothing.
            #expect(read == key, "\(generator) \(wrong)")
        }
    }
}
