import AirworthyTesting
import Foundation
import Testing
import Trust

@testable import Airworthy

/// NTIA's elements beside the verdicts of sbomqs on its own SPDX 3.0 documents, from the table of its tests.
@Suite("Bills of materials: verdicts of others")
struct ElementVerdictTests {
    /// Where ours differs, and why. sbomqs weighs: a document passes though an element is missing as long as enough others
    /// are there. Here every element asked for must be there. Besides, it takes `originatedBy` for who supplies a package,
    /// so that the supplier is left out of the comparison.
    static let deviations: [String: String] = [
        "spdx3-no-authors.json": "`createdBy` is empty, which SPDX 3.0 forbids: refused as invalid",
        "spdx3-no-timestamp.json": "no `created`, which SPDX 3.0 requires: refused as invalid",
        "spdx3-no-version.json": "packages without version",
    ]

    @Test(
        "each verdict agrees with sbomqs, but for those named",
        .enabled(if: Fixtures.has("08-sbom-quality/sbomqs/testdata/fixtures")))
    func sbomqs() throws {
        let folder = try #require(Fixtures.root).appending(path: "08-sbom-quality/sbomqs")
        let tables = try JSONDocument(
            Array(try Data(contentsOf: folder.appending(path: "expected-verdicts.json"))), name: "verdicts"
        ).root["tables"]
        let rows = try #require(
            tables?["cmd/compliance_integration_test.go"]?["TestComplianceIntegrationSPDX3_NTIA"]?.elements)
        let elements = BillProfile.ntia2021.elements.filter { $0 != .supplier }
        var different: Set<String> = []
        var invalid = 0
        for row in rows {
            let name = try #require(row["SBOMFile"]?.string?.split(separator: "\"").dropFirst().first.map(String.init))
            let bytes = Array(try Data(contentsOf: folder.appending(path: "testdata/fixtures/\(name)")))
            if (try? BillReader.read(bytes, name: name)) == nil { invalid += 1 }
            let ours = (try? BillReader.read(try Self.mended(bytes), name: name)).map { bill in
                bill.partCount > 0 && ElementReport(bill, elements: elements).gaps.isEmpty
            }
            if (ours ?? false) != row["ExpectPass"]?.bool { different.insert(name) }
        }
        #expect(rows.count == 12)
        #expect(invalid == 11)
        #expect(different == Set(Self.deviations.keys))
    }

    /// Where ours differs on validity, and why.
    static let invalidHere: [String: String] = [:]

    @Test(
        "each document sbomqs calls valid is, and each it calls invalid is not, but for those named",
        .enabled(if: Fixtures.has("08-sbom-quality/sbomqs/testdata/validation")))
    func validity() throws {
        let folder = try #require(Fixtures.root).appending(path: "08-sbom-quality/sbomqs")
        let tables = try JSONDocument(
            Array(try Data(contentsOf: folder.appending(path: "expected-verdicts.json"))), name: "verdicts"
        ).root["tables"]?["pkg/validation/validation_test.go"]
        var run = 0
        var different: Set<String> = []
        for (table, path) in [
            ("TestValidate_CycloneDX", "testdata/validation/cyclonedx"),
            ("TestValidate_Miscellaneous", "testdata/fixtures"),
        ] {
            for row in try #require(tables?[table]?.elements) {
                let name = try #require(row["file"]?.string)
                // One of the table's documents is not among the fixtures.
                guard let data = try? Data(contentsOf: folder.appending(path: "\(path)/\(name)")) else { continue }
                run += 1
                let isValid = (try? BillReader.read(Array(data), name: name)) != nil
                if isValid != row["want"]?.bool { different.insert(name) }
            }
        }
        #expect(run == 23)
        #expect(different == Set(Self.invalidHere.keys))
    }

    /// What makes nearly all of these documents invalid has nothing to do with the elements: nothing says who made the
    /// relationships, some have no name, and `externalIdentifier` has a letter too many. Put right, so that the question of
    /// the elements remains.
    private static func mended(_ bytes: [UInt8]) throws -> [UInt8] {
        guard case .object(var root) = try JSONDocument(bytes, name: "document").root.json,
            case .array(let elements)? = root["@graph"]
        else { return bytes }
        root["@graph"] = .array(
            elements.enumerated().map { number, element in
                guard case .object(var members) = element, members["type"] != "CreationInfo" else { return element }
                members["creationInfo"] = members["creationInfo"] ?? "_:creationinfo"
                if members["@id"] == nil { members["spdxId"] = members["spdxId"] ?? .string("urn:element:\(number)") }
                members["externalIdentifier"] = members.removeValue(forKey: "externalIdentifiers")
                return .object(members)
            })
        return JSON.object(root).canonicalBytes()
    }
}
