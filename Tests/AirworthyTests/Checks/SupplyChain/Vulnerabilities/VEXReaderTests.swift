import AirworthyTesting
import Foundation
import Testing
import Trust

@testable import Airworthy

@Suite("Statements about vulnerabilities")
struct VEXReaderTests {
    private static func bytes(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: try #require(Fixtures.root).appending(path: path)))
    }

    private static func statements(_ path: String) throws -> [VEXStatement] {
        try VEXReader.read(try bytes(path), name: path)
    }

    private static let goVEX = "11-vex/go-vex/pkg/vex/testdata"
    private static let useCases = "11-vex/cyclonedx-bom-examples/VEX/CISA-Use-Cases"

    @Test("OpenVEX of both versions is read", .enabled(if: Fixtures.has(goVEX)))
    func openVEX() throws {
        let old = try Self.statements("\(Self.goVEX)/v0.0.1.json")
        #expect(old.map(\.status) == [.fixed])
        #expect(old[0].products.count == 2)
        #expect(old[0].at.rfc3339 == "2023-01-09T00:02:03.647787998Z")
        let new = try Self.statements("\(Self.goVEX)/v0.2.0.json")
        #expect(
            new.flatMap(\.vulnerabilities) == [
                "CVE-2023-1255", "CVE-2023-2650", "CVE-2023-2975", "CVE-2023-3446", "CVE-2023-3817",
            ])
        let digest = try #require(Digest("sha256:124c7d2707904eea7431fffe91522a01e5a861a624ee31d03372cc1d138a3126"))
        #expect(new.allSatisfy { $0.products.allSatisfy { $0.names.contains { $0.names(digest) } } })
        #expect(new[0].products[0].parts.count == 2)
    }

    @Test("CSAF: products by their identifier, and why they are not affected", .enabled(if: Fixtures.has(goVEX)))
    func csaf() throws {
        let statements = try Self.statements("\(Self.goVEX)/csaf.json")
        #expect(statements.count == 1)
        #expect(statements[0].vulnerabilities == ["CVE-2009-4487"])
        #expect(statements[0].status == .notAffected)
        #expect(statements[0].reason == "Class with vulnerable code was removed before shipping.")
        #expect(statements[0].products[0].names == [ProductName("pkg:golang/github.com/go-homedir@v1.2.0")])
    }

    /// What each case's README says.
    static let cases: [(String, [VEXStatement.Status])] = [
        ("Case-1/vex-not_affected.json", [.notAffected]), ("Case-1/vex-affected.json", [.affected]),
        ("Case-1/vex-fixed.json", [.fixed]), ("Case-1/vex-under_investigation.json", [.underInvestigation]),
        ("Case-2/vex.json", Array(repeating: .notAffected, count: 19)), ("Case-4/vex.json", [.affected]),
        (
            "Case-3/vex.json",
            [
                .underInvestigation, .notAffected, .affected, .notAffected, .underInvestigation, .fixed, .notAffected,
                .underInvestigation, .underInvestigation, .notAffected, .notAffected, .affected, .underInvestigation,
                .affected, .affected, .affected, .fixed, .notAffected, .fixed,
            ]
        ),
        ("Case-5/vex.json", [.underInvestigation]), ("Case-6/vex.json", [.affected, .notAffected]),
    ]

    @Test(
        "CycloneDX: an analysis without any date says nothing", .enabled(if: Fixtures.has(useCases)), arguments: [7, 8])
    func undated(_ number: Int) {
        #expect(throws: ScanFault.self) { try Self.statements("\(Self.useCases)/Case-\(number)/vex.json") }
    }

    @Test(
        "CycloneDX: an analysis of some versions is about those alone",
        arguments: [
            (#"[{"version":"1","status":"unaffected"}]"#, "1", true),
            (#"[{"version":"1","status":"unaffected"}]"#, "2", false),
            (#"[{"version":"1"}]"#, "1", false), (#"[{"range":"vers:npm/<2","status":"unaffected"}]"#, "1", false),
        ])
    func versions(_ versions: String, _ version: String, _ covers: Bool) throws {
        let statements = try read(
            #"{"bomFormat":"CycloneDX","specVersion":"1.6","metadata":{"timestamp":"2026-01-01T00:00:00Z"},"components":["#
                + #"{"type":"library","bom-ref":"a","name":"a","purl":"pkg:npm/a"}],"vulnerabilities":[{"id":"CVE-1","#
                + #""analysis":{"state":"not_affected","justification":"code_not_present"},"#
                + #""affects":[{"ref":"a","versions":\#(versions)}]}]}"#)
        let match = VulnerabilityMatch(
            id: "CVE-1", aliases: [], package: "a", packageURL: PackageURL("pkg:npm/a@\(version)"), severity: .high,
            score: nil, fix: .unknown, suppression: nil)
        let believed = VEXStatements(statements, about: Digest.of([1]), at: Instant(seconds: 1_800_000_000))
        #expect((believed.statement(about: match) != nil) == covers)
    }

    @Test(
        "CycloneDX: what is said to be exploitable is so in all that it may be about",
        arguments: [
            #","affects":[{"ref":"a","versions":[]}]"#, #","affects":[{"ref":"a","versions":[{"version":"1"}]}]"#,
            #","affects":[{"ref":"a@2","versions":[{"version":"1"}]}]"#, "",
            #","affects":[]"#,
        ])
    func exploitable(_ affects: String) throws {
        func analysis(_ state: String, _ day: Int, _ affects: String) -> String {
            #"{"id":"CVE-1","analysis":{"state":"\#(state)","detail":"d","lastUpdated":"2026-01-0\#(day)T00:00:00Z"}\#(affects)}"#
        }
        let statements = try read(
            #"{"bomFormat":"CycloneDX","specVersion":"1.6","components":["#
                + #"{"type":"library","bom-ref":"a","name":"a","purl":"pkg:npm/a"},"#
                + #"{"type":"library","bom-ref":"a@2","name":"a","purl":"pkg:npm/a@2"}],"vulnerabilities":["#
                + analysis("not_affected", 1, #","affects":[{"ref":"a"}]"#) + "," + analysis("exploitable", 2, affects)
                + "]}")
        let version = affects.contains("a@2") ? "2" : "1"
        let match = VulnerabilityMatch(
            id: "CVE-1", aliases: [], package: "a", packageURL: PackageURL("pkg:npm/a@\(version)"), severity: .high,
            score: nil, fix: .unknown, suppression: nil)
        let believed = VEXStatements(statements, about: Digest.of([1]), at: Instant(seconds: 1_800_000_000))
        #expect(believed.statement(about: match)?.status == .affected)
    }

    @Test(
        "CycloneDX: CISA's use cases say what they are to say", .enabled(if: Fixtures.has(useCases)), arguments: cases)
    func cycloneDX(_ name: String, _ statuses: [VEXStatement.Status]) throws {
        #expect(try Self.statements("\(Self.useCases)/\(name)").map(\.status) == statuses)
    }

    @Test("go-vex agrees on which package URL covers which", .enabled(if: Fixtures.has("11-vex/go-vex")))
    func packageURLs() throws {
        let root = try JSONDocument(try Self.bytes("11-vex/go-vex/expected-tables.json"), name: "tables").root
        let rows = try #require(root["tables"]?["pkg/vex/vex_test.go"]?["TestPurlMatches"]?.elements)
        for row in rows {
            let covers = PackageURL(row["_0"]?.string ?? "").flatMap { one in
                PackageURL(row["_1"]?.string ?? "").map { one.covers($0) }
            }
            #expect((covers ?? false) == row["_2"]?.bool, "\(row["_key"]?.string ?? "")")
        }
        #expect(rows.count == 10)
    }

    static let csafText =
        #"{"document":{"category":"csaf_vex","csaf_version":"2.0","tracking":{"status":"final","#
        + #""current_release_date":"2026-11-20T09:00:00Z"}},"product_tree":{"full_product_names":["#
        + #"{"product_id":"A","product_identification_helper":{"purl":"pkg:npm/a@1"}},"#
        + #"{"product_id":"W","product_identification_helper":{"purl":"pkg:npm/w@1"}}],"relationships":["#
        + #"{"product_reference":"A","relates_to_product_reference":"W","category":"default_component_of","#
        + #""full_product_name":{"product_id":"AW"}}]},"vulnerabilities":[{"cve":"CVE-2026-1","#
        + #""product_status":{"known_not_affected":["AW"]},"flags":[{"label":"component_not_present","product_ids":["AW"]}]}]}"#

    private func read(_ text: String) throws(ScanFault) -> [VEXStatement] {
        try VEXReader.read(Array(text.utf8), name: "vex.json")
    }

    @Test("CSAF: a part of a product is that part of that product")
    func relationships() throws {
        let product = try #require(try read(Self.csafText).first?.products.first)
        #expect(product.names == [ProductName("pkg:npm/w@1")])
        #expect(product.parts == [ProductName("pkg:npm/a@1")])
    }

    static let openVEXText = VulnerabilitiesCheckTests.vex(
        VulnerabilitiesCheckTests.statement("not_affected", in: "pkg:npm/a"))

    static let brokenTexts: [(String, String)] = [
        ("not JSON", "{"), ("neither", "{}"), ("another context", openVEXText.replacing("v0.2.0", with: "v9")),
        ("no author", openVEXText.replacing("author", with: "writer")),
        ("no time", openVEXText.replacing("timestamp", with: "time")),
        ("a day that is none", openVEXText.replacing("2026-11-20", with: "2026-11-31")),
        ("no statements", openVEXText.replacing("statements", with: "claims")),
        ("another status", openVEXText.replacing("\"not_affected\"", with: "\"harmless\"")),
        ("another justification", openVEXText.replacing("vulnerable_code_not_present", with: "because")),
        ("no reason", openVEXText.replacing(#","justification":"vulnerable_code_not_present""#, with: "")),
        ("a product without a name", openVEXText.replacing("\"@id\":\"pkg:npm/a\"", with: "\"name\":\"a\"")),
        ("CSAF of another kind", csafText.replacing("csaf_vex", with: "csaf_security_advisory")),
        ("CSAF 1", csafText.replacing("\"2.0\"", with: "\"1.2\"")),
        ("a draft", csafText.replacing("final", with: "draft")),
        ("no date", csafText.replacing("current_release_date", with: "date")),
        ("a product nobody knows", csafText.replacing("[\"AW\"]},\"flags", with: "[\"ZZ\"]},\"flags")),
        ("no flag", csafText.replacing("\"flags\"", with: "\"banners\"")),
        (
            "two statuses of one product",
            csafText.replacing("[\"AW\"]},\"flags", with: "[\"AW\"],\"fixed\":[\"AW\"]},\"flags")
        ),
        ("one product twice", csafText.replacing("\"product_id\":\"W\"", with: "\"product_id\":\"A\"")),
        ("no vulnerability", csafText.replacing("\"cve\"", with: "\"cwe\"")),
    ]

    @Test("changed bytes are refused or read, and the reader comes back", arguments: [openVEXText, csafText])
    func mutated(_ text: String) {
        var generator = SeededGenerator(seed: 5)
        let honest = Array(text.utf8)
        let refused = (0..<500).count { _ in
            (try? VEXReader.read(ByteMutation.damaged(honest, using: &generator), name: "vex")) == nil
        }
        #expect(refused > 250 && refused < 500, "\(refused)")
    }

    @Test("a document that is not what its format requires says nothing", arguments: brokenTexts)
    func broken(_ what: String, _ text: String) {
        #expect(throws: ScanFault.self, "\(what)") { try read(text) }
    }
}
