import AirworthyTesting
import Testing
import Trust

@testable import Airworthy

@Suite("Bills of materials: hostile documents")
struct BillHostilityTests {
    static let honest: [String] = [
        BillText.cycloneDX, BillText.spdx, SPDXFormatsTests.graph, SPDXFormatsTests.tagValue,
    ]

    private func read(_ bytes: [UInt8]) throws(BillFault) -> BillOfMaterials {
        try BillReader.read(bytes, name: "sbom")
    }

    @Test("a JSON document cut short anywhere is refused", arguments: honest.dropLast())
    func truncated(_ text: String) {
        let bytes = Array(text.utf8)
        for count in 0..<bytes.count {
            #expect(throws: BillFault.self) { try read(Array(bytes.prefix(count))) }
        }
    }

    @Test(
        "tag-value cut short is refused or says less, and never more", arguments: Array(stride(from: 0, to: 700, by: 7))
    )
    func truncatedTags(_ count: Int) throws {
        let whole = try read(Array(SPDXFormatsTests.tagValue.utf8))
        guard let part = try? read(Array(SPDXFormatsTests.tagValue.utf8.prefix(count))) else { return }
        #expect(part.components.count <= whole.components.count)
        #expect(part.connected.isSubset(of: whole.connected))
    }

    @Test("changed bytes are refused or read, and the reader comes back", arguments: [UInt64(1), 2, 3, 4])
    func mutated(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var refused = 0
        for text in Self.honest {
            let honest = Array(text.utf8)
            for _ in 0..<250 {
                let bytes = ByteMutation.damaged(honest, using: &generator)
                if (try? read(bytes)) == nil { refused += 1 }
            }
        }
        // Most changes hurt; that some do not shows that more was tried than the parser.
        #expect(refused > 500 && refused < 1_000, "seed \(seed): \(refused)")
    }

    static let hostile: [(String, [UInt8])] = [
        ("a byte order mark", [0xEF, 0xBB, 0xBF] + Array(BillText.cycloneDX.utf8)),
        ("UTF-16", Array(BillText.cycloneDX.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })),
        ("Latin-1", Array(BillText.cycloneDX.utf8).map { $0 == UInt8(ascii: "D") ? 0xE4 : $0 }),
        ("a lone surrogate", Array(BillText.cycloneDX.replacing("Dana", with: "\\ud800").utf8)),
        (
            "a key twice",
            Array(BillText.cycloneDX.replacing("{\"bomFormat\"", with: "{\"version\":1,\"bomFormat\"").utf8)
        ),
        (
            "a key twice, once escaped",
            Array(BillText.cycloneDX.replacing("{\"bomFormat\"", with: "{\"\\u0076ersion\":1,\"bomFormat\"").utf8)
        ),
        ("something after the end", Array((BillText.cycloneDX + "{}").utf8)),
        ("an endless list", Array(repeating: UInt8(ascii: "["), count: 1 << 20)),
        (
            "components 200 deep",
            Array(
                (#"{"bomFormat":"CycloneDX","specVersion":"1.6","components":["#
                    + String(repeating: #"{"type":"library","name":"a","components":["#, count: 200)
                    + String(repeating: "]}", count: 200) + "]}").utf8)
        ),
        ("a negative version", Array(BillText.cycloneDX.replacing("\"version\":1,", with: "\"version\":-1,").utf8)),
        ("an enormous version", Array(BillText.cycloneDX.replacing("\"version\":1,", with: "\"version\":1e999,").utf8)),
        ("a month that is none", Array(BillText.spdx.replacing("2026-11-20", with: "2026-13-20").utf8)),
        (
            "text for a list",
            Array(BillText.spdx.replacing("\"packages\":[", with: "\"packages\":\"\",\"files\":[").utf8)
        ),
        ("zeros", Array(repeating: 0, count: 4_096)),
    ]

    @Test("hostile documents are refused with a reason", arguments: hostile)
    func refused(_ what: String, _ bytes: [UInt8]) {
        let fault = #expect(throws: BillFault.self, "\(what)") { try read(bytes) }
        #expect(fault?.message.isEmpty == false)
        #expect((fault?.places.count ?? 0) <= BillFault.placeLimit)
    }

    @Test("components fifty deep are read, each at its place")
    func deep() throws {
        let text =
            #"{"bomFormat":"CycloneDX","specVersion":"1.6","components":["#
            + (0..<50).map { #"{"type":"library","name":"n\#($0)","components":["# }.joined()
            + String(repeating: "]}", count: 50) + "]}"
        let bill = try read(Array(text.utf8))
        #expect(bill.components.count == 50)
        #expect(bill.components.last?.place == "/components/0" + String(repeating: "/components/0", count: 49))
    }
}
