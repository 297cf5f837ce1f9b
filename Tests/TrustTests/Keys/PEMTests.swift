import AirworthyTesting
import Testing
import Trust

@Suite("PEM")
struct PEMTests {
    @Test("what is written is read back, at every length of line", arguments: [1, 47, 48, 49, 96, 1_000])
    func roundTrip(count: Int) throws {
        let der = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
        let text = PEM.text("THING", der)
        #expect(text.split(separator: "\n").allSatisfy { $0.utf8.count <= 64 })
        #expect(try PEM.blocks(in: Array(text.utf8)) == [PEMBlock(label: "THING", der: der)])
        let windows = "Bag Attributes\r\n\r\n" + text.replacing("\n", with: "\r\n") + "\r\ntrailer"
        #expect(try PEM.blocks(in: Array(windows.utf8)) == [PEMBlock(label: "THING", der: der)])
    }

    @Test("headers are kept apart from the body")
    func headers() throws {
        let text = PEM.text("THING", [1, 2, 3]).replacing("THING-----\nAQ", with: "THING-----\nA-B: c d\nE: f\n\nAQ")
        let block = try #require(try PEM.blocks(in: Array(text.utf8)).first)
        #expect(block == PEMBlock(label: "THING", headers: ["A-B": "c d", "E": "f"], der: [1, 2, 3]))
    }

    @Test("text without a block is no block, and for the caller to refuse")
    func nothing() throws {
        #expect(try PEM.blocks(in: []).isEmpty)
        #expect(try PEM.blocks(in: Array("-----BEGIN -----\n----BEGIN X-----".utf8)).isEmpty)
    }

    @Test(
        "a block that is not whole is refused",
        arguments: [
            "-----BEGIN A-----\nAQID\n",
            "-----BEGIN A-----\nAQID\n-----END B-----\n",
            "-----BEGIN A-----\nAQID\n-----BEGIN A-----\nAQID\n-----END A-----\n",
            "-----END A-----\n",
            "-----BEGIN A-----\n-----END A-----\n",
            "-----BEGIN A-----\nAQI\n-----END A-----\n",
            "-----BEGIN A-----\nAQIE=\n-----END A-----\n",
            "-----BEGIN A-----\nAR==\n-----END A-----\n",
            "-----BEGIN A-----\nX: 1\nX: 2\n\nAQID\n-----END A-----\n",
        ])
    func refused(text: String) {
        #expect(refusalCode { try PEM.blocks(in: Array(text.utf8)) } == "pem-unreadable")
    }

    @Test("size and number of blocks are bounded")
    func bounds() {
        let flood = [UInt8](repeating: UInt8(ascii: "\n"), count: PEM.maximumBytes + 1)
        #expect(refusalCode { try PEM.blocks(in: flood) } == "pem-too-large")
        let many = String(repeating: PEM.text("A", [0]), count: PEM.maximumBlocks + 1)
        #expect(refusalCode { try PEM.blocks(in: Array(many.utf8)) } == "pem-too-large")
    }
}
