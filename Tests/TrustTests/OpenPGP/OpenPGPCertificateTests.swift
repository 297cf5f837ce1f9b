import AirworthyTesting
import Testing
import Trust

@Suite("OpenPGP public keys")
struct OpenPGPCertificateTests {
    private static let made = Instant(seconds: 1_780_272_000)
    private static let now: UInt32 = 1_790_000_000

    @Test(
        "what GnuPG exports is read as GnuPG lists it",
        arguments: [OpenPGPSpecimens.ed25519, OpenPGPSpecimens.p256, OpenPGPSpecimens.rsa])
    func specimens(bytes: [UInt8]) throws {
        let certificate = try #require(try OpenPGPCertificate.all(in: bytes).first)
        #expect(certificate.primary.created == Self.made)
        #expect(certificate.primary.expiresAt == Instant(seconds: 1_843_344_000))
        #expect(certificate.subkeys.map(\.expiresAt) == [Instant(seconds: 1_811_808_000)])
        #expect(certificate.primary.revokedAt == nil)
        #expect(certificate.userID?.hasPrefix("Storefront ") == true)
        let armored = Array(OpenPGPPress.armored(bytes).utf8)
        #expect(try OpenPGPCertificate.all(in: armored) == [certificate])
        #expect(try OpenPGPCertificate.all(in: bytes + bytes).count == 2)
        #expect(try OpenPGPCertificate.all(in: armored + armored).count == 2)
    }

    @Test("a specimen with any one byte changed never lives longer than it did")
    func alteredSpecimens() {
        let bytes = OpenPGPSpecimens.ed25519
        let ends = [Instant(seconds: 1_843_344_000), Instant(seconds: 1_811_808_000)]
        for index in bytes.indices {
            var altered = bytes
            altered[index] ^= 0x01
            guard let certificates = try? OpenPGPCertificate.all(in: altered) else { continue }
            for certificate in certificates {
                #expect(certificate.primary.expiresAt == ends[0], "byte \(index)")
                #expect(certificate.subkeys.allSatisfy { $0.expiresAt == ends[1] }, "byte \(index)")
            }
        }
    }

    @Test("every beginning of a specimen is refused or says the same")
    func truncated() {
        let bytes = OpenPGPSpecimens.p256
        for count in bytes.indices {
            guard let found = try? OpenPGPCertificate.all(in: Array(bytes.prefix(count))).first else { continue }
            #expect(found.primary.expiresAt == Instant(seconds: 1_843_344_000))
        }
    }

    @Test("the newest self-signature decides, wherever it stands", arguments: [KeyKind.ed25519, .p256])
    func newest(kind: KeyKind) throws {
        let press = try OpenPGPPress(created: Self.now, key: PrivateKey.generate(kind))
        let old = try press.certification(of: "a", .init(created: Self.now, keyLifetime: 100))
        let new = try press.certification(of: "a", .init(created: Self.now + 50, keyLifetime: 900))
        let direct = try press.direct(.init(created: Self.now + 60, keyLifetime: 700))
        let name = OpenPGPPress.userID("a")
        #expect(try end(press.primary + name + old) == 100)
        #expect(try end(press.primary + name + old + new) == 900)
        #expect(try end(press.primary + name + new + old) == 900)
        #expect(try end(press.primary + direct + name + new) == 700)
        let forever = try press.certification(of: "a", .init(created: Self.now + 70))
        #expect(try end(press.primary + name + new + forever) == nil)
        let zero = try press.certification(of: "a", .init(created: Self.now + 80, keyLifetime: 0))
        #expect(try end(press.primary + name + new + zero) == nil)
        // Of two of one second, the one that asks more.
        let twin = try press.certification(of: "a", .init(created: Self.now + 50, keyLifetime: 300))
        #expect(try end(press.primary + name + new + twin) == 300)
    }

    @Test("a signature that itself ends, ends what it says")
    func signatureLifetime() throws {
        let press = try OpenPGPPress(created: Self.now, key: PrivateKey.generate(.ed25519))
        let words = OpenPGPPress.Words(created: Self.now + 10, keyLifetime: 900, lifetime: 40, hash: 10)
        let name = OpenPGPPress.userID("a")
        #expect(try end(press.primary + name + press.certification(of: "a", words)) == 50)
    }

    @Test("what somebody else signed, or signed about somebody else, says nothing")
    func foreign() throws {
        let press = try OpenPGPPress(created: Self.now, key: PrivateKey.generate(.ed25519))
        let other = try OpenPGPPress(created: Self.now, key: PrivateKey.generate(.ed25519))
        let name = OpenPGPPress.userID("a")
        let own = try press.certification(of: "a", .init(created: Self.now, keyLifetime: 100))
        let theirs = try other.certification(of: "a", .init(created: Self.now + 99, keyLifetime: 900))
        let elsewhere = try press.certification(of: "b", .init(created: Self.now + 99, keyLifetime: 900))
        #expect(try end(press.primary + name + own + theirs + elsewhere) == 100)
        #expect(refusal(press.primary + name + theirs) == "openpgp-unsupported")
    }

    @Test("a subkey has its own end, and is taken back by itself")
    func subkeys() throws {
        let press = try OpenPGPPress(created: Self.now, key: PrivateKey.generate(.p256))
        let head = try press.primary + press.direct(.init(created: Self.now)) + press.subkey(created: Self.now + 5)
        let short = try press.binding(ofSubkey: Self.now + 5, .init(created: Self.now + 6, keyLifetime: 100))
        let long = try press.binding(ofSubkey: Self.now + 5, .init(created: Self.now + 7, keyLifetime: 200))
        func subkey(_ bytes: [UInt8]) throws -> OpenPGPCertificate.Key? {
            try OpenPGPCertificate.all(in: bytes).first?.subkeys.first
        }
        #expect(try subkey(head + short)?.expiresAt == Instant(seconds: Int64(Self.now) + 105))
        #expect(try subkey(head + long + short)?.expiresAt == Instant(seconds: Int64(Self.now) + 205))
        let back = try press.binding(ofSubkey: Self.now + 5, .init(created: Self.now + 9), isRevocation: true)
        #expect(try subkey(head + short + back)?.revokedAt == Instant(seconds: Int64(Self.now) + 9))
        #expect(refusal(head) == "openpgp-unsupported")
    }

    @Test("a key that was taken back is")
    func revoked() throws {
        let press = try OpenPGPPress(created: Self.now, key: PrivateKey.generate(.ed25519))
        let other = try OpenPGPPress(created: Self.now, key: PrivateKey.generate(.ed25519))
        let head = try press.primary + press.direct(.init(created: Self.now))
        func revocation(_ bytes: [UInt8]) throws -> Instant? {
            try OpenPGPCertificate.all(in: bytes).first?.primary.revokedAt
        }
        #expect(
            try revocation(head + press.revocation(.init(created: Self.now + 3)))
                == Instant(seconds: Int64(Self.now) + 3))
        #expect(try revocation(head + other.revocation(.init(created: Self.now + 3))) == nil)
    }

    @Test("each name has its newest self-signature, and the first of them to end decides")
    func names() throws {
        let press = try OpenPGPPress(created: Self.now, key: PrivateKey.generate(.ed25519))
        let (a, b) = (OpenPGPPress.userID("a"), OpenPGPPress.userID("b"))
        let short = try a + press.certification(of: "a", .init(created: Self.now, keyLifetime: 100))
        let long = try b + press.certification(of: "b", .init(created: Self.now + 50, keyLifetime: 900))
        #expect(try end(press.primary + short + long) == 100)
        #expect(try end(press.primary + long + short) == 100)
        // A name that was taken back says nothing more, and one that was certified again does.
        let back = try press.certification(of: "a", .init(created: Self.now + 60), isRevocation: true)
        #expect(try end(press.primary + short + back + long) == 900)
        let again = try press.certification(of: "a", .init(created: Self.now + 70, keyLifetime: 200))
        #expect(try end(press.primary + short + back + again + long) == 200)
        #expect(refusal(press.primary + short + back) == "openpgp-unsupported")
    }

    @Test("of two bindings of one second, the one that asks more")
    func twinBindings() throws {
        let press = try OpenPGPPress(created: Self.now, key: PrivateKey.generate(.p256))
        let head = try press.primary + press.direct(.init(created: Self.now)) + press.subkey(created: Self.now)
        let short = try press.binding(ofSubkey: Self.now, .init(created: Self.now + 6, keyLifetime: 100))
        let long = try press.binding(ofSubkey: Self.now, .init(created: Self.now + 6, keyLifetime: 200))
        for bytes in [head + short + long, head + long + short] {
            let subkey = try OpenPGPCertificate.all(in: bytes).first?.subkeys.first
            #expect(subkey?.expiresAt == Instant(seconds: Int64(Self.now) + 100))
        }
    }

    @Test("a revocation counts wherever it stands, and one that cannot be verified is not passed over")
    func revocations() throws {
        let press = try OpenPGPPress(created: Self.now, key: PrivateKey.generate(.ed25519))
        let other = try OpenPGPPress(created: Self.now, key: PrivateKey.generate(.p256))
        let subkey = try press.subkey(created: Self.now) + press.binding(ofSubkey: Self.now, .init(created: Self.now))
        let head = try press.primary + press.direct(.init(created: Self.now)) + subkey
        let second = try other.primary + other.direct(.init(created: Self.now))
        let back = try press.revocation(.init(created: Self.now + 3))
        let end = Instant(seconds: Int64(Self.now) + 3)
        let files: [[UInt8]] = [
            head + back, head + second + back,
            Array([head, second, back].map { OpenPGPPress.armored($0) }.joined().utf8),
        ]
        for bytes in files {
            let certificates = try OpenPGPCertificate.all(in: bytes)
            #expect(certificates.first?.primary.revokedAt == end)
            #expect(certificates.dropFirst().allSatisfy { $0.primary.revokedAt == nil })
        }
        let weak = try press.revocation(.init(created: Self.now + 3, hash: 2))
        #expect(refusal(head + weak) == "openpgp-unsupported")
        let weakSubkey = try press.binding(
            ofSubkey: Self.now, .init(created: Self.now + 3, hash: 2), isRevocation: true)
        #expect(refusal(head + weakSubkey) == "openpgp-unsupported")
        for old in [[3, 5, 0x20], [3, 5, 0x28], [6, 0x20]] as [[UInt8]] {
            #expect(refusal(head + OpenPGPPress.packet(2, old)) == "openpgp-unsupported")
        }
        // Somebody's certification of an old version says nothing.
        #expect(refusal(head + OpenPGPPress.packet(2, [3, 5, 0x10])) == nil)
    }

    @Test("anything else is refused by name")
    func refused() throws {
        let press = try OpenPGPPress(created: Self.now, key: PrivateKey.generate(.ed25519))
        let whole = try press.primary + press.direct(.init(created: Self.now))
        let name = OpenPGPPress.userID("a")
        #expect(refusal([]) == "openpgp-unreadable")
        #expect(refusal(Array("hello".utf8)) == "openpgp-unreadable")
        #expect(refusal(name) == "openpgp-unreadable")
        #expect(refusal(name + whole) == "openpgp-unreadable")
        #expect(refusal(press.primary) == "openpgp-unsupported")
        #expect(refusal(whole + [0xc6, 0xff, 0xff, 0xff, 0xff, 0xff]) == "openpgp-too-large")
        #expect(refusal(whole + [0xc6, 0xe0]) == "openpgp-unreadable")
        #expect(refusal(whole + [0x9b]) == "openpgp-unreadable")
        #expect(refusal(whole + [0xc6, 0x05, 4]) == "openpgp-unreadable")
        #expect(refusal(whole + OpenPGPPress.packet(9, [1])) == "openpgp-unreadable")
        #expect(refusal(OpenPGPPress.packet(5, [4])) == "openpgp-secret")
        #expect(refusal(OpenPGPPress.packet(6, [3, 0, 0, 0, 0, 1])) == "openpgp-unsupported")
        #expect(refusal(OpenPGPPress.packet(6, [6, 0, 0, 0, 0, 27])) == "openpgp-unsupported")
        #expect(refusal(OpenPGPPress.packet(6, [4, 0, 0, 0, 0, 17])) == "openpgp-unsupported")
        #expect(refusal(OpenPGPPress.packet(6, [4, 0, 0, 0, 0, 1, 0xff, 0xff])) == "openpgp-unreadable")
        #expect(refusal(whole + OpenPGPPress.packet(2, [4, 0x1f, 27, 8, 0, 1, 0, 0, 0])) == "openpgp-unreadable")
        #expect(refusal([UInt8](repeating: 0xca, count: 9 << 20)) == "openpgp-too-large")
        var many: [UInt8] = []
        for _ in 0..<4_001 { many += OpenPGPPress.packet(10, []) }
        #expect(refusal(many) == "openpgp-too-large")
        // SHA-1 is signed by nobody who can be relied on.
        let weak = try press.primary + press.direct(.init(created: Self.now, hash: 2))
        #expect(refusal(weak) == "openpgp-unsupported")
    }

    @Test("armor is whole, base 64, and says what it holds")
    func armor() throws {
        let press = try OpenPGPPress(created: Self.now, key: PrivateKey.generate(.ed25519))
        let whole = try press.primary + press.direct(.init(created: Self.now))
        let text = OpenPGPPress.armored(whole)
        func code(_ text: String) -> String? { refusal(Array(text.utf8)) }
        #expect(code(text) == nil)
        #expect(code("before\n" + text.replacing("\n", with: "\r\n") + "after\n") == nil)
        #expect(code(OpenPGPPress.armored(whole, checksum: "AAAA")) == "openpgp-unreadable")
        #expect(code(OpenPGPPress.armored(whole, checksum: "A!AA")) == "openpgp-unreadable")
        #expect(code(text.replacing("-----END PGP PUBLIC KEY BLOCK-----", with: "")) == "openpgp-unreadable")
        #expect(code(text.replacing("PUBLIC", with: "PRIVATE")) == "openpgp-secret")
        #expect(code(text.replacing("PUBLIC KEY BLOCK", with: "MESSAGE")) == "openpgp-unreadable")
        #expect(
            code("-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n!\n-----END PGP PUBLIC KEY BLOCK-----\n")
                == "openpgp-unreadable")
    }

    /// Seconds after ``now`` at which the one key of the file ends.
    private func end(_ bytes: [UInt8]) throws -> Int64? {
        try #require(try OpenPGPCertificate.all(in: bytes).first).primary.expiresAt.map { $0.seconds - Int64(Self.now) }
    }

    private func refusal(_ bytes: [UInt8]) -> String? { refusalCode { try OpenPGPCertificate.all(in: bytes) } }
}
