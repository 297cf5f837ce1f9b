import Testing
import Trust

@Suite("Secret")
struct SecretTests {
    @Test("a secret shows itself nowhere, and lends its bytes")
    func redacted() {
        let secret = Secret(Array("hunter2".utf8))
        for text in ["\(secret)", String(reflecting: secret), String(describing: Optional(secret)), "\([secret])"] {
            #expect(text.contains("‹redacted›") && !text.contains("hunter2") && !text.contains("104"), "\(text)")
        }
        #expect(Mirror(reflecting: secret).children.isEmpty)
        #expect(secret.withBytes { Array($0) } == Array("hunter2".utf8))
        #expect(Secret([]).isEmpty && !secret.isEmpty)
    }
}
