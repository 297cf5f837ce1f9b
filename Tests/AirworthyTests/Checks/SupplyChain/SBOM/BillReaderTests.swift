import AirworthyTesting
import Testing
import Trust

@testable import Airworthy

@Suite("Bills of materials")
struct BillReaderTests {
    private func read(_ text: String) throws(BillFault) -> BillOfMaterials {
        try BillReader.read(Array(text.utf8), name: "sbom.json")
    }

    @Test("CycloneDX: components, nested ones, authors, time and dependencies are read")
    func cycloneDX() throws {
        let bill = try read(BillText.cycloneDX)
        #expect(bill.title == "CycloneDX 1.6")
        #expect(bill.components.map(\.name) == ["web", "left-pad", "right-pad"])
        #expect(bill.partCount == 2)
        #expect(bill.components.map(\.supplier) == ["Acme", "Pad Makers", nil])
        #expect(bill.components[1].identifiers == ["pkg:npm/left-pad@1.3.0", "cpe:2.3:a:pad:left:1.3.0:*:*:*:*:*:*:*"])
        #expect(bill.authors == ["Dana"])
        #expect(bill.timestamp?.rfc3339 == "2026-11-20T08:00:00Z")
        #expect(bill.connected == ["web", "left", "right"])
    }

    @Test("SPDX: packages, creators, time and relationships are read")
    func spdx() throws {
        let bill = try read(BillText.spdx)
        #expect(bill.title == "SPDX 2.3")
        #expect(bill.components.map(\.name) == ["web", "left-pad"])
        #expect(bill.partCount == 1)
        #expect(bill.components[1].packageURL?.description == "pkg:npm/left-pad@1.3.0")
        #expect(bill.authors == ["Acme"])
        #expect(bill.timestamp?.rfc3339 == "2026-11-20T10:00:00Z")
        #expect(bill.connected == ["SPDXRef-web", "SPDXRef-left"])
    }

    @Test("values that say nothing are not values", arguments: ["NOASSERTION", "NONE", "", "  "])
    func nothingSaid(_ value: String) throws {
        let bill = try read(BillText.spdx.replacing("Organization: Pad Makers", with: value))
        #expect(bill.components[1].supplier == nil)
    }

    @Test("a tool is not an author, and `manufacture` of 1.5 is not the document's maker")
    func authors() throws {
        #expect(try read(BillText.spdx.replacing("Organization: Acme\"", with: "Tool: acme\"")).authors.isEmpty)
        let older = BillText.cycloneDX.replacing("\"1.6\"", with: "\"1.5\"")
            .replacing(#""authors":[{"name":"Dana"}]"#, with: #""manufacture":{"name":"Acme"}"#)
        #expect(try read(older).authors.isEmpty)
        let newer = BillText.cycloneDX
            .replacing(#""authors":[{"name":"Dana"}]"#, with: #""manufacturer":{"name":"Acme"}"#)
        #expect(try read(newer).authors == ["Acme"])
    }

    @Test("a document is not invalid because another version asks for more")
    func versions() throws {
        let withoutVersion = BillText.cycloneDX.replacing(#""version":"1.0.0","#, with: "")
        #expect(throws: Never.self) { try read(withoutVersion) }
        #expect(throws: BillFault.self) { try read(withoutVersion.replacing("\"1.6\"", with: "\"1.3\"")) }
    }

    @Test("a document that is not valid is refused with its places", arguments: BillText.invalid)
    func invalid(_ what: String, _ text: String, _ place: String) {
        let fault = #expect(throws: BillFault.self, "\(what)") { try read(text) }
        let told = ([fault?.message ?? ""] + (fault?.places ?? [])).joined(separator: "\n")
        #expect(told.contains(place), "\(what): \(told)")
    }

    @Test("no more than twenty places are told")
    func bounded() {
        let components = Array(repeating: #"{"type":"library"}"#, count: 50).joined(separator: ",")
        let fault = #expect(throws: BillFault.self) {
            try read(#"{"bomFormat":"CycloneDX","specVersion":"1.6","components":[\#(components)]}"#)
        }
        #expect(fault?.places.count == 20)
    }

    @Test("each minimum element is missed where it is missing", arguments: BillProfile.ntia2021.elements)
    func elements(_ element: BillElement) throws {
        let whole = try read(BillText.cycloneDX.replacing(BillText.right, with: ""))
        #expect(element.gap(in: whole) == nil)
        let hollow = try read(
            #"{"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"type":"library","name":" "}]}"#)
        #expect(element.gap(in: hollow) != nil)
    }
}

/// Small honest documents, and dishonest ones made from them.
enum BillText {
    static let right = #",{"type":"library","bom-ref":"right","name":"right-pad"}"#
    static let cycloneDX =
        #"{"bomFormat":"CycloneDX","specVersion":"1.6","version":1,"#
        + #""metadata":{"timestamp":"2026-11-20T10:00:00+02:00","authors":[{"name":"Dana"}],"#
        + #""component":{"type":"application","bom-ref":"web","name":"web","version":"1.0.0","#
        + #""supplier":{"name":"Acme"},"purl":"pkg:oci/web@1.0.0"}},"#
        + #""components":[{"type":"library","bom-ref":"left","name":"left-pad","version":"1.3.0","#
        + #""supplier":{"name":"Pad Makers"},"purl":"pkg:npm/left-pad@1.3.0","#
        + #""cpe":"cpe:2.3:a:pad:left:1.3.0:*:*:*:*:*:*:*","components":[]}\#(right)],"#
        + #""dependencies":[{"ref":"web","dependsOn":["left","right"]},{"ref":"left"}]}"#

    static let spdx =
        #"{"spdxVersion":"SPDX-2.3","SPDXID":"SPDXRef-DOCUMENT","dataLicense":"CC0-1.0","name":"web","#
        + #""documentNamespace":"https://acme.example/web","#
        + #""creationInfo":{"created":"2026-11-20T10:00:00Z","creators":["Tool: made","Organization: Acme"]},"#
        + #""packages":[{"SPDXID":"SPDXRef-web","name":"web","downloadLocation":"NOASSERTION"},"#
        + #"{"SPDXID":"SPDXRef-left","name":"left-pad","versionInfo":"1.3.0","downloadLocation":"NONE","#
        + #""supplier":"Organization: Pad Makers","externalRefs":[{"referenceCategory":"PACKAGE-MANAGER","#
        + #""referenceType":"purl","referenceLocator":"pkg:npm/left-pad@1.3.0"}]}],"#
        + #""relationships":[{"spdxElementId":"SPDXRef-DOCUMENT","relationshipType":"DESCRIBES","#
        + #""relatedSpdxElement":"SPDXRef-web"},{"spdxElementId":"SPDXRef-web","relationshipType":"DEPENDS_ON","#
        + #""relatedSpdxElement":"SPDXRef-left"}]}"#

    static let invalid: [(String, String, String)] = [
        ("not JSON", "{", "json-"),
        ("neither format", "{}", "bomFormat"),
        ("SPDX 3", #"{"@context":"https://spdx.org/rdf/3.0.1/spdx-context.jsonld"}"#, "@graph"),
        ("another bomFormat", #"{"bomFormat":"cyclonedx","specVersion":"1.6"}"#, "CycloneDX"),
        ("an unknown version", #"{"bomFormat":"CycloneDX","specVersion":"1.8"}"#, "1.8"),
        ("an old version", #"{"bomFormat":"CycloneDX","specVersion":"1.1"}"#, "1.1"),
        ("1.4 without version", #"{"bomFormat":"CycloneDX","specVersion":"1.4"}"#, "`version`"),
        ("version 0", #"{"bomFormat":"CycloneDX","specVersion":"1.6","version":0}"#, "/version"),
        (
            "components that are no list", #"{"bomFormat":"CycloneDX","specVersion":"1.6","components":{}}"#,
            "/components"
        ),
        (
            "a component that is text", #"{"bomFormat":"CycloneDX","specVersion":"1.6","components":["a"]}"#,
            "/components/0"
        ),
        ("no name", cycloneDX.replacing(#""name":"left-pad","#, with: ""), "/components/0: `name`"),
        ("a number for a name", cycloneDX.replacing("\"left-pad\"", with: "7"), "/components/0/name"),
        ("a type of a later version", modelIn14, "machine-learning-model"),
        ("one bom-ref twice", cycloneDX.replacing(#""bom-ref":"right""#, with: #""bom-ref":"left""#), "`left`"),
        ("a purl that is none", cycloneDX.replacing("pkg:npm", with: "npm"), "package URL"),
        ("a day that is none", cycloneDX.replacing("2026-11-20", with: "2026-02-30"), "/metadata/timestamp"),
        (
            "a serial number that is none", cycloneDX.replacing("\"version\":1,", with: #""serialNumber":"7","#),
            "/serialNumber"
        ),
        ("SPDX 2.1", spdx.replacing("SPDX-2.3", with: "SPDX-2.1"), "SPDX-2.1"),
        ("no SPDXID", spdx.replacing(#""SPDXID":"SPDXRef-DOCUMENT","#, with: ""), "`SPDXID`"),
        ("another licence", spdx.replacing("CC0-1.0", with: "MIT"), "dataLicense"),
        ("no creation", spdx.replacing("\"creationInfo\"", with: "\"creation\""), "creationInfo"),
        ("no creators", spdx.replacing("\"creators\"", with: "\"makers\""), "/creationInfo: `creators`"),
        (
            "no downloadLocation", spdx.replacing(#""downloadLocation":"NONE","#, with: ""),
            "/packages/1: `downloadLocation`"
        ),
        ("one SPDXID twice", spdx.replacing("SPDXRef-left", with: "SPDXRef-web"), "SPDXRef-web"),
        ("an SPDXID that is none", spdx.replacing("SPDXRef-left", with: "SPDXRef-l_e"), "SPDX identifier"),
        ("2.2 without licences", spdx.replacing("SPDX-2.3", with: "SPDX-2.2"), "licenseConcluded"),
        ("half a relationship", spdx.replacing(#""relationshipType":"DEPENDS_ON","#, with: ""), "/relationships/1"),
    ]

    private static let modelIn14 =
        #"{"bomFormat":"CycloneDX","specVersion":"1.4","version":1,"components":"#
        + #"[{"type":"machine-learning-model","name":"a"}]}"#
}
