import AirworthyTesting
import Testing
import Trust

@Suite("PKCS12")
struct PKCS12Tests {
    static let password = Secret(Array("changeit".utf8))

    private func code(_ der: [UInt8], _ password: Secret = password) -> String? {
        refusalCode { try PKCS12(der: der, password: password) }
    }

    @Test("modern and legacy files open", arguments: [KeyStores.modern, KeyStores.legacyRC2, KeyStores.tripleDES])
    func opens(der: [UInt8]) throws {
        let store = try PKCS12(der: der, password: Self.password)
        #expect(store.certificates.map(\.subject) == ["CN=store leaf", "CN=store root"])
        #expect(code(der, Secret(Array("changeme".utf8))) == "pkcs12-password-wrong")
        #expect(code(der, Secret([])) == "pkcs12-password-wrong")
        #expect(code(der, Secret(Array("changeit\0".utf8))) == "pkcs12-password-wrong")
    }

    @Test("an empty password opens a file exported with one")
    func emptyPassword() {
        #expect(code(KeyStores.emptyPassword, Secret([])) == nil)
        #expect(code(KeyStores.emptyPassword) == "pkcs12-password-wrong")
    }

    @Test("a file that nothing protects from alteration is refused")
    func withoutMAC() {
        #expect(code(KeyStores.withoutMAC) == "pkcs12-unprotected")
    }

    @Test("what is not one PKCS#12 file is refused")
    func unreadable() {
        #expect(code([]) == "pkcs12-unreadable")
        #expect(code([0x30, 0x00]) == "pkcs12-unreadable")
        #expect(code(KeyStores.modern + [0]) == "pkcs12-unreadable")
        #expect(code(Array(KeyStores.modern.dropLast())) == "pkcs12-unreadable")
    }
}
