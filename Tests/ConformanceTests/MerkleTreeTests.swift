import AirworthyTesting
import Testing

@testable import Trust

/// transparency-dev/merkle: inclusion and consistency proofs, right ones and every way they have been got wrong.
@Suite("Merkle proofs")
struct MerkleTreeTests {
    @Test("every inclusion proof is judged as the vector says")
    func inclusion() throws {
        guard let folder = Fixtures.folder("26-tlog/merkle/inclusion", cases: 98) else { return }
        var tally = (right: 0, wrong: 0)
        for file in try folder.allFiles(suffix: ".json") {
            let vector = try ProofVector(try folder.bytes(file), name: file)
            let root = MerkleTree.root(
                leafHash: vector.hash("leafHash"), index: vector.number("leafIdx"), size: vector.number("treeSize"),
                proof: vector.proof)
            #expect((root == vector.hash("root")) == !vector.mustFail, "\(file)")
            if vector.mustFail { tally.wrong += 1 } else { tally.right += 1 }
        }
        print("Merkle inclusion: \(tally.right) right, \(tally.wrong) wrong")
        #expect(tally.right >= 3 && tally.wrong >= 40)
    }

    /// Proofs about a part of a tree are of a draft for other logs (Merkle Tree Certificates); no log of Sigstore's makes
    /// any, and nothing here reads them.
    private static let unread: Set = ["subtreeinclusion", "subtreeconsistency"]

    @Test("the vectors are run, but for proofs about a part of a tree, which nobody here reads")
    func folders() throws {
        guard let folder = Fixtures.folder("26-tlog/merkle", cases: 1) else { return }
        let files = try folder.allFiles(suffix: ".json")
        let folders = Dictionary(grouping: files) { $0.split(separator: "/").first.map(String.init) ?? "" }
        #expect(Set(folders.keys).subtracting(Self.unread) == ["inclusion", "consistency"])
        for name in Self.unread.sorted() { print("Merkle \(name): \(folders[name]?.count ?? 0) not run") }
    }

    @Test("every consistency proof is judged as the vector says")
    func consistency() throws {
        guard let folder = Fixtures.folder("26-tlog/merkle/consistency", cases: 98) else { return }
        var tally = (right: 0, wrong: 0)
        for file in try folder.allFiles(suffix: ".json") {
            let vector = try ProofVector(try folder.bytes(file), name: file)
            let holds = ConsistencyProof.holds(
                first: vector.number("size1"), firstRoot: vector.hash("root1"), second: vector.number("size2"),
                secondRoot: vector.hash("root2"), proof: vector.proof)
            // That every tree begins with the empty one shows nothing, so it is refused where the vectors let it pass.
            let isVacuous = vector.number("size1") == 0
            #expect(holds == (!vector.mustFail && !isVacuous), "\(file)")
            if vector.mustFail { tally.wrong += 1 } else { tally.right += 1 }
        }
        print("Merkle consistency: \(tally.right) right, \(tally.wrong) wrong")
        #expect(tally.right >= 3 && tally.wrong >= 40)
    }
}

/// Numbers are unsigned in the vectors and may be the largest there is; hashes are base 64.
private struct ProofVector {
    private let root: JSONValue

    init(_ bytes: [UInt8], name: String) throws {
        root = try JSONDocument(bytes, name: name).root
    }

    var mustFail: Bool { root["wantErr"]?.bool ?? false }
    var proof: [[UInt8]] { root["proof"]?.elements.map { Base64.decode($0.string ?? "") ?? [] } ?? [] }

    func number(_ name: String) -> UInt64 {
        root[name].flatMap { UInt64(String(decoding: $0.sourceBytes, as: UTF8.self)) } ?? 0
    }

    func hash(_ name: String) -> [UInt8] { root[name]?.string.flatMap { Base64.decode($0) } ?? [] }
}
