import AirworthyTesting
import Foundation
import Testing
import Trust

@testable import Airworthy

/// Real documents, and the specifications' own.
@Suite("Bills of materials: corpora")
struct BillCorpusTests {
    @Test(
        "every document the CycloneDX project calls valid is read, and every one it calls invalid is refused",
        .enabled(if: Fixtures.has("05-cyclonedx")))
    func cycloneDX() throws {
        var counts = (valid: 0, invalid: 0)
        for file in Self.files(below: "05-cyclonedx/tools", named: "valid-") {
            counts.valid += 1
            do {
                _ = try BillReader.read(Self.bytes(file), name: file.lastPathComponent)
            } catch let fault as BillFault {
                Issue.record("\(file.lastPathComponent): \(fault.message) \(fault.places)")
            }
        }
        for file in Self.files(below: "05-cyclonedx/tools", named: "invalid-") {
            counts.invalid += 1
            #expect(throws: BillFault.self, "\(file.lastPathComponent)") {
                try BillReader.read(Self.bytes(file), name: file.lastPathComponent)
            }
        }
        // What the fixtures hold today: fewer would mean that some were not run.
        #expect(counts == (74, 47))
    }

    /// Components, the described one and nested ones included, as `jq` counts them.
    static let counts: [(String, Int)] = [
        ("cyclonedx-bom-examples/CBOM/Certificate/bom.json", 5),
        ("cyclonedx-bom-examples/HBOM/PCIe-SATA-adapter-board/bom.json", 7),
        ("cyclonedx-bom-examples/SBOM/juice-shop/v11.1.2/bom.json", 841),
        ("cyclonedx-bom-examples/SBOM/keycloak-10.0.2/bom.json", 904),
        ("cyclonedx-bom-examples/SBOM/laravel-7.12.0/bom.1.3.json", 63),
        ("guac/alpine-cyclonedx.json", 16), ("guac/big-mongo-cyclonedx.json", 294),
        ("guac/cyclonedx-components-nested.json", 4),
        ("guac/quarkus-deps-cyclonedx.json", 95), ("guac/go-spdx-multi-arch_3.json", 4),
    ]

    @Test("real SBOMs are read whole", .enabled(if: Fixtures.has("07-sbom-real")), arguments: counts)
    func real(_ path: String, _ count: Int) throws {
        let url = try #require(Fixtures.root).appending(path: "07-sbom-real/\(path)")
        #expect(try BillReader.read(Self.bytes(url), name: path).components.count == count)
    }

    /// Real too, and not what their versions require: SPDX 2.2 wants `copyrightText` of every package, an assertion of a
    /// patent names its asserter otherwise, a SHA-256 has 64 digits, and every element of SPDX 3.0 says who made it.
    static let refused = [
        "07-sbom-real/guac/alpine-spdx.json", "07-sbom-real/guac/oci-kubectl-linux-amd64-spdx.json",
        "07-sbom-real/guac/invalid-spdx-identifier-spdx.json", "07-sbom-real/guac/invalid-spdx.json",
        "07-sbom-real/guac/cyclonedx-1.7.json", "07-sbom-real/guac/invalid-cyclonedx.json",
        "07-sbom-real/guac/open-vex-affected.json",
        "08-sbom-quality/sbomqs/testdata/fixtures/spdx-no-timestamp.json",
        "08-sbom-quality/sbomqs/testdata/fixtures/spdx-old-version.json",
        "08-sbom-quality/sbomqs/testdata/fixtures/cdx-perfect-score.json",
        "08-sbom-quality/sbomqs/testdata/fixtures/spdx3-perfect-score.json",
        "08-sbom-quality/sbomqs/testdata/sboms/metadata-required-violations.cdx.json",
    ]

    @Test(
        "documents that break their version's rules are refused",
        .enabled(if: Fixtures.has("07-sbom-real") && Fixtures.has("08-sbom-quality/sbomqs")), arguments: refused)
    func refusal(_ path: String) throws {
        let bytes = try Self.bytes(try #require(Fixtures.root).appending(path: path))
        #expect(throws: BillFault.self) { try BillReader.read(bytes, name: path) }
    }

    /// Named by the one element each lacks.
    static let lacking: [(String, BillElement)] = [
        ("cdx-no-authors.json", .author), ("cdx-no-timestamp.json", .timestamp), ("cdx-no-version.json", .version),
        ("cdx-no-checksums.json", .hash), ("spdx-no-dependencies.json", .relationships),
        ("spdx-no-version.json", .version), ("spdx-no-checksums.json", .hash),
    ]

    @Test(
        "the element a document lacks is the one that is missed", .enabled(if: Fixtures.has("08-sbom-quality/sbomqs")),
        arguments: lacking)
    func elements(_ name: String, _ element: BillElement) throws {
        let folder = try #require(Fixtures.root).appending(path: "08-sbom-quality/sbomqs/testdata/fixtures")
        let bill = try BillReader.read(Self.bytes(folder.appending(path: name)), name: name)
        #expect(element.gap(in: bill) != nil)
        let perfect = try BillReader.read(
            Self.bytes(folder.appending(path: "spdx-perfect-score.json")), name: "spdx-perfect-score.json")
        #expect(element.gap(in: perfect) == nil)
    }

    @Test(
        "every real document is read or refused, and the reader comes back",
        .enabled(if: Fixtures.has("07-sbom-real") && Fixtures.has("08-sbom-quality/sbomqs")))
    func everything() throws {
        var counts = (read: 0, refused: 0)
        var components = 0
        for file in Self.files(below: "07-sbom-real", named: "") + Self.files(below: "08-sbom-quality", named: "") {
            if let bill = try? BillReader.read(Self.bytes(file), name: file.lastPathComponent) {
                counts.read += 1
                components += bill.components.count
            } else {
                counts.refused += 1
            }
        }
        // Most of those refused are no bills of materials at all: statements, scorecards, schemas.
        #expect(counts == (77, 113))
        #expect(components == 3_395)
    }

    private static func bytes(_ url: URL) throws -> [UInt8] { Array(try Data(contentsOf: url)) }

    private static func files(below path: String, named prefix: String) -> [URL] {
        guard let root = Fixtures.root?.appending(path: path),
            let walk = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
        else { return [] }
        return walk.compactMap { $0 as? URL }
            .filter { $0.lastPathComponent.hasPrefix(prefix) && $0.pathExtension == "json" }
            .sorted { $0.path < $1.path }
    }
}
