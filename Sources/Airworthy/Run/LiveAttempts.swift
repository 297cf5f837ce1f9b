import Synchronization

/// How many attempts have begun and not ended, whether or not anybody still waits for their answer.
final class LiveAttempts: Sendable {
    private let count = Atomic(0)

    func begin() { count.add(1, ordering: .relaxed) }
    func end() { count.subtract(1, ordering: .relaxed) }

    /// Waits until all have ended, or for `limit`: an attempt that ignores its cancellation is not waited for longer.
    func drain(within limit: Duration) async {
        let step: Duration = .milliseconds(20)
        // Detached, because the sleep of a cancelled task returns at once.
        await Task.detached { [self] in
            var waited: Duration = .zero
            while count.load(ordering: .relaxed) > 0, waited < limit {
                try? await Task.sleep(for: step)
                waited += step
            }
        }.value
    }
}
