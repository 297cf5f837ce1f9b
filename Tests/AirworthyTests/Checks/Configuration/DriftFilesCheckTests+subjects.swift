import Airworthy
import AirworthyTesting
import Testing
import Trust

@Suite("drift-files: one subject after another")
struct DriftFilesSubjectTests {
    private static let released: String = "limits: {basket: 50}\n"
    private static let shop: Subject = .config(
        Config(
            file: BoundFile(path: "shop.yaml", digest: .of(Array(released.utf8)), location: .path("release.yaml")),
            revision: nil))

    @Test("a config is what the release says it is")
    func config() async throws {
        let files = MemoryFiles(texts: ["shop.yaml": Self.released])
        #expect(try await examine("{}", Self.shop, files).isPass)
        files.write("limits: {basket: 51}\n", to: "shop.yaml")
        #expect(try await examine("{}", Self.shop, files).codes == [.drifted])
        files.remove("shop.yaml")
        #expect(try await examine("{}", Self.shop, files).codes == [.missing])
    }

    @Test("a live document is compared with the config the release ships, which must be that one")
    func liveConfig() async throws {
        let files = MemoryFiles(texts: ["shop.yaml": Self.released, "live.json": "{\"limits\": {\"basket\": 50}}"])
        #expect(try await examine("live: live.json", Self.shop, files).isPass)
        files.write("{\"limits\": {\"basket\": 9}}", to: "live.json")
        #expect(try await examine("live: live.json", Self.shop, files).codes == [.drifted])
        files.write("limits: {basket: 9}\n", to: "shop.yaml")
        #expect(try await examine("live: live.json", Self.shop, files).codes == [.desiredAltered])
    }

    @Test("an item is a path, with its digest or with paths made from it")
    func items() async throws {
        let files = MemoryFiles(texts: ["etc/a": "1", "want/etc/a": "1"])
        let digest = Digest.of(Array("1".utf8))
        let other = Digest.of(Array("2".utf8))
        #expect(try await examine("{}", .item("etc/a@\(digest)"), files).isPass)
        #expect(try await examine("{}", .item("etc/a@\(other)"), files).codes == [.drifted])
        #expect(try await examine("sha256: \(digest)", .item("etc/a"), files).isPass)
        #expect(try await examine("desired: want/etc/a", .item("etc/a"), files).isPass)
        #expect(try await examine("desired: want/etc/a\nlive: etc/a", .item("etc/a"), files).isPass)
    }

    @Test(
        "a subject that decides nothing, or decides twice, is an obstacle",
        arguments: [
            ("desired: b\nlive: c", Subject.item("a")), ("desired: a", .item("a")), ("{}", .item("a")),
            ("sha256: sha256:\(String(repeating: "0", count: 64))", Self.shop),
            (
                "sha256: sha256:\(String(repeating: "0", count: 64))",
                .item("a@sha256:\(String(repeating: "0", count: 64))")
            ),
        ])
    func ambiguous(arguments: String, subject: Subject) async throws {
        let files = MemoryFiles(texts: ["a": "1", "b": "1", "c": "1", "shop.yaml": Self.released])
        let error = await #expect(throws: Obstacle.self) { try await examine(arguments, subject, files) }
        #expect(error?.diagnostic.code == "drift-sides")
    }

    private func examine(
        _ arguments: String, _ subject: Subject, _ files: MemoryFiles
    ) async throws -> Answer<DriftFilesCode> {
        try await DriftFilesCheck.reading(arguments).examine(subject, in: .alone(files: files))
    }
}
