import AirworthyTesting
import Foundation
import Testing
import Trust

@testable import Airworthy

@Suite("Bills of materials: SPDX in other forms")
struct SPDXFormatsTests {
    private func read(_ text: String) throws(BillFault) -> BillOfMaterials {
        try BillReader.read(Array(text.utf8), name: "sbom.spdx")
    }

    private static func fixture(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: try #require(Fixtures.root).appending(path: path)))
    }

    static let tagValue = """
        SPDXVersion: SPDX-2.3
        DataLicense: CC0-1.0
        SPDXID: SPDXRef-DOCUMENT
        DocumentName: web
        DocumentNamespace: https://acme.example/web
        DocumentComment: <text>Two lines,
        the second: one with a colon.</text>
        # A comment.
        Creator: Organization: Acme
        Creator: Tool: made-1.0
        Created: 2026-11-20T10:00:00Z

        PackageName: web
        SPDXID: SPDXRef-web
        PackageDownloadLocation: NOASSERTION
        Relationship: SPDXRef-DOCUMENT DESCRIBES SPDXRef-web

        PackageName: left-pad
        SPDXID: SPDXRef-left
        PackageVersion: 1.3.0
        PackageSupplier: Organization: Pad Makers
        PackageDownloadLocation: NONE
        PackageChecksum: SHA256: aa
        PackageLicenseConcluded: NOASSERTION
        PackageLicenseDeclared: MIT
        ExternalRef: PACKAGE-MANAGER purl pkg:npm/left-pad@1.3.0
        Relationship: SPDXRef-web DEPENDS_ON SPDXRef-left
        """

    @Test("tag-value says what the same JSON says")
    func sameAsJSON() throws {
        let bill = try read(Self.tagValue)
        let json = try read(BillText.spdx)
        #expect(bill.title == json.title)
        #expect(bill.timestamp == json.timestamp)
        #expect(bill.authors == json.authors)
        #expect(bill.tools == ["made-1.0"])
        #expect(bill.connected == json.connected)
        #expect(bill.partCount == 1)
        #expect(bill.components.map(\.name) == json.components.map(\.name))
        #expect(bill.components.map(\.supplier) == json.components.map(\.supplier))
        #expect(bill.components.map(\.packageURL) == json.components.map(\.packageURL))
        #expect(bill.components[1].hashes == ["SHA256"])
        #expect(bill.components[1].licences == ["MIT"])
        #expect(bill.components[1].place == "line 18")
    }

    @Test("every package URL of a package is read, whichever it gives first")
    func purls() throws {
        let second = "ExternalRef: PACKAGE-MANAGER purl pkg:npm/event-stream@3.3.6"
        let tags = try read(Self.tagValue.replacing("@1.3.0\n", with: "@1.3.0\n\(second)\n"))
        #expect(
            tags.components[1].packageURLs.map(\.description) == [
                "pkg:npm/left-pad@1.3.0", "pkg:npm/event-stream@3.3.6",
            ])
        let reference = #"{"referenceCategory":"PACKAGE-MANAGER","referenceType":"purl","referenceLocator":"#
        let json = try read(
            BillText.spdx.replacing(reference, with: "\(reference)\"pkg:npm/event-stream@3.3.6\"},\(reference)"))
        #expect(json.components[1].packageURLs.map(\.name).contains("event-stream"))
        let external =
            #""externalIdentifier":[{"externalIdentifierType":"packageUrl","identifier":"pkg:npm/event-stream@3.3.6"}],"#
        let graph = try read(Self.graph.replacing(#""software_packageUrl":"pkg:npm/left-pad@1.3.0","#, with: external))
        #expect(graph.components.last?.packageURL?.description == "pkg:npm/event-stream@3.3.6")
    }

    @Test("a package alone is what the document is about, though nothing says so")
    func alone() throws {
        let tags = Self.tagValue.components(separatedBy: "\nPackageName: left-pad")[0]
        #expect(try read(tags).partCount == 0)
        #expect(try read(tags.replacing("Relationship:", with: "# Relationship:")).partCount == 0)
        #expect(try read(Self.tagValue.replacing("Relationship: SPDXRef-DOC", with: "# SPDXRef-DOC")).partCount == 2)
        let graph = Self.graph.replacing(#","rootElement":["u:web"]"#, with: "")
        #expect(try read(graph).partCount == 2)
        let one = graph.replacing(
            #"{"type":"software_Package","spdxId":"u:web","creationInfo":"_:c","name":"web"},"#, with: "")
        #expect(try read(one).partCount == 0)
    }

    /// What a licence relationship of SPDX 3 points at, what is read, and what is not.
    static let targets: [(target: String, read: [String], unread: [String])] = [
        ("u:mit", ["MIT"], []), ("https://spdx.org/licenses/GPL-3.0-only", ["GPL-3.0-only"], []),
        ("u:elsewhere", [], ["u:elsewhere"]), ("u:dana", [], ["u:dana"]),
    ]

    @Test("SPDX 3.0: a licence that is not read is said to be there", arguments: targets.indices)
    func licences(index: Int) throws {
        let (target, read, unread) = Self.targets[index]
        let graph = Self.graph.replacing(#""to":["u:mit"]"#, with: "\"to\":[\"u:mit\",\"\(target)\"]")
        let left = try #require(try self.read(graph).components.last)
        #expect(left.licences == ["MIT"] + read)
        #expect(left.unreadLicences == unread)
    }

    @Test("SPDX 3.0: what is concluded counts, unless it asserts nothing")
    func concluded() throws {
        func licences(_ target: String) throws -> [String] {
            let more =
                #",{"type":"Relationship","spdxId":"u:r3","creationInfo":"_:c","from":"u:left","to":["\#(target)"],"#
                + #""relationshipType":"hasConcludedLicense"}]}"#
            let left = try #require(try read(String(Self.graph.dropLast(2)) + more).components.last)
            return left.licences + left.unreadLicences.map { "?\($0)" }
        }
        #expect(try licences("https://spdx.org/rdf/3.0.1/terms/ExpandedLicensing/NoAssertionLicense") == ["MIT"])
        #expect(try licences("https://spdx.org/licenses/ISC") == ["ISC"])
        #expect(try licences("u:elsewhere") == ["?u:elsewhere"])
    }

    static let brokenTags: [(String, String, String)] = [
        ("no version", tagValue.replacing("SPDX-2.3", with: "SPDX-2.1"), "SPDX-2.1"),
        ("a tag twice", tagValue.replacing("DocumentName: web", with: "DocumentName: web\nDocumentName: a"), "line 5"),
        ("an unknown tag", tagValue.replacing("PackageVersion:", with: "PackageVersoin:"), "`PackageVersoin`"),
        ("no namespace", tagValue.replacing("DocumentNamespace: https://acme.example/web\n", with: ""), "Namespace"),
        ("no creator", tagValue.replacing("Creator:", with: "# Creator:"), "`Creator`"),
        ("a day that is none", tagValue.replacing("2026-11-20", with: "2026-02-30"), "`Created`"),
        ("text that goes on", tagValue.replacing("</text>", with: ""), "not closed"),
        ("a line that is none", tagValue.replacing("# A comment.", with: "a comment"), "line 8"),
        ("no place to get it", tagValue.replacing("PackageDownloadLocation: NONE\n", with: ""), "line 18"),
        ("one identifier twice", tagValue.replacing("SPDXID: SPDXRef-left", with: "SPDXID: SPDXRef-web"), "two things"),
        ("a purl that is none", tagValue.replacing("pkg:npm", with: "npm"), "package URL"),
        ("half a relationship", tagValue.replacing(" DEPENDS_ON SPDXRef-left", with: " DEPENDS_ON"), "Relationship"),
        ("2.2 without licences", tagValue.replacing("SPDX-2.3", with: "SPDX-2.2"), "PackageCopyrightText"),
        ("a control character", tagValue.replacing("left-pad\n", with: "left\u{1}pad\n"), "control"),
    ]

    @Test("tag-value that is not valid is refused with its places", arguments: brokenTags)
    func brokenTag(_ what: String, _ text: String, _ place: String) {
        let fault = #expect(throws: BillFault.self, "\(what)") { try read(text) }
        let told = ([fault?.message ?? ""] + (fault?.places ?? [])).joined(separator: "\n")
        #expect(told.contains(place), "\(what): \(told)")
    }

    @Test("bytes that are no text are refused")
    func encodings() {
        let latin = Array(Self.tagValue.utf8).map { $0 == UInt8(ascii: "w") ? 0xE4 : $0 }
        #expect(throws: BillFault.self) { try BillReader.read(latin, name: "latin") }
        let wide = Self.tagValue.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        #expect(throws: BillFault.self) { try BillReader.read([0xFF, 0xFE] + wide, name: "utf-16") }
        #expect(throws: BillFault.self) { try BillReader.read([], name: "nothing") }
    }

    @Test("the specification's own example is read", .enabled(if: Fixtures.has("06-spdx/spdx-spec-2.3/examples")))
    func example() throws {
        let folder = "06-spdx/spdx-spec-2.3/examples"
        let tags = try BillReader.read(try Self.fixture("\(folder)/SPDXTagExample-v2.2.spdx"), name: "tags")
        let json = try BillReader.read(try Self.fixture("\(folder)/SPDXJSONExample-v2.2.spdx.json"), name: "json")
        #expect(tags.components.count == 4)
        #expect(Set(tags.components.map(\.name)) == Set(json.components.map(\.name)))
        #expect(tags.authors.count == json.authors.count)
    }

    // MARK: SPDX 3.0

    @Test(
        "SPDX 3.0: packages, agents, relationships and the kind of document are read",
        .enabled(if: Fixtures.has("06-spdx/spdx-spec-3/examples/jsonld")))
    func spdx3() throws {
        let bill = try BillReader.read(
            try Self.fixture("06-spdx/spdx-spec-3/examples/jsonld/package_sbom.json"), name: "package_sbom.json")
        #expect(bill.title == "SPDX 3.0")
        #expect(bill.authors == ["Joshua Watt"])
        #expect(bill.timestamp?.rfc3339 == "2024-03-06T00:00:00Z")
        #expect(bill.contexts == ["build"])
        #expect(bill.components.map(\.name) == ["my-package"])
        #expect(bill.components[0].version == "1.0.0")
        #expect(bill.components[0].producer == "Joshua Watt")
        #expect(bill.connected.contains("http://spdx.example.com/Package1"))
        // The one package is what the document is about: nothing besides it is listed.
        #expect(bill.partCount == 0)
    }

    static let graph =
        #"{"@context":"https://spdx.org/rdf/3.0.1/spdx-context.jsonld","@graph":["#
        + #"{"type":"CreationInfo","@id":"_:c","specVersion":"3.0.1","created":"2026-11-20T10:00:00Z","createdBy":["u:dana"]},"#
        + #"{"type":"Person","spdxId":"u:dana","creationInfo":"_:c","name":"Dana"},"#
        + #"{"type":"SpdxDocument","spdxId":"u:doc","creationInfo":"_:c","rootElement":["u:web"]},"#
        + #"{"type":"software_Package","spdxId":"u:web","creationInfo":"_:c","name":"web"},"#
        + #"{"type":"software_Package","spdxId":"u:left","creationInfo":"_:c","name":"left-pad","software_packageVersion":"1.3.0","#
        + #""software_packageUrl":"pkg:npm/left-pad@1.3.0","suppliedBy":"u:dana","#
        + #""verifiedUsing":[{"type":"Hash","algorithm":"sha256","hashValue":"aa"}]},"#
        + #"{"type":"simplelicensing_LicenseExpression","spdxId":"u:mit","creationInfo":"_:c","#
        + #""simplelicensing_licenseExpression":"MIT"},"#
        + #"{"type":"Relationship","spdxId":"u:r1","creationInfo":"_:c","from":"u:web","to":["u:left"],"relationshipType":"dependsOn"},"#
        + #"{"type":"Relationship","spdxId":"u:r2","creationInfo":"_:c","from":"u:left","to":["u:mit"],"relationshipType":"hasDeclaredLicense"}]}"#

    @Test("SPDX 3.0: what an element points at is followed")
    func references() throws {
        let bill = try read(Self.graph)
        #expect(bill.authors == ["Dana"])
        #expect(bill.partCount == 1)
        let left = try #require(bill.components.last)
        #expect(left.supplier == "Dana")
        #expect(left.packageURL?.description == "pkg:npm/left-pad@1.3.0")
        #expect(left.hashes == ["sha256"])
        #expect(left.licences == ["MIT"])
        #expect(bill.connected == ["u:web", "u:left"])
    }

    static let brokenGraphs: [(String, String, String)] = [
        ("another context", graph.replacing("/3.0.1/", with: "/3.1.0/"), "@context"),
        ("no graph", graph.replacing("@graph", with: "graph"), "@graph"),
        ("no type", graph.replacing(#""type":"Person","#, with: ""), "/@graph/1: `type`"),
        ("no name", graph.replacing(#","name":"web""#, with: ""), "/@graph/3: `name`"),
        ("no document", graph.replacing("SpdxDocument", with: "Bundled"), "`SpdxDocument`"),
        (
            "one identifier twice", graph.replacing("\"u:left\",\"creationInfo", with: "\"u:web\",\"creationInfo"),
            "two things"
        ),
        ("a day that is none", graph.replacing("2026-11-20", with: "2026-11-31"), "/@graph/0/created"),
        ("half a relationship", graph.replacing(#""to":["u:left"],"#, with: ""), "`to`"),
        ("a list that is none", graph.replacing(#"["u:left"]"#, with: #""u:left""#), "/to"),
        ("an element that is none", graph.replacing(#"{"type":"Person""#, with: #"7,{"type":"Person""#), "/@graph/1"),
        ("no creation", graph.replacing(#""@id":"_:c""#, with: #""@id":"_:d""#), "`CreationInfo`"),
        ("nobody", graph.replacing(#"["u:dana"]"#, with: "[]"), "createdBy"),
        ("a purl that is none", graph.replacing("pkg:npm", with: "npm"), "package URL"),
    ]

    @Test("SPDX 3.0 that is not valid is refused with its places", arguments: brokenGraphs)
    func brokenGraph(_ what: String, _ text: String, _ place: String) {
        let fault = #expect(throws: BillFault.self, "\(what)") { try read(text) }
        let told = ([fault?.message ?? ""] + (fault?.places ?? [])).joined(separator: "\n")
        #expect(told.contains(place), "\(what): \(told)")
    }
}
