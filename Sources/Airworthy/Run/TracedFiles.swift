import Synchronization
import Trust

/// Hands every question on, and remembers it with its answer.
final class TracedFiles: FileAccess {
    private let files: any FileAccess
    private let seen = Mutex<[TracedInput]>([])

    init(_ files: any FileAccess) {
        self.files = files
    }

    /// In order of asking, each once.
    var inputs: [TracedInput] {
        var known: Set<TracedInput> = []
        return seen.withLock { $0 }.filter { known.insert($0).inserted }
    }

    func read(_ path: String, limit: Int) async throws(Obstacle) -> [UInt8]? {
        let bytes = try await files.read(path, limit: limit)
        note(.content, path, bytes.map { Digest.of($0).description })
        return bytes
    }

    /// What was read is not written down, and what rests on it is asked again by the next part of the run: nothing is
    /// equal to this answer.
    func read(secret path: String, limit: Int) async throws(Obstacle) -> [UInt8]? {
        let bytes = try await files.read(secret: path, limit: limit)
        note(.content, path, "withheld")
        return bytes
    }

    func measure(_ path: String, _ algorithm: DigestAlgorithm) async throws(Obstacle) -> Measurement? {
        let measurement = try await files.measure(path, algorithm)
        note(.content, path, measurement?.digest.description)
        return measurement
    }

    func name(of path: String) -> String { files.name(of: path) }

    func kind(of path: String) async throws(Obstacle) -> FileKind? {
        let kind = try await files.kind(of: path)
        note(.kind, path, TracedInput.answer(kind))
        return kind
    }

    func names(in directory: String, limit: Int) async throws(Obstacle) -> [String]? {
        let names = try await files.names(in: directory, limit: limit)
        note(.names, directory, TracedInput.answer(names))
        return names
    }

    func note(_ question: TracedInput.Question, _ path: String, _ answer: String?) {
        seen.withLock { $0.append(TracedInput(question, path, answer)) }
    }
}
