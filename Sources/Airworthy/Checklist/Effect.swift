/// What a step that changes the world says of itself (`effect: true`).
public struct Effect: Sendable, Hashable {
    /// Asks whether the change is there: passed, it is; failed, it is not; anything else, nobody knows. Nil: once it is
    /// unclear whether the change was made, only a person can say.
    public let probe: InnerCheck?
    public let compensation: Compensation?

    public init(probe: InnerCheck?, compensation: Compensation?) {
        self.probe = probe
        self.compensation = compensation
    }
}
