public import Trust

/// A variable's value from the command line: `--var name=value`.
public struct GivenVariable: Sendable, Hashable {
    public let name: String
    /// What its type makes of it is found when the plan is made.
    public let text: String

    /// - Parameter argument: `name=value`; the value may hold further `=`.
    /// - Throws: `bad-variable`.
    public init(argument: String) throws(InputError) {
        let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty else {
            throw InputError(
                "bad-variable", "`--var \(Excerpt.of(argument))` gives no variable a value",
                remedy: "write `--var name=value`")
        }
        name = String(parts[0])
        text = String(parts[1])
    }

    var location: Location { .field(of: "the command line's", "--var \(Excerpt.of(name))") }
}
