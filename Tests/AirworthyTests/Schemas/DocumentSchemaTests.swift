import AirworthyTesting
import Foundation
import Testing
import Trust

@testable import Airworthy

/// Every schema and its loader say the same of the same file.
@Suite("Schemas and loaders")
struct DocumentSchemaTests {
    private static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    @Test("a schema asks nothing that the reader of schemas does not understand", arguments: DocumentSchema.allCases)
    func understood(schema: DocumentSchema) throws {
        #expect(try !schema.faults(in: [1]).isEmpty)
    }

    @Test("the specimen is taken by both", arguments: SchemaSpecimen.yaml)
    func taken(specimen: SchemaSpecimen) async throws {
        let refusals = try await specimen.refusals(specimen.text)
        #expect(refusals == [])
        #expect(try specimen.faults(specimen.text) == [])
    }

    @Test("what is wrong with a file is refused by both", arguments: SchemaSpecimen.yaml)
    func wrong(specimen: SchemaSpecimen) async throws {
        #expect(specimen.wrong.count >= 6)
        for change in specimen.wrong {
            let text = try specimen.changed(change)
            #expect(try await !specimen.refusals(text).isEmpty, "the loader takes `\(change.new)` for `\(change.old)`")
            #expect(try !specimen.faults(text).isEmpty, "the schema takes `\(change.new)` for `\(change.old)`")
        }
    }

    @Test("what only looks wrong is taken by both", arguments: SchemaSpecimen.yaml)
    func right(specimen: SchemaSpecimen) async throws {
        for change in specimen.right {
            let text = try specimen.changed(change)
            let refusals = try await specimen.refusals(text)
            #expect(refusals == [], "`\(change.new)` for `\(change.old)`")
            #expect(try specimen.faults(text) == [], "`\(change.new)` for `\(change.old)`")
        }
    }

    @Test("every shipped checklist is as its schema says")
    func shipped() throws {
        let folder = Self.repository.appending(path: "Checklists")
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "yaml" }
        #expect(files.count >= 6)
        for file in files {
            let text = try String(contentsOf: file, encoding: .utf8)
            #expect(try DocumentSchema.checklist.faults(yaml: text) == [], "\(file.lastPathComponent)")
        }
    }

    @Test("a report is as its schema says, whatever stands in it, and its reader refuses what the schema does")
    func report() throws {
        for text in ["as it is", SampleRun.hostile] {
            let report = JSONReport.json(try SampleRun.facts(saying: text), exitCode: 1, files: ["x"])
            #expect(try DocumentSchema.report.faults(in: report) == [])
        }
        let report = JSONReport.json(try SampleRun.facts(), exitCode: 1, files: [])
        guard case .object(let members) = report else { preconditionFailure("a report is an object") }
        let wrong: [(key: String, value: JSON?)] = [
            ("checklist", nil), ("phase", "later"), ("sequence", nil), ("release", ["id": "x"]), ("mode", "dry"),
            ("verdict", "perhaps"), ("steps", []), ("effectiveTime", "2026-11-20"), ("run", "latest"),
            ("plan", ["digest": ["sha256": "ab"]]), ("environment", 5), ("trust", ["epoch": 1]), ("steps", ["x"]),
        ]
        for (key, value) in wrong where members[key] != nil {
            var changed = members
            changed[key] = value
            let json = JSON.object(changed)
            #expect(try !DocumentSchema.report.faults(in: json).isEmpty, "the schema takes `\(key)`")
            let root = try JSONDocument(json.canonicalBytes(), name: "report").root
            #expect(throws: Diagnostic.self, "the reader takes `\(key)`") { try RunReport(predicate: root) }
        }
    }
}
