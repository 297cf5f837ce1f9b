import Trust

/// What lets a run change the world: its journal, which outlives the process, and the lease of its environment. A run
/// without performs no action.
public struct Durability: Sendable {
    /// Environment variables of every program that makes a change, undoes it or asks about it.
    public static let runVariable = "AIRWORTHY_RUN"
    public static let keyVariable = "AIRWORTHY_IDEMPOTENCY_KEY"
    public static let tokenVariable = "AIRWORTHY_FENCING_TOKEN"

    public let run: String
    /// What the waits between attempts are drawn from; in the journal's first record.
    public let seed: UInt64
    public let journal: any Journal
    public let lease: any Lease
    /// Process ids of programs that an earlier part of the run started for the effect with that key, and that still
    /// run; nil where nobody can look.
    public let survivors: @Sendable (_ key: String) async -> [Int32]?

    public init(
        run: String, seed: UInt64, journal: any Journal, lease: any Lease,
        survivors: @escaping @Sendable (_ key: String) async -> [Int32]?
    ) {
        self.run = run
        self.seed = seed
        self.journal = journal
        self.lease = lease
        self.survivors = survivors
    }

    /// Names one change: the same for every try, another once it has been undone.
    func key(of unit: String, round: Int) -> String {
        let identity: JSON = [
            "run": .string(run), "unit": .string(unit), "round": .integer(Int64(round)),
        ]
        return String(Digest.of(identity.canonicalBytes()).hex.prefix(32))
    }
}
