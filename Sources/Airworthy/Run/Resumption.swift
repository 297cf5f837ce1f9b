/// What an earlier part of a run leaves for the next: per unit, by its position in the plan.
public struct Resumption: Sendable, Hashable {
    public enum Disposition: Sendable, Hashable {
        /// Its result stands.
        case reuse(UnitRecord)
        /// It runs again, for this reason; the attempts so far are kept on record.
        case again(String, attempts: [Attempt])
        /// An action of which nobody knows whether it was done, for this reason: it is asked about before anything
        /// else.
        case ambiguous(String, attempts: [Attempt])
    }

    /// Units that are not listed have not run.
    public let units: [Int: Disposition]
    /// Actions whose undoing was registered and has not succeeded, oldest first.
    public let registered: [Int]
    /// How often an action has been undone: a new round is a change of its own.
    public let rounds: [Int: Int]
    /// What was being undone when the run was broken off; nil when nothing was.
    public let undoing: Undoing?

    public init(
        units: [Int: Disposition], registered: [Int] = [], rounds: [Int: Int] = [:], undoing: Undoing? = nil
    ) {
        self.units = units
        self.registered = registered
        self.rounds = rounds
        self.undoing = undoing
    }

    public static let none = Resumption(units: [:])
}
