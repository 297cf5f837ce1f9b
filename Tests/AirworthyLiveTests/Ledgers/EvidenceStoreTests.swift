import AirworthyLive
import AirworthyTesting
import Foundation
import Testing
import Trust

@Suite("evidence kept by digest", .timeLimit(.minutes(10)))
struct EvidenceStoreTests {
    let directory: TemporaryDirectory
    let store: EvidenceStore

    init() throws {
        directory = try TemporaryDirectory()
        store = EvidenceStore(directory: directory.path("work/evidence"))
    }

    private func path(_ digest: Digest) -> String {
        directory.path("work/evidence/sha256/\(digest.hex.prefix(2))/\(digest.hex)")
    }

    private func overwrite(_ digest: Digest, _ bytes: [UInt8]) throws {
        try FileManager.default.removeItem(atPath: path(digest))
        try Data(bytes).write(to: URL(fileURLWithPath: path(digest)))
    }

    @Test("what was stored is read back by its digest, and lies where it is said to lie")
    func roundTrip() async throws {
        let items: [[UInt8]] = [[], [1], Array("two".utf8), [1]]
        let digests = try await store.store(items)
        #expect(digests == items.map { Digest.of($0) })
        for (item, digest) in zip(items, digests) {
            #expect(try await store.read(digest, limit: 100) == item)
            #expect(FileManager.default.fileExists(atPath: path(digest)))
        }
        #expect(try await store.read(Digest.of([9]), limit: 100) == nil)
    }

    @Test("a stored item that was altered is never handed out")
    func altered() async throws {
        let digest = try await store.store([[1, 2, 3]])[0]
        try overwrite(digest, [1, 2, 4])
        let obstacle = await #expect(throws: Obstacle.self) { try await store.read(digest, limit: 100) }
        #expect(obstacle?.diagnostic.code == "evidence-corrupt")
    }

    @Test(
        "a torn item is replaced when the same evidence is stored again",
        arguments: [[], [1, 2], [1, 2, 3, 4]] as [[UInt8]])
    func torn(content: [UInt8]) async throws {
        let digest = try await store.store([[1, 2, 3]])[0]
        try overwrite(digest, content)
        try await store.store([[1, 2, 3]])
        #expect(try await store.read(digest, limit: 100) == [1, 2, 3])
    }

    @Test("a link in place of an item is not followed")
    func link() async throws {
        let digest = try await store.store([[1, 2, 3]])[0]
        try directory.write([1, 2, 3], to: "elsewhere")
        try FileManager.default.removeItem(atPath: path(digest))
        try FileManager.default.createSymbolicLink(
            atPath: path(digest), withDestinationPath: directory.path("elsewhere"))
        let obstacle = await #expect(throws: Obstacle.self) { try await store.read(digest, limit: 100) }
        #expect(obstacle?.diagnostic.code == "evidence-unreadable")
    }

    @Test("an item past the limit is an obstacle, and so is a place that cannot be written to")
    func refused() async throws {
        let digest = try await store.store([[1, 2, 3]])[0]
        let large = await #expect(throws: Obstacle.self) { try await store.read(digest, limit: 2) }
        #expect(large?.diagnostic.code == "file-too-large")
        try directory.write("in the way", to: "file")
        let blocked = EvidenceStore(directory: directory.path("file"))
        let obstacle = await #expect(throws: Obstacle.self) { try await blocked.store([[1]]) }
        #expect(obstacle?.diagnostic.code == "evidence-unwritable")
    }

    @Test("storing the same from several tasks at once leaves one whole item")
    func concurrent() async throws {
        let items = (0..<40).map { [UInt8](repeating: $0, count: 1_000) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 { group.addTask { [store] in try await store.store(items) } }
            try await group.waitForAll()
        }
        for item in items { #expect(try await store.read(Digest.of(item), limit: 1_000) == item) }
    }

    @Test("few items and many are stored whole", arguments: [1_000, 64])
    func many(count: Int) async throws {
        let items = (0..<count).map { Array("item \($0)".utf8) }
        let digests = try await store.store(items)
        for (item, digest) in zip(items, digests).prefix(20) {
            #expect(try await store.read(digest, limit: 100) == item)
        }
        #expect(Set(digests).count == count)
    }
}
