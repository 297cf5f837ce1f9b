import Airworthy
import AirworthyLive
import Dispatch
import Glibc
import Trust

/// Cancels a task when the person presses Ctrl-C, the terminal goes away, or the job is told to stop: programs that steps
/// have started are then ended, where the system would leave them running.
enum Interruption {
    /// - Parameter interrupted: what to say then.
    /// - Throws: exit 130 when it was interrupted: whatever it produced then must not be used.
    static func guarding<Value: Sendable>(
        _ interrupted: Diagnostic, _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        guard let value = try await uninterrupted(body) else { throw CommandFailure(.interrupted, [interrupted]) }
        return value
    }

    private static func uninterrupted<Value: Sendable>(
        _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value? {
        let task = Task(executorPreference: BlockingThreads.shared) { try await body() }
        let sources = [SIGINT, SIGTERM, SIGHUP].filter { !isIgnored($0) }.map { number in
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
        } catch let failure as CommandFailure where failure.status == .interrupted {
            throw failure
        } catch  where task.isCancelled || error is CancellationError {
            // Whatever stood in the way, the interruption put it there.
            return nil
        }
    }

    /// Whether whoever started us wants the signal to do nothing, as `nohup` does.
    private static func isIgnored(_ number: Int32) -> Bool {
        var action = sigaction()
        return sigaction(number, nil, &action) == 0
            && unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
                == unsafeBitCast(SIG_IGN, to: Int.self)
    }
}
