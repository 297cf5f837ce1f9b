import Subprocess

/// The first bytes of a stream; the rest is read and dropped, so that the writer never waits for us.
struct KeptOutput: Sendable {
    private(set) var bytes: [UInt8] = []
    /// More was written than kept.
    private(set) var truncated = false

    /// A pipe holds no more than this unread (pipe(7), default capacity): what the child itself wrote comes out within
    /// as many bytes after its end, and anything later is a stranger's that still has the pipe open.
    private static let pipeCapacity = 64 << 10

    static func read(
        _ stream: SubprocessOutputSequence, limit: Int, until exit: ChildExit
    ) async throws -> KeptOutput {
        var kept = KeptOutput()
        var late = 0
        var pieces = stream.makeAsyncIterator()
        while late < pipeCapacity {
            let isLate = exit.hasHappened
            guard let piece = try await pieces.next() else { break }
            if isLate { late += piece.count }
            piece.withUnsafeBytes { kept.append($0, limit: limit) }
        }
        return kept
    }

    private mutating func append(_ piece: UnsafeRawBufferPointer, limit: Int) {
        let room = max(0, limit - bytes.count)
        bytes.append(contentsOf: piece.prefix(room))
        if piece.count > room { truncated = true }
    }
}
