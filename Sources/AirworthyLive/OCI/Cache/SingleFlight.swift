import Synchronization

/// Lets one task ask and the others wait for what it finds: five checks of one image are one question.
final class SingleFlight: Sendable {
    private struct Waiter {
        let number: Int
        let continuation: CheckedContinuation<Void, Never>
    }

    private struct State {
        /// Who waits for which question; an entry, empty or not, while somebody asks it.
        var waiting: [ImageQuestion: [Waiter]] = [:]
        var count = 0
    }

    private let state = Mutex(State())

    /// Asks when nobody else does, or else waits until they have.
    ///
    /// - Returns: what `ask` found; nil after having waited: look again at what is known by now, and ask if it is not.
    func ask<Value, Failure: Error>(
        _ question: ImageQuestion, _ ask: () async throws(Failure) -> Value
    ) async throws(Failure) -> Value? {
        let isOurs = state.withLock { state in
            guard state.waiting[question] == nil else { return false }
            state.waiting[question] = []
            return true
        }
        guard isOurs else {
            await wait(for: question)
            return nil
        }
        defer {
            let waiters = state.withLock { $0.waiting.removeValue(forKey: question) ?? [] }
            for waiter in waiters { waiter.continuation.resume() }
        }
        return try await ask()
    }

    /// Ends early when cancelled: whoever asks may be at it for long.
    private func wait(for question: ImageQuestion) async {
        let number = state.withLock { state in
            state.count += 1
            return state.count
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let mustWait = state.withLock { state in
                    guard !Task.isCancelled, state.waiting[question] != nil else { return false }
                    state.waiting[question]?.append(Waiter(number: number, continuation: continuation))
                    return true
                }
                if !mustWait { continuation.resume() }
            }
        } onCancel: {
            let waiter = state.withLock { state -> Waiter? in
                guard let index = state.waiting[question]?.firstIndex(where: { $0.number == number }) else {
                    return nil
                }
                return state.waiting[question]?.remove(at: index)
            }
            waiter?.continuation.resume()
        }
    }
}
