import AirworthyTesting
import Foundation
import Testing
import Trust

@testable import Airworthy

/// Credentials and their uses as others have written them.
@Suite("Credentials in the wild")
struct CredentialCorpusTests {
    private typealias Sample = SecretWindowSample

    @Test("Notation's revocation lists are those of their chain, and name whom they are said to")
    func revocationLists() throws {
        guard let folder = Fixtures.folder("09-oci/notation/test/e2e/testdata/config/crl", cases: 5) else { return }
        let chain = try Certificate.all(inPEM: try folder.bytes("certchain_with_crl.pem"))
        let root = try Certificate.all(inPEM: try folder.bytes("root.crt"))
        let expected: [(file: String, revoked: [String])] = [
            ("intermediate.crl", []), ("intermediate_revoked.crl", ["1002"]), ("leaf.crl", []),
            ("leaf_revoked.crl", ["1000"]), ("leaf_expired.crl", []),
        ]
        for (file, revoked) in expected {
            let list = try #require(try RevocationList.all(in: try folder.bytes(file)).first)
            // OpenSSL does not find the expired one signed by this chain either.
            #expect((chain + root).contains(where: list.isIssued) == (file != "leaf_expired.crl"), "\(file)")
            #expect(!list.isPartial, "\(file)")
            let found = try chain.filter { try list.revocation(of: $0) != nil }
            #expect(found.map(\.serial) == revoked, "\(file)")
            let isOver = (list.nextUpdate ?? list.thisUpdate) < Sample.begin
            #expect(isOver == (file == "leaf_expired.crl"), "\(file)")
        }
    }

    @Test("a delta is known for one, and a freshest list is no delta")
    func deltas() throws {
        let path = "22-cert-expiry/notation-revocation/revocation/crl/testdata"
        guard let folder = Fixtures.folder(path, cases: 2) else { return }
        #expect(try RevocationList.all(in: try folder.bytes("delta.crl")).map(\.isPartial) == [true])
        #expect(
            try RevocationList.all(in: try folder.bytes("crlWithMultipleFreshestCRLs.crl")).map(\.isPartial) == [false])
    }

    @Test(
        "Sigstore's own metadata ends when it says",
        arguments: [
            ("root.json", "2026-11-20T13:58:18Z"), ("snapshot.json", "2036-05-15T08:09:16Z"),
            ("targets.json", "2036-05-09T09:00:52Z"), ("timestamp.json", "2026-08-28T19:25:56Z"),
            ("registry.npmjs.org.json", "2026-10-13T19:45:24Z"),
            ("root_history/1.root.json", "2021-12-18T19:28:12.99008Z"),
            ("root_history/2.root.json", "2022-05-11T19:09:02.663975009Z"),
            ("root_history/15.root.json", "2026-11-20T13:58:18Z"),
        ])
    func updater(file: String, expires: String) throws {
        guard let folder = Fixtures.folder("02-sigstore-trust-roots/root-signing/metadata", cases: 1) else { return }
        let entry = CredentialEntry(
            file: file, kind: .tuf, owner: "o", roles: [.release], passwordFile: nil, roots: nil)
        var reading = CredentialReading()
        try UpdateMetadata.read(try folder.bytes(file), of: entry, in: file, into: &reading)
        #expect(reading.findings.isEmpty)
        #expect(reading.credentials.map(\.expiry?.instant.rfc3339) == [expires])
    }

    @Test("in published workflows every secret is found, by another reading of the same text")
    func workflows() throws {
        let path = "25-schemas/schemastore/src/test/github-workflow"
        guard let folder = Fixtures.folder(path, cases: 36) else { return }
        var (files, names) = (0, 0)
        for file in try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted() {
            guard file.hasSuffix("yaml") || file.hasSuffix("yml") else { continue }
            let bytes = try folder.bytes(file)
            files += 1
            var references = WorkflowReferences()
            for document in try YAMLDocument.parseAll(bytes, name: file, limits: .init()) {
                references.collect(.yaml(document))
            }
            let found = Set(
                references.sightings.compactMap { sighting -> String? in
                    guard case .named(.workflow(let name)) = sighting.target else { return nil }
                    return name
                })
            let text = String(decoding: bytes, as: UTF8.self)
            let pattern = #/\$\{\{[^}]*?secrets\.([A-Za-z_][A-Za-z0-9_]*)/#
            let wanted = Set(text.matches(of: pattern).map { $0.1.uppercased() }).subtracting(["GITHUB_TOKEN"])
            #expect(found == wanted, "\(file)")
            names += found.count
        }
        #expect(files > 30)
        #expect(names > 3)
    }

    @Test(
        "an instant with an offset is the instant it is",
        arguments: [
            ("2026-01-01T02:00:00+02:00", "2026-01-01T00:00:00Z"),
            ("2026-01-01T00:00:00.5-08:00", "2026-01-01T08:00:00.5Z"),
            ("2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z"), ("2026-01-01T00:00:00", nil),
            ("2026-01-01T00:00:00+15:00", nil), ("2026-01-01T00:00:00+02:60", nil), ("2026-01-01T00:00:00 02:00", nil),
            ("2026-02-30T00:00:00+00:00", nil), ("+02:00", nil), ("", nil),
        ] as [(String, String?)])
    func offsets(text: String, instant: String?) {
        #expect(Instant(zoned: text)?.rfc3339 == instant)
    }
}
