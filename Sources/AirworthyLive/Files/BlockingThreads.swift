import Dispatch
import Glibc
import Synchronization

/// The threads a command works on, and may block: a task that prefers them makes its system calls where it is.
///
/// As many are at work as there are processors, and more where all of those are in a system call: whatever a file's
/// server or a device does, there is one to notice that time is up. A command that has one thing to do has one thread,
/// the main one.
public final class BlockingThreads: TaskExecutor {
    public static let shared = BlockingThreads()

    private enum Work {
        case job(UnownedJob)
        case block(@Sendable () -> Void)
    }

    private struct State {
        var waiting: [Work] = []
        /// Where `waiting` begins: what is before it has been taken.
        var next = 0
        /// All but the idle ones.
        var working = 0
        /// Those of them that are in a system call.
        var blocked = 0
        var idle = 0

        /// Whether one at work may go on to the next: not one too many, begun while others were blocked.
        var mayGoOn: Bool { working <= max(processors, blocked + 1) }
        var needsMore: Bool { next < waiting.count && (working < processors || working == blocked) }

        mutating func take() -> Work? {
            guard next < waiting.count else { return nil }
            defer {
                next += 1
                // Half of it is gone: to move the rest costs no more than was taken.
                if next * 2 >= waiting.count {
                    waiting.removeFirst(next)
                    next = 0
                }
            }
            return waiting[next]
        }
    }

    /// What a thread is asked to do when there is more work than threads at it.
    private enum Reinforcement {
        case none, wake, begin
    }

    private static let processors = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    private static let membership = {
        var key = pthread_key_t()
        let status = pthread_key_create(&key, nil)
        precondition(status == 0, "the system has no room to mark a thread with")
        return key
    }()

    private let state = Mutex(State())
    private let arrivals = DispatchSemaphore(value: 0)

    private init() {}

    /// Whether the caller runs on one of them.
    static var isCurrent: Bool { pthread_getspecific(membership) != nil }

    /// Makes the calling thread the first of them, with this to begin with.
    public func serve(_ command: @escaping @Sendable () async -> Never) -> Never {
        // As if all were busy: the first job is this thread's own.
        state.withLock { $0.working += Self.processors }
        Task(executorPreference: self) { await command() }
        state.withLock { $0.working -= Self.processors - 1 }
        work()
    }

    public func enqueue(_ job: consuming ExecutorJob) {
        add(.job(UnownedJob(job)))
    }

    /// Performs what may block, on whichever of them is free.
    public func perform(_ work: @escaping @Sendable () -> Void) {
        add(.block(work))
    }

    /// Performs on this thread what may block.
    func blocking<Value, Failure: Error>(_ body: () throws(Failure) -> Value) throws(Failure) -> Value {
        reinforce(
            state.withLock { state in
                state.blocked += 1
                return Self.reinforcement(&state)
            })
        defer { state.withLock { $0.blocked -= 1 } }
        return try body()
    }

    private func add(_ work: Work) {
        reinforce(
            state.withLock { state in
                state.waiting.append(work)
                return Self.reinforcement(&state)
            })
    }

    /// Whoever is woken or begun counts as working at once, so that nobody else is for the same.
    private static func reinforcement(_ state: inout State) -> Reinforcement {
        guard state.needsMore else { return .none }
        state.working += 1
        guard state.idle > 0 else { return .begin }
        state.idle -= 1
        return .wake
    }

    private func reinforce(_ reinforcement: Reinforcement) {
        switch reinforcement {
        case .none: break
        case .wake: arrivals.signal()
        case .begin: LoopThread.begin(named: "airworthy-work") { self.work() }
        }
    }

    private func work() -> Never {
        pthread_setspecific(Self.membership, UnsafeRawPointer(Unmanaged.passUnretained(self).toOpaque()))
        while true {
            let work = state.withLock { state -> Work? in
                if state.mayGoOn, let work = state.take() { return work }
                state.working -= 1
                state.idle += 1
                return nil
            }
            switch work {
            case .job(let job): job.runSynchronously(on: asUnownedTaskExecutor())
            case .block(let body): blocking(body)
            case nil: arrivals.wait()
            }
        }
    }
}
