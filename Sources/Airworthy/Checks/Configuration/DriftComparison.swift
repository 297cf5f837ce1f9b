import Trust

/// What looking at two sides came to.
enum DriftComparison: Sendable {
    /// Both sides were seen; exceptions are still to be applied.
    case compared([Difference], NonEmpty<Evidence>)
    /// Nothing an exception could change: a side is absent, unreadable or not the released one.
    case decided(Answer<DriftFilesCode>)
}
