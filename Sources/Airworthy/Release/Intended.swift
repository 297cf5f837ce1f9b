/// What the release says it will change: the allow-lists that the drift checks hold both ways. A change nobody declared
/// fails, and so does a declared change that is not there.
public struct Intended: Sendable, Hashable {
    public let terraform: [IntendedPlanChange]
    public let kubernetes: [IntendedObjectChange]

    /// A release that declares no change.
    public static let nothing = Intended(terraform: [], kubernetes: [])

    public init(terraform: [IntendedPlanChange], kubernetes: [IntendedObjectChange]) {
        self.terraform = terraform
        self.kubernetes = kubernetes
    }
}
