import Dispatch
import Glibc

/// Cancels a task when the person presses Ctrl-C or the job is told to stop.
enum Interruption {
    /// - Returns: the task's value, or nil when it was interrupted: whatever it produced then must not be used.
    static func guarding<Value: Sendable>(
        _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value? {
        let task = Task { try await body() }
        let sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { task.cancel() }
            source.resume()
            return source
        }
        defer { sources.forEach { $0.cancel() } }
        do {
            let value = try await task.value
            return task.isCancelled ? nil : value
        } catch is CancellationError {
            return nil
        }
    }
}
