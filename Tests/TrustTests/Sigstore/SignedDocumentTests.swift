import AirworthyTesting
import Testing
import Trust

@Suite("SignedDocument")
struct SignedDocumentTests {
    private static let envelope: JSON = [
        "payload": "", "payloadType": "x", "signatures": [["keyid": "", "sig": "AAAA"]],
    ]

    private func kind(_ document: SignedDocument) -> String {
        switch document {
        case .bundle: "bundle"
        case .blobBundle: "blob bundle"
        case .envelope: "envelope"
        }
    }

    private func kind(_ bytes: [UInt8]) throws -> String { kind(try SignedDocument(bytes, name: "file")) }

    @Test("each form is told by its members")
    func forms() throws {
        let specimen = try VirtualSigstore().mint()
        #expect(try kind(specimen.bundle) == "bundle")
        #expect(try kind(specimen.legacy.blobBundle.canonicalBytes()) == "blob bundle")
        #expect(try kind(Self.envelope.canonicalBytes()) == "envelope")
    }

    @Test(
        "what has the members of a bundle never passes for an envelope that ignores them",
        arguments: ["mediaType", "verificationMaterial", "messageSignature", "dsseEnvelope"])
    func both(member: String) throws {
        var document = Self.envelope
        document[member] = "x"
        #expect(refusalCode { try SignedDocument(document.canonicalBytes(), name: "file") } == "bundle-malformed")
    }

    @Test("what is none of them is refused as a bundle", arguments: ["{}", "[]", "null", "1"])
    func neither(text: String) {
        #expect(refusalCode { try SignedDocument(Array(text.utf8), name: "file") } == "bundle-malformed")
    }

    // MARK: - Lines

    /// `envelope`, or the code a line is refused with, by where it was found.
    private func entries(_ text: String) throws -> [String: String] {
        let found = try SignedDocuments(Array(text.utf8), name: "file").entries.map { entry in
            do throws(Diagnostic) {
                return (entry.origin, kind(try entry.document.get()))
            } catch {
                return (entry.origin, error.code)
            }
        }
        return Dictionary(found.array, uniquingKeysWith: { "\($0), \($1)" })
    }

    @Test("lines are read each by itself, and named by where they stand")
    func lines() throws {
        let one = String(decoding: Self.envelope.canonicalBytes(), as: UTF8.self)
        #expect(try entries(one) == ["file": "envelope"])
        #expect(try entries(one + "\n") == ["file": "envelope"])
        #expect(try entries("\n\n\(one)\r\n  \n") == ["file": "envelope"])
        #expect(try entries("\(one)\n\(one)") == ["file line 1": "envelope", "file line 2": "envelope"])
        #expect(
            try entries("{\n\n\(one)\n{}\n")
                == ["file line 1": "json-syntax", "file line 3": "envelope", "file line 4": "bundle-malformed"])
    }

    @Test("a document over several lines is one, whole or broken")
    func printed() throws {
        let pretty = Self.envelope.prettyText()
        #expect(pretty.contains("\n"))
        #expect(try entries(pretty) == ["file": "envelope"])
        #expect(try entries(String(pretty.dropLast(4))) == ["file": "json-syntax"])
        #expect(try entries("") == ["file": "json-syntax"])
        #expect(try entries("\n \n") == ["file": "json-syntax"])
        #expect(try entries("no\nJSON\n") == ["file": "json-syntax"])
    }

    @Test("a hundred lines are looked at, and one more is too many")
    func tooMany() throws {
        let one = String(decoding: Self.envelope.canonicalBytes(), as: UTF8.self) + "\n"
        #expect(try entries(String(repeating: one, count: 100)).count == 100)
        #expect(refusalCode { try entries(String(repeating: one, count: 101)) } == "too-many-candidates")
        // Nor are millions of lines split before they are refused.
        #expect(
            refusalCode { try entries(one + String(repeating: "{}\n", count: 1_000_000)) } == "too-many-candidates")
    }
}
