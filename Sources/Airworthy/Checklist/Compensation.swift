/// What undoes an action. It is registered before the action begins, so it may also run where nothing was done, and
/// again after a crash: it must be safe to repeat.
public struct Compensation: Sendable, Hashable {
    public enum Occasion: String, Sendable, Hashable, CaseIterable {
        /// When the run does not clear, however it ends.
        case failure
        /// Whatever the run comes to: a fault injected on a game day.
        case always
    }

    public let check: InnerCheck
    public let after: Occasion

    public init(check: InnerCheck, after: Occasion) {
        self.check = check
        self.after = after
    }
}
