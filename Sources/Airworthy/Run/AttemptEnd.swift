import Synchronization

/// Whether an attempt, and every attempt at the same unit before it, has ended. A stopped one may still be at work: what
/// it changes must not mix with what the next one does.
final class AttemptEnd: Sendable {
    private let isReached = Atomic(false)
    private let before: AttemptEnd?
    private static let step: Duration = .milliseconds(10)

    init(after before: AttemptEnd?) {
        self.before = before
    }

    func reach() { isReached.store(true, ordering: .releasing) }

    var isOver: Bool {
        var end: AttemptEnd? = self
        while let each = end {
            guard each.isReached.load(ordering: .acquiring) else { return false }
            end = each.before
        }
        return true
    }

    /// Waits until all of them are over, for `limit` at most and no longer than the waiting task lives: awaiting the
    /// task itself would be for ever, where it ignores its cancellation.
    /// - Returns: whether they are over.
    func wait(atMost limit: Duration) async -> Bool {
        var waited: Duration = .zero
        while !isOver {
            guard waited < limit, !Task.isCancelled else { return false }
            try? await Task.sleep(for: Self.step)
            waited += Self.step
        }
        return true
    }
}
