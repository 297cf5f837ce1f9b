/// Asked for by an attempt, given by the machine: once cancelled, an attempt that is about to act does not.
struct Permission: Sendable {
    private let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    init() {
        (stream, continuation) = AsyncStream.makeStream(of: Void.self)
    }

    func give() { continuation.yield() }

    /// Whether it was given before the waiting task was cancelled.
    func wait() async -> Bool {
        for await _ in stream { return true }
        return false
    }
}
