import AirworthyTesting
import Testing
import Trust

@testable import Airworthy

/// The verdicts of image-spec's own schema tests.
@Suite("Manifests and indexes: image-spec")
struct ImageSpecCorpusTests {
    static let corpus = "09-oci/image-spec"

    @Test("descriptors, manifests and indexes are accepted and refused as image-spec says")
    func verdicts() throws {
        guard let folder = Fixtures.folder(Self.corpus, cases: 30) else { return }
        let document = try JSONDocument(try folder.bytes("expected-schema-cases.json"), name: "cases")
        var count = 0
        for (kind, file, test) in [
            ("descriptor", "schema/descriptor_test.go", "TestDescriptor"),
            ("manifest", "schema/manifest_test.go", "TestManifest"),
            ("imageIndex", "schema/imageindex_test.go", "TestImageIndex"),
            ("manifest", "schema/backwards_compatibility_test.go", "TestBackwardsCompatibilityManifest"),
            ("imageIndex", "schema/backwards_compatibility_test.go", "TestBackwardsCompatibilityImageIndex"),
        ] {
            for element in document.root["tables"]?[file]?[test]?.elements ?? [] {
                guard let text = element[kind]?.string else { continue }
                count += 1
                let refusal = Self.refusal(of: text, kind)
                // A digest by an algorithm nobody registered is good grammar, and still nothing that can be checked.
                if refusal?.code == .unverifiableDigest { continue }
                let isExpected = element["fail"]?.bool ?? false
                #expect((refusal != nil) == isExpected, "\(element.pointer): \(refusal?.message ?? "accepted")")
            }
        }
        #expect(count == 30)
    }

    private static func refusal(of text: String, _ kind: String) -> ImageDefect? {
        let bytes = Array(text.utf8)
        do throws(ImageDefect) {
            if kind == "descriptor" {
                let root: JSONValue
                do throws(Diagnostic) {
                    root = try JSONDocument(bytes, name: kind).root
                } catch {
                    return ImageDefect(.malformedManifest, error.message)
                }
                _ = try Descriptor(root)
            } else {
                _ = try ImageDocument(
                    RawManifest(bytes: bytes, mediaType: nil), digest: Digest.of(bytes),
                    name: kind)
            }
            return nil
        } catch {
            return error
        }
    }
}
