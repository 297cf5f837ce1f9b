/// How publishers who share a fallback tag keep out of each other's way without a lock between them.
///
/// A tag has no compare-and-set that every registry honours, so two who read the same list and write their own may lose
/// one another's entry. What holds nevertheless: nobody writes later than ``window`` after they read; so whoever still
/// finds their entry that long after writing it has outlived everybody who had not seen it.
struct FallbackTagTiming: Sendable {
    /// From reading the list to the end of writing it; also how long an entry is watched after it was written.
    var window: Duration = .seconds(3)
    /// Times the list is written before giving up.
    var attempts = 40
}
