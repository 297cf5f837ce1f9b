import Airworthy
import AirworthyLive
import AirworthyTesting
import Foundation
import Testing
import Trust

@Suite("files on this machine", .timeLimit(.minutes(10)))
struct LiveFilesTests {
    let directory: TemporaryDirectory
    let files: LiveFiles

    init() throws {
        directory = try TemporaryDirectory()
        files = LiveFiles(root: directory.path)
        try directory.write("hello", to: "plain.txt")
        try directory.write("", to: "empty")
        try directory.write("#!/bin/sh\n", to: "tool")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: directory.path("tool"))
        try directory.write("inside", to: "folder/inner.txt")
        for (link, target) in [("link", "plain.txt"), ("dangling", "nowhere"), ("loop", "loop"), ("away", "/dev/zero")]
        {
            try FileManager.default.createSymbolicLink(atPath: directory.path(link), withDestinationPath: target)
        }
        #expect(mkfifo(directory.path("pipe"), 0o600) == 0)
    }

    private func code(_ body: () async throws(Obstacle) -> Void) async -> String? {
        do throws(Obstacle) {
            try await body()
            return nil
        } catch {
            return error.diagnostic.code
        }
    }

    @Test("a file is read by relative and by absolute path, through the user's own links")
    func reading() async throws {
        for path in ["plain.txt", directory.path("plain.txt"), "folder/../plain.txt", "link"] {
            #expect(try await files.read(path, limit: 5) == Array("hello".utf8))
        }
        #expect(try await files.read("empty", limit: 0) == [])
    }

    @Test(
        "what is not there is nil, not an obstacle",
        arguments: ["absent", "absent/deeper", "plain.txt/deeper", "dangling"])
    func absence(path: String) async throws {
        #expect(try await files.read(path, limit: 5) == nil)
        #expect(try await files.measure(path, .sha256) == nil)
    }

    @Test(
        "what is not a regular file is refused at once",
        arguments: ["pipe", "folder", "/dev/zero", "away", "loop", "plain\0.txt", "/dev/tty"])
    func irregular(path: String) async {
        #expect(await code { () throws(Obstacle) in _ = try await files.read(path, limit: 5) } == "file-unreadable")
        #expect(await code { () throws(Obstacle) in _ = try await files.measure(path, .sha256) } == "file-unreadable")
    }

    @Test("one byte past the limit is too large")
    func limit() async {
        #expect(
            await code { () throws(Obstacle) in _ = try await files.read("plain.txt", limit: 4) } == "file-too-large")
        #expect(
            await code { () throws(Obstacle) in _ = try await files.read("/proc/self/maps", limit: 4) }
                == "file-too-large")
    }

    @Test("size and digest are those of the content", arguments: [DigestAlgorithm.sha256, .sha384, .sha512])
    func measuring(algorithm: DigestAlgorithm) async throws {
        let content = (0..<700_001).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        try directory.write(content, to: "large")
        let measurement = try await files.measure("large", algorithm)
        #expect(measurement == Measurement(size: 700_001, digest: Digest.of(content, algorithm)))
    }

    @Test("a cancelled measurement is an obstacle")
    func cancelled() async throws {
        try directory.write([UInt8](repeating: 1, count: 4 << 20), to: "large")
        let task = Task { [files] in
            withUnsafeCurrentTask { $0?.cancel() }
            return try await files.measure("large", .sha256)
        }
        await #expect(throws: Obstacle.self) { try await task.value }
    }

    @Test(
        "kinds are told without following links",
        arguments: [
            ("plain.txt", FileKind.file(executable: false)), ("tool", .file(executable: true)), ("folder", .directory),
            ("link", .link(target: "plain.txt")), ("dangling", .link(target: "nowhere")), ("pipe", .other),
            ("/dev/null", .other), ("absent", nil), ("plain.txt/deeper", nil),
        ] as [(String, FileKind?)])
    func kinds(path: String, kind: FileKind?) async throws {
        #expect(try await files.kind(of: path) == kind)
    }

    @Test("names are sorted by bytes and bounded")
    func names() async throws {
        for name in ["b", "a", "B", "é", ".hidden"] { try directory.write("", to: "listing/\(name)") }
        #expect(try await files.names(in: "listing", limit: 5) == [".hidden", "B", "a", "b", "é"])
        #expect(try await files.names(in: "absent", limit: 5) == nil)
        #expect(
            await code { () throws(Obstacle) in _ = try await files.names(in: "listing", limit: 4) } == "file-too-many")
        #expect(
            await code { () throws(Obstacle) in _ = try await files.names(in: "plain.txt", limit: 4) }
                == "file-unreadable")
    }

    @Test("the clock tells a time after this was written")
    func clock() {
        #expect(SystemClock().now() > Instant(seconds: 1_700_000_000))
    }
}
