import Airworthy
import Dispatch
import Glibc
import Synchronization

/// A program that was started and has not been waited for: until then its number, and that of its group, is nobody else's.
final class RunningProgram: Sendable {
    /// What may happen to it, for ``ProgramLoop``.
    enum Event: UInt64 {
        case output, errors, ending
    }

    private struct State: ~Copyable {
        var output: KeptOutput
        var errors: KeptOutput
        /// Readable once the program has ended (pidfd_open(2)); nil once it has been waited for.
        var ending: FileDescriptor?
        var waiting: CheckedContinuation<CommandResult?, Never>?

        var isReaped: Bool { mutating get { ending?.raw == nil } }
    }

    private let process: pid_t
    private let state: Mutex<State>

    init(
        _ process: pid_t, ending: consuming FileDescriptor, output: consuming KeptOutput, errors: consuming KeptOutput
    ) {
        self.process = process
        state = Mutex(State(output: output, errors: errors, ending: ending))
    }

    /// How it ended and what it said, when it has ended and its group is gone. Cancellation only makes the end come sooner.
    ///
    /// - Parameter grace: from the TERM that a cancelled program gets to the KILL that follows.
    /// - Returns: nil where somebody else has waited for it: how it ended is not known then.
    func result(grace: Duration) async -> CommandResult? {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                state.withLock { $0.waiting = continuation }
                ProgramLoop.shared.watch(self)
            }
        } onCancel: {
            stop(after: grace)
        }
    }

    private func stop(after grace: Duration) {
        signal(SIGTERM)
        DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(grace.milliseconds)) {
            self.signal(SIGKILL)
        }
    }

    private func signal(_ number: Int32) {
        state.withLock { state in
            if !state.isReaped { kill(-process, number) }
        }
    }

    // MARK: - On the loop's thread

    /// Hands what can be waited for to `body`.
    ///
    /// - Returns: whether it took all of it.
    func forEachSource(_ body: (Event, Int32) -> Bool) -> Bool {
        state.withLock { state in
            for (event, end) in [
                (Event.output, state.output.source), (.errors, state.errors.source), (.ending, state.ending?.raw),
            ] {
                if let end, !body(event, end) { return false }
            }
            return true
        }
    }

    /// Ends it where nobody can watch it. How it would have ended is not known then.
    func abandon() {
        let waiting = state.withLock { state -> CheckedContinuation<CommandResult?, Never>? in
            guard !state.isReaped else { return nil }
            kill(-process, SIGKILL)
            _ = reap(&state)
            defer { state.waiting = nil }
            return state.waiting
        }
        waiting?.resume(returning: nil)
    }

    /// - Parameters:
    ///   - buffer: to read through.
    ///   - forget: called for each source before it is closed.
    /// - Returns: what the program came to, for ``Finished/resume()``; nil while it goes on.
    func handle(
        _ event: Event, through buffer: UnsafeMutableRawBufferPointer, forget: (Int32) -> Void
    ) -> Finished? {
        state.withLock { state in
            // Never all there is: a program that floods one stream must not keep the loop from the others.
            let some = 16 * buffer.count
            switch event {
            case .output: state.output.take(atMost: some, through: buffer, forget: forget)
            case .errors: state.errors.take(atMost: some, through: buffer, forget: forget)
            case .ending: return state.isReaped ? nil : finish(&state, buffer, forget)
            }
            return nil
        }
    }

    /// The moment matters: until the program is waited for, its number cannot be given to anyone else, so the signal can
    /// only reach what it left behind.
    private func finish(
        _ state: inout State, _ buffer: UnsafeMutableRawBufferPointer, _ forget: (Int32) -> Void
    ) -> Finished {
        kill(-process, SIGKILL)
        // What the program itself wrote is in the pipes, which hold no more than this. Anything later is a stranger's that
        // still has them open.
        state.output.take(atMost: Pipe.capacity, through: buffer, forget: forget)
        state.errors.take(atMost: Pipe.capacity, through: buffer, forget: forget)
        // A program that another thread is just starting still has all of ours open: closing alone would not end the waiting.
        state.output.close(forget)
        state.errors.close(forget)
        if let ending = state.ending?.raw { forget(ending) }
        let result = reap(&state).map { status in
            CommandResult(
                ending: Self.ending(status), output: state.output.bytes, errors: state.errors.bytes,
                truncated: state.output.truncated || state.errors.truncated)
        }
        defer { state.waiting = nil }
        return Finished(waiting: state.waiting, result: result)
    }

    /// - Returns: nil where somebody else has waited for it.
    private func reap(_ state: inout State) -> Int32? {
        var status: Int32 = 0
        var reaped = waitpid(process, &status, 0)
        while reaped < 0, errno == EINTR { reaped = waitpid(process, &status, 0) }
        state.ending = nil
        return reaped == process ? status : nil
    }

    /// As wait(2) encodes it.
    private static func ending(_ status: Int32) -> CommandResult.Ending {
        let signal = status & 0x7f
        return signal == 0 ? .exited((status >> 8) & 0xff) : .signalled(signal)
    }

    struct Finished {
        fileprivate let waiting: CheckedContinuation<CommandResult?, Never>?
        fileprivate let result: CommandResult?

        func resume() { waiting?.resume(returning: result) }
    }
}
