/// Something remarkable about how a unit came to its status, told in every format.
///
/// A new one is one line of ``all``: the formats read nothing else.
public struct UnitMark: Sendable {
    /// One lower-case word; permanent, like a code.
    public let word: String
    /// One lower-case clause.
    public let meaning: String
    let holds: @Sendable (ReportedUnit) -> Bool

    public static let all = [
        UnitMark(word: "flaky", meaning: "passed, but not at the first attempt") {
            $0.outcome == "passed" && $0.attempts.count > 1
        },
        UnitMark(word: "ending", meaning: "rests on a waiver that ends soon") { $0.waiverEndsSoon },
    ]
}
