import Airworthy
import AirworthyLive
import AirworthyTesting
import Foundation
import Testing
import Trust

@Suite("threads that may block", .timeLimit(.minutes(10)))
struct BlockingThreadsTests {
    let directory: TemporaryDirectory
    let files: LiveFiles

    init() throws {
        directory = try TemporaryDirectory()
        files = LiveFiles(root: directory.path)
        try directory.write("hello", to: "plain.txt")
    }

    @Test("a task that prefers them reads, and is refused, as any other is")
    func same() async throws {
        let files = files
        let read = Task(executorPreference: BlockingThreads.shared) { try await files.read("plain.txt", limit: 5) }
        #expect(try await read.value == Array("hello".utf8))
        let refused = Task(executorPreference: BlockingThreads.shared) { try await files.read("plain.txt", limit: 4) }
        let error = await #expect(throws: Obstacle.self) { try await refused.value }
        #expect(error?.diagnostic.code == "file-too-large")
    }

    @Test("a long read there ends with its task")
    func cancellation() async throws {
        try directory.write("", to: "huge")
        // Sparse: a terabyte that takes no room, and hours to hash.
        #expect(truncate(directory.path("huge"), 1 << 40) == 0)
        let files = files
        let measured = Task(executorPreference: BlockingThreads.shared) { try await files.measure("huge", .sha256) }
        try await Task.sleep(for: .milliseconds(20))
        measured.cancel()
        let error = await #expect(throws: Obstacle.self) { try await measured.value }
        #expect(error?.diagnostic.message.contains("interrupted") == true)
    }

    @Test("many tasks there at once all come to an end")
    func many() async throws {
        let files = files
        let tasks = (0..<200).map { _ in
            Task(executorPreference: BlockingThreads.shared) { try await files.measure("plain.txt", .sha256)?.size }
        }
        for task in tasks { #expect(try await task.value == 5) }
    }
}
