public import Trust

/// The runs a ledger holds, believed or not: every entry is verified under the current trust policy before its words
/// count, however long ago it was recorded.
public struct RunHistory: Sendable {
    /// Oldest first.
    public let believed: [Record]
    /// One diagnostic for each entry that is not believed.
    public let refused: [Diagnostic]

    /// A believed run and where it stands.
    public struct Record: Sendable {
        public let entry: LedgerEntry
        public let run: Verified<RunClaim>
    }

    /// - Parameters:
    ///   - instant: keys must be good at this instant.
    ///   - subject: where it is given, runs of other things are passed over unverified: what they say is not asked.
    public init(_ entries: [LedgerEntry], trust: TrustPolicy, at instant: Instant, naming subject: Digest? = nil) {
        var believed: [Record] = []
        var refused: [Diagnostic] = []
        for entry in entries where entry.kind == .run && subject.map(entry.mayName) != false {
            do {
                believed.append(Record(entry: entry, run: try Self.verify(entry, trust, instant)))
            } catch {
                refused.append(error)
            }
        }
        self.believed = believed
        self.refused = refused
    }

    /// What the entry says of a run, where that is believed.
    public static func claim(of entry: LedgerEntry, trust: TrustPolicy, at instant: Instant) -> RunClaim? {
        entry.kind == .run ? try? verify(entry, trust, instant).value : nil
    }

    private static func verify(
        _ entry: LedgerEntry, _ trust: TrustPolicy, _ instant: Instant
    ) throws(Diagnostic) -> Verified<RunClaim> {
        let envelope = try Envelope(entry.envelope)
        let statement: Verified<Statement>
        do {
            statement = try trust.verify(envelope, predicateType: PredicateType.checklistRun, at: instant)
        } catch {
            throw Diagnostic(
                "untrusted-run", "ledger entry \(entry.index) is not signed as runs must be",
                at: .field(of: "ledger entry \(entry.index)", "envelope"),
                remedy: "check who wrote it; run the checklist again with a trusted key",
                notes: error.rejections.map(\.description).array)
        }
        return try statement.map { (statement) throws(Diagnostic) in try RunClaim(statement) }
    }

    /// Believed runs that name `subject`, oldest first.
    public func runs(naming subject: Digest) -> [Verified<RunClaim>] {
        believed.map(\.run).filter { $0.value.subjects.contains(subject) }
    }
}

extension LedgerEntry {
    /// Whether the statement names the subject, by its unverified words; also where it cannot be read, which is for
    /// whoever verifies it to say.
    fileprivate func mayName(_ subject: Digest) -> Bool {
        guard manifest != subject, let envelope = try? Envelope(envelope),
            let statement = try? Statement(payload: envelope.payload, name: "ledger entry \(index)")
        else { return true }
        return statement.names(subject)
    }
}
