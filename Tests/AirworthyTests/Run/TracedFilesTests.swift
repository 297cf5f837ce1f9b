import AirworthyTesting
import Testing
import Trust

@testable import Airworthy

@Suite("What a check reads is remembered")
struct TracedFilesTests {
    private let files = MemoryFiles(texts: ["a": "content", "token": "hunter2"])

    @Test("content by its digest, which holds as long as the file does")
    func content() async throws {
        let traced = TracedFiles(files)
        _ = try await traced.read("a", limit: 100)
        let input = try #require(traced.inputs.first)
        #expect(input.answer == Digest.of(Array("content".utf8)).description)
        #expect(await input.holds(in: files))
    }

    @Test("a secret by nothing at all, and what rests on it does not stand")
    func secret() async throws {
        let traced = TracedFiles(files)
        #expect(try await traced.read(secret: "token", limit: 100) == Array("hunter2".utf8))
        let input = try #require(traced.inputs.first)
        #expect(input.answer?.contains(Digest.of(Array("hunter2".utf8)).hex) == false)
        #expect(await !input.holds(in: files))
    }
}
