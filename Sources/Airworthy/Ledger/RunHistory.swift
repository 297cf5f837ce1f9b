public import Trust

/// The runs a ledger holds, believed or not: every entry is verified under the current trust policy before its words
/// count, however long ago it was recorded.
public struct RunHistory: Sendable {
    /// Oldest first.
    public let believed: [Record]
    /// Entries that are not believed.
    public let refusals: [Refusal]

    /// One diagnostic for each entry that is not believed.
    public var refused: [Diagnostic] { refusals.map(\.reason) }

    /// A believed run and where it stands.
    public struct Record: Sendable {
        public let entry: LedgerEntry
        public let run: Verified<RunClaim>
    }

    public struct Refusal: Sendable {
        public let entry: LedgerEntry
        public let reason: Diagnostic
        /// What it says all the same, worth nothing as evidence; nil where it cannot be read.
        public var words: RunClaim? { entry.statement.flatMap { try? RunClaim($0) } }
    }

    /// - Parameters:
    ///   - instant: keys must be good at this instant.
    ///   - subject: where it is given, runs of other things are passed over unverified: what they say is not asked.
    public init(_ entries: [LedgerEntry], trust: TrustPolicy, at instant: Instant, naming subject: Digest? = nil) {
        var believed: [Record] = []
        var refusals: [Refusal] = []
        for entry in entries where entry.kind == .run && subject.map(entry.mayName) != false {
            do {
                believed.append(Record(entry: entry, run: try Self.verify(entry, trust, instant)))
            } catch {
                refusals.append(Refusal(entry: entry, reason: error))
            }
        }
        self.believed = believed
        self.refusals = refusals
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

    /// Runs that may have found something against `subject`, and that nobody believes: a key's end does not take back what
    /// it signed against a release. Each stands until the same checklist, or any where it cannot be told which, has run
    /// again.
    public func doubts(of phase: Phase, in environment: String, about subject: Digest) -> [Diagnostic] {
        func isAsked(_ claim: RunClaim) -> Bool {
            claim.phase == phase && claim.environment == environment && claim.mode == .live
                && claim.subjects.contains(subject)
        }
        let counted = believed.filter { isAsked($0.run.value) }
        return refusals.compactMap { refusal in
            let words = refusal.words
            if let words, words.passed || !isAsked(words) { return nil }
            let isSettled = counted.contains { record in
                record.entry.index > refusal.entry.index
                    && words.map { $0.checklist.isExactly(record.run.value.checklist) } != false
            }
            guard !isSettled else { return nil }
            let what = words.map { "says that `\($0.checklist)` did not pass" } ?? "cannot be read"
            return Diagnostic(
                "unbelieved-run", "ledger entry \(refusal.entry.index) \(what), and is not believed",
                at: refusal.reason.location, remedy: "run the \(phase.rawValue) checklist again",
                notes: ["\(refusal.reason.code): \(refusal.reason.message)"] + refusal.reason.notes)
        }
    }

    /// Believed runs that name `subject`, oldest first.
    public func runs(naming subject: Digest) -> [Verified<RunClaim>] {
        believed.map(\.run).filter { $0.value.subjects.contains(subject) }
    }
}

extension LedgerEntry {
    /// What it says, believed or not; nil where it cannot be read.
    fileprivate var statement: Statement? {
        guard let envelope = try? Envelope(envelope) else { return nil }
        return try? Statement(payload: envelope.payload, name: "ledger entry \(index)")
    }

    /// Whether the statement names the subject, by its unverified words; also where it cannot be read, which is for
    /// whoever verifies it to say.
    fileprivate func mayName(_ subject: Digest) -> Bool {
        guard manifest != subject, let statement else { return true }
        return statement.names(subject)
    }
}
