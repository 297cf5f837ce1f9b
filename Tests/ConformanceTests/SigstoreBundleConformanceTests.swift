import AirworthyTesting
import Testing
import Trust

/// sigstore-conformance: what concerns bundles with managed keys today, and that every other one is refused by name.
@Suite("Sigstore conformance")
struct SigstoreBundleConformanceTests {
    @Test("a bundle signed with a managed key verifies over its artifact, and its hint is the key's")
    func managedKey() throws {
        guard let folder = Fixtures.folder("02-sigstore-conformance", cases: 1) else { return }
        let path = "bundle-verify/managed-key-and-trusted-root"
        let bundle = try SigstoreBundle(try folder.bytes("\(path)/bundle.sigstore.json"))
        let key = try PublicKey(pem: try folder.bytes("\(path)/key.pub"))
        let artifact = try folder.bytes("a.txt")
        guard case .message(let message) = bundle.content else {
            Issue.record("the bundle carries no message signature")
            return
        }
        #expect(key.verifies(message.signature, over: artifact))
        #expect(message.digest == Digest.of(artifact))
        #expect(bundle.keyHint == SigstoreBundle.keyHint(for: key))
    }

    @Test("every other bundle is refused with a code that says what it is")
    func otherBundles() throws {
        guard let folder = Fixtures.folder("02-sigstore-conformance/bundle-verify", cases: 40) else { return }
        let expected: Set = [
            "bundle-material-unsupported", "bundle-media-type", "bundle-malformed", "bundle-content",
            "bundle-signature-count",
        ]
        var count = 0
        for file in try folder.allFiles(suffix: "bundle.sigstore.json") where !file.contains("managed-key") {
            count += 1
            let bytes = try folder.bytes(file)
            let code = refusalCode { try SigstoreBundle(bytes) }
            #expect(code.map(expected.contains) == true, "\(file): \(code ?? "read")")
        }
        #expect(count > 0)
    }
}
