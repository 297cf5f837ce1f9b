/// A difference that an ``IgnoreRule`` may excuse.
protocol ExcusableDifference: Sendable {
    /// Where it is, in the words of a rule's `path`.
    var place: String { get }
    var excuse: IgnoreRule.Reach { get }
}
