import AirworthyTesting
import Foundation
import Testing
import Trust

@testable import Airworthy

/// Files of a whole project, and what a run leaves in it, held against the schemas.
@Suite("Schemas and the files of a project")
struct SchemaFilesTests {
    private func faults(_ schema: DocumentSchema, in value: JSON) throws -> [String] {
        let compiled = try FormatSchema(try JSONDocument(Array(schema.json.prettyText().utf8), name: "schema").root)
        let document = try JSONDocument(value.canonicalBytes(), name: "document").root
        return compiled.faults(in: document, limit: 5).map(\.text)
    }

    @Test("the example's files, its runs' journals and its reports are as their schemas say")
    func storefront() async throws {
        let storefront = try await Storefront.make()
        let files: [(DocumentSchema, String)] = [
            (.project, "airworthy.yaml"), (.trust, "Keys/trust.yaml"), (.inventory, "secrets/inventory.yaml"),
            (.release, "release.yaml"), (.release, "previous.yaml"), (.release, "next.yaml"),
            (.checklist, "Checklists/first-release.yaml"),
        ]
        for (schema, name) in files {
            let text = try YAMLDocument.parse(Array(try storefront.read(name)), name: name)
            #expect(try faults(schema, in: text.json) == [], "\(name)")
        }
        let run = try await storefront.airworthy(
            "run", "first-release", "-r", "previous.yaml", "--key", "private/gate.key.pem", "-q", "-o", "json=run.json")
        #expect(run.status == 0, "\(run)")
        let report = try JSONDocument(Array(try storefront.read("run.json")), name: "run.json").root.json
        #expect(try faults(.report, in: report) == [])

        let runs = try FileManager.default.contentsOfDirectory(atPath: storefront.path(".airworthy/runs"))
        let name = try #require(runs.first)
        let journal = try storefront.read(".airworthy/runs/\(name)/journal.jsonl")
        let lines = Array(journal).split(separator: 10)
        #expect(lines.count > 10)
        for line in lines {
            let record = try JSONDocument(Array(line), name: "record").root.json
            let faults = try faults(.journal, in: record)
            #expect(faults == [])
        }
    }
}
