import AirworthyLive
import AirworthyTesting
import Foundation
import Testing
import Trust

@Suite("Where an output goes")
struct OutputPlaceTests {
    let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private func code(_ path: String) -> String? {
        do throws(InputError) {
            _ = try OutputPlace(path)
            return nil
        } catch {
            return error.diagnostics.first.code
        }
    }

    private func content(_ name: String) -> String? {
        FileManager.default.contents(atPath: directory.path(name)).map { String(decoding: $0, as: UTF8.self) }
    }

    @Test("a file is replaced where a link leads, and the link stays")
    func link() async throws {
        try directory.write("old", to: "deep/target.json")
        try FileManager.default.createSymbolicLink(
            atPath: directory.path("link.json"), withDestinationPath: "deep/target.json")
        try await OutputPlace(directory.path("link.json")).write(Array("new".utf8))
        #expect(content("deep/target.json") == "new")
        #expect(
            try FileManager.default.destinationOfSymbolicLink(atPath: directory.path("link.json")) == "deep/target.json"
        )
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path("deep")) == ["target.json"])
    }

    @Test("a pipe stays one, and its reader gets everything; without a reader it is refused, and nobody waits")
    func pipe() async throws {
        let path = directory.path("pipe")
        #expect(mkfifo(path, 0o600) == 0)
        let place = try OutputPlace(path)
        do {
            try await place.write([1])
            Issue.record("a pipe that nobody reads was written to")
        } catch {
            #expect(error.diagnostic.code == "file-unwritable")
            #expect(error.diagnostic.remedy?.contains("reader") == true)
        }
        let reader = open(path, O_RDONLY | O_NONBLOCK)
        defer { close(reader) }
        try await place.write(Array("report".utf8))
        var bytes = [UInt8](repeating: 0, count: 64)
        #expect(read(reader, &bytes, bytes.count) == 6)
        #expect(bytes.prefix(6).elementsEqual("report".utf8))
        var status = stat()
        #expect(lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO)
        // Whoever went away had what it wanted.
        let gone = open(path, O_RDONLY | O_NONBLOCK)
        close(gone)
    }

    @Test("what cannot be written to is refused before anything runs")
    func refused() throws {
        try directory.makeDirectory("folder")
        try FileManager.default.createSymbolicLink(
            atPath: directory.path("dangling"), withDestinationPath: "nowhere")
        #expect(code(directory.path("folder")) == "output-unwritable")
        #expect(code(directory.path("dangling")) == "output-unwritable")
        #expect(code(directory.path("absent/report.json")) == "no-directory")
        try directory.write("", to: "file")
        #expect(code(directory.path("file/report.json")) == "output-unwritable")
        #expect(code(directory.path("report.json")) == nil)
    }

    @Test("one place by two names is one, and what is replaced or lies below is told")
    func identity() throws {
        try directory.write("key", to: "keys/gate.pem")
        try FileManager.default.createSymbolicLink(atPath: directory.path("other"), withDestinationPath: "keys")
        let place = try OutputPlace(directory.path("other/gate.pem"))
        #expect(place.real == directory.path("keys/gate.pem"))
        #expect(place.replaces(directory.path("keys/gate.pem")))
        #expect(!place.replaces(directory.path("keys")))
        #expect(place.isBelow(directory.path("other")) && place.isBelow(directory.path("keys")))
        #expect(!place.isBelow(directory.path("key")))
        #expect(try OutputPlace(directory.path("other/new.json")).real == directory.path("keys/new.json"))
    }
}
