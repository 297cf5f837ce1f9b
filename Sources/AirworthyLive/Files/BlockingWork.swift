import Synchronization

/// Runs system calls that block away from the cooperative pool, which has one thread a core and must never wait.
enum BlockingWork {
    /// Whether the task that asked has been cancelled; long work looks at it between two system calls.
    final class Cancellation: Sendable {
        private let flag = Atomic(false)

        var isCancelled: Bool { flag.load(ordering: .relaxed) }

        fileprivate func cancel() { flag.store(true, ordering: .relaxed) }
    }

    /// What is done once, and let go of before anybody is told: a lock or a file that it holds is then theirs to give back.
    private final class Deed<Value, Failure: Error>: Sendable {
        typealias Body = @Sendable (Cancellation) throws(Failure) -> Value

        private let body: Mutex<Body?>

        init(_ body: @escaping Body) {
            self.body = Mutex(body)
        }

        func perform(_ cancellation: Cancellation) -> Result<Value, Failure> {
            guard let body = body.withLock({ $0.take() }) else { preconditionFailure("a deed is done once") }
            return Result { () throws(Failure) in try body(cancellation) }
        }
    }

    /// Performs `body` on a thread that may block, and hands back what it returned or threw.
    static func run<Value: Sendable, Failure: Error>(
        _ body: @escaping @Sendable (Cancellation) throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        let cancellation = Cancellation()
        let result: Result<Value, Failure> = await withTaskCancellationHandler {
            // On such a thread already: to hand the work to another, and back, would take longer than most of it.
            if BlockingThreads.isCurrent {
                return Result { () throws(Failure) in
                    try BlockingThreads.shared.blocking { () throws(Failure) in try body(cancellation) }
                }
            }
            let deed = Deed(body)
            return await withCheckedContinuation { continuation in
                BlockingThreads.shared.perform { continuation.resume(returning: deed.perform(cancellation)) }
            }
        } onCancel: {
            cancellation.cancel()
        }
        return try result.get()
    }
}
