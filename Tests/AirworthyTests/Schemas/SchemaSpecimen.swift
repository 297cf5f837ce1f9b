import AirworthyTesting
import Foundation
import Testing
import Trust

@testable import Airworthy

/// A document that its loader takes, and what may be done to it.
struct SchemaSpecimen: Sendable, CustomTestStringConvertible {
    /// One text of the document put in place of another.
    struct Change: Sendable {
        let old: String
        let new: String

        init(_ old: String, _ new: String) {
            self.old = old
            self.new = new
        }
    }

    let schema: DocumentSchema
    let text: String
    /// What neither loader nor schema takes.
    let wrong: [Change]
    /// What both take, though a careless schema would not.
    let right: [Change]

    var testDescription: String { schema.rawValue }

    /// The document with that text changed. A change of nothing would test nothing.
    func changed(_ change: Change) throws -> String {
        try #require(text.contains(change.old), "\(schema.rawValue) does not hold `\(change.old)`")
        return text.replacing(change.old, with: change.new, maxReplacements: 1)
    }

    /// What the loader says against a text; empty when it takes it.
    func refusals(_ text: String) async throws -> [String] {
        let bytes = Array(text.utf8)
        do {
            switch schema {
            case .release: _ = try ReleaseLoader.load(bytes, source: "release.yaml")
            case .checklist:
                let files = try await IncludedFiles.gather(bytes, source: "c.yaml") { _ in Array(Self.group.utf8) }
                try ChecklistLint.bindKinds(ChecklistLoader.load(bytes, source: "c.yaml", files: files))
            case .group: try ChecklistLoader.lint(group: bytes, source: "group.yaml")
            case .trust:
                let pem = Array(try PrivateKey.generate(.p256).publicKey.pem.utf8)
                _ = try await TrustPolicyLoader.load(bytes, source: "trust.yaml") { _ in pem }
            case .project: _ = try Project(bytes, source: "airworthy.yaml")
            case .inventory: _ = try CredentialInventory(bytes, name: "inventory.yaml")
            case .waiver, .approval, .report, .journal: preconditionFailure("no YAML file")
            }
            return []
        } catch let error as InputError {
            return error.diagnostics.map(\.description).array
        }
    }

    /// What the schema says against a text.
    func faults(_ text: String) throws -> [String] { try schema.faults(yaml: text) }

    /// What the specimen of a checklist includes.
    static let group = """
        group: g
        variables: {size: {type: integer}}
        steps:
          - {id: pinned, uses: image-pinned, forEach: images, when: {variables: {size: {ge: 1}}}}
        """
}

extension DocumentSchema {
    /// What the schema says against a value, by the reader of schemas that bills of materials are held against.
    func faults(in value: JSON) throws -> [String] {
        let schema = try FormatSchema(try JSONDocument(Array(json.prettyText().utf8), name: rawValue).root)
        let document = try JSONDocument(value.canonicalBytes(), name: "document").root
        return schema.faults(in: document, limit: 5).map(\.text)
    }

    func faults(yaml text: String) throws -> [String] {
        try faults(in: try YAMLDocument.parse(Array(text.utf8), name: "document").json)
    }
}
