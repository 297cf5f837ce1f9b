import Synchronization

/// Whether an attempt, and every attempt it had to wait for, has ended. A stopped one may still be at work: what it changes
/// must not mix with what the next one does, nor come after what undoes it.
final class AttemptEnd: Sendable {
    private let isReached = Atomic(false)
    private let before: [AttemptEnd]
    private static let step: Duration = .milliseconds(10)

    init(after before: [AttemptEnd]) {
        self.before = before
    }

    func reach() { isReached.store(true, ordering: .releasing) }

    var isOver: Bool { isReached.load(ordering: .acquiring) && before.allSatisfy(\.isOver) }

    /// Waits until all of `ends` are over, within `time` and no longer than the waiting task lives: awaiting the
    /// task itself would be for ever, where it ignores its cancellation.
    /// - Returns: whether they are over.
    static func wait(for ends: [AttemptEnd], within time: AttemptTime) async -> Bool {
        while !ends.allSatisfy(\.isOver) {
            guard time.remaining() > .zero, !Task.isCancelled else { return false }
            try? await Task.sleep(for: step)
        }
        return true
    }
}
