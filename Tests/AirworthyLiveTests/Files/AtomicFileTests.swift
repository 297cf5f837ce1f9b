import AirworthyLive
import AirworthyTesting
import Foundation
import Testing
import Trust

@Suite("files written whole or not at all")
struct AtomicFileTests {
    let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private func content(_ name: String) -> String? {
        FileManager.default.contents(atPath: directory.path(name)).map { String(decoding: $0, as: UTF8.self) }
    }

    private func code(_ body: () async throws(Obstacle) -> Void) async -> String? {
        do throws(Obstacle) {
            try await body()
            return nil
        } catch {
            return error.diagnostic.code
        }
    }

    @Test("a file is made, then replaced, and nothing else is left in the directory")
    func replacing() async throws {
        try await AtomicFile.write(Array("one".utf8), to: directory.path("file"))
        #expect(content("file") == "one")
        try await AtomicFile.write(Array("two".utf8), to: directory.path("file"))
        #expect(content("file") == "two")
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path) == ["file"])
    }

    @Test("an existing file is kept when it is to be kept")
    func keeping() async throws {
        let path = directory.path("file")
        try await AtomicFile.write(Array("one".utf8), to: path, existing: .kept)
        let code = await code { () throws(Obstacle) in
            try await AtomicFile.write(Array("two".utf8), to: path, existing: .kept)
        }
        #expect(code == "file-exists")
        #expect(content("file") == "one")
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path) == ["file"])
    }

    @Test("many files are made and replaced together, and nothing else is left", arguments: [1, 3, 100])
    func together(_ count: Int) async throws {
        try await AtomicFile.write(Array("old".utf8), to: directory.path("f0"))
        let files: [(name: String, content: @Sendable () -> [UInt8])] = (0..<count).map { number in
            ("f\(number)", { Array("new \(number)".utf8) })
        }
        try await AtomicFile.write(files, in: directory.path)
        #expect((0..<count).allSatisfy { content("f\($0)") == "new \($0)" })
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path).count == count)
    }

    @Test("where one of many cannot be written, no draft is left behind")
    func togetherRefused() async throws {
        try FileManager.default.createDirectory(atPath: directory.path("taken"), withIntermediateDirectories: false)
        let code = await code { () throws(Obstacle) in
            try await AtomicFile.write([("fine", { [1] }), ("taken", { [2] }), ("last", { [3] })], in: directory.path)
        }
        #expect(code == "file-unwritable")
        let names = try FileManager.default.contentsOfDirectory(atPath: directory.path)
        #expect(names.sorted() == ["last", "taken"])
    }

    @Test(
        "what must be there before them is waited for, and without it none of them gets its name", arguments: [1, 100])
    func once(_ count: Int) async throws {
        let files: [(name: String, content: @Sendable () -> [UInt8])] = (0..<count).map { ("f\($0)", { [1] }) }
        let path = directory.path
        let code = await code { () throws(Obstacle) in
            try await AtomicFile.write(files, in: path) { () throws(Obstacle) in
                throw Obstacle("evidence-unwritable", "the disk is full")
            }
        }
        #expect(code == "evidence-unwritable")
        #expect(try FileManager.default.contentsOfDirectory(atPath: path).isEmpty)
        try await AtomicFile.write(files, in: path) { () throws(Obstacle) in
            let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
            #expect(names.count == count && names.allSatisfy { $0.hasSuffix(".tmp") })
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: path).count == count)
    }

    @Test("a secret's file is nobody else's from its first moment")
    func mode() async throws {
        try await AtomicFile.write([1], to: directory.path("key"), mode: 0o600)
        let attributes = try FileManager.default.attributesOfItem(atPath: directory.path("key"))
        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }

    @Test("a link is replaced itself; what it led to is left alone")
    func link() async throws {
        try directory.write("target", to: "target")
        try FileManager.default.createSymbolicLink(atPath: directory.path("link"), withDestinationPath: "target")
        try await AtomicFile.write(Array("new".utf8), to: directory.path("link"))
        #expect(content("target") == "target")
        #expect(content("link") == "new")
    }

    @Test("what cannot be written leaves no trace", arguments: ["absent/file", "folder", "name\0.txt"])
    func unwritable(name: String) async throws {
        try directory.makeDirectory("folder")
        let code = await code { () throws(Obstacle) in
            try await AtomicFile.write([1], to: directory.path(name))
        }
        #expect(code == "file-unwritable")
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path) == ["folder"])
    }
}
