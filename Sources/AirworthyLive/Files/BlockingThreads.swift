import Dispatch

/// Threads that may block, beside the cooperative pool. A task that prefers them makes its system calls where it is.
public final class BlockingThreads: TaskExecutor {
    public static let shared = BlockingThreads()

    private static let key = DispatchSpecificKey<Bool>()
    private static let queue = {
        let queue = DispatchQueue(label: "airworthy.blocking", attributes: .concurrent)
        queue.setSpecific(key: key, value: true)
        return queue
    }()

    private init() {}

    public func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        Self.queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }

    static func perform(_ work: @escaping @Sendable () -> Void) {
        queue.async(execute: work)
    }

    /// Whether the caller runs on one of them.
    static var isCurrent: Bool { DispatchQueue.getSpecific(key: key) == true }
}
