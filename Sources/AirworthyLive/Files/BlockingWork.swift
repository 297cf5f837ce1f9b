import Dispatch
import Synchronization

/// Runs system calls that block away from the cooperative pool, which has one thread a core and must never wait.
enum BlockingWork {
    /// Whether the task that asked has been cancelled; long work looks at it between two system calls.
    final class Cancellation: Sendable {
        private let flag = Atomic(false)

        var isCancelled: Bool { flag.load(ordering: .relaxed) }

        fileprivate func cancel() { flag.store(true, ordering: .relaxed) }
    }

    /// Performs `body` on a thread that may block, and hands back what it returned or threw.
    static func run<Value: Sendable, Failure: Error>(
        _ body: @escaping @Sendable (Cancellation) throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        let cancellation = Cancellation()
        let result: Result<Value, Failure> = await withTaskCancellationHandler {
            // On such a thread already: to hand the work to another, and back, would take longer than most of it.
            if BlockingThreads.isCurrent {
                return Result { () throws(Failure) in try body(cancellation) }
            }
            return await withCheckedContinuation { continuation in
                BlockingThreads.perform {
                    continuation.resume(returning: Result { () throws(Failure) in try body(cancellation) })
                }
            }
        } onCancel: {
            cancellation.cancel()
        }
        return try result.get()
    }
}
