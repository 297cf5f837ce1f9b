public import Trust

/// What a journal comes to: a run as far as it got.
public struct JournalledRun: Sendable {
    struct Trace: Sendable {
        var attempts: [Attempt] = []
        /// What the last attempt read.
        var inputs: [TracedInput] = []
        /// An attempt began, and nothing is known of its end.
        var isOpen = false
        var isEffect = false
        /// Done under a checklist, release or policy that has changed since.
        var isStale = false
        /// Its undoing began, and has not succeeded.
        var isDisturbed = false
        /// How often it has been undone.
        var rounds = 0
        /// The action it undoes.
        var undoes: String?
    }

    public private(set) var id = ""
    /// What the waits between attempts are drawn from.
    public private(set) var seed: UInt64 = 0
    /// What the latest part of the run was judged by.
    public private(set) var inputs: JournalInputs
    /// The highest token of a lease it was ever granted.
    public private(set) var token: FencingToken?
    public private(set) var hasEnded = false
    /// Hashes of the ledger's entries about it, oldest first.
    public private(set) var entries: [Digest] = []
    /// Whether its latest part has one.
    public private(set) var isRecorded = false
    private(set) var units: [String: Trace] = [:]
    private(set) var registered: [String] = []
    private(set) var undoing: Undoing?

    /// - Throws: `journal-broken` when the journal does not begin as one must.
    public init(_ text: JournalText) throws(Obstacle) {
        guard case .began(let run, let inputs, let seed, _)? = text.events.first else {
            throw Obstacle(
                "journal-broken", "record 1 of the journal does not begin a run",
                remedy: "restore the journal from a copy, or begin a new run")
        }
        id = run
        self.inputs = inputs
        self.seed = seed
        for event in text.events.dropFirst() { take(event) }
    }

    private mutating func take(_ event: JournalEvent) {
        switch event {
        case .began, .retry: break
        case .resumed(let inputs, let reasons, _):
            self.inputs = inputs
            hasEnded = false
            isRecorded = false
            if !reasons.isEmpty { forget() }
        case .leased(let token, _): self.token = max(token, self.token ?? token)
        case .intent(let unit, _, let effect): begin(unit, effect)
        case .result(let unit, let attempt, let inputs): end(unit, attempt, inputs)
        case .undoing(let what): undoing = what
        case .ended:
            undoing = nil
            hasEnded = true
            units = units.filter { $0.value.undoes == nil }
        case .recorded(let entry):
            entries.append(entry)
            isRecorded = true
        }
    }

    private mutating func begin(_ unit: String, _ effect: EffectIntent?) {
        units[unit, default: Trace()].isOpen = true
        guard let effect else { return }
        units[unit]?.isEffect = true
        units[unit]?.undoes = effect.undoes
        if let action = effect.undoes {
            units[action]?.isDisturbed = true
        } else if effect.isUndoable {
            registered.removeAll { $0 == unit }
            registered.append(unit)
        }
    }

    private mutating func end(_ unit: String, _ attempt: Attempt, _ inputs: [TracedInput]) {
        units[unit, default: Trace()].isOpen = false
        units[unit]?.attempts.append(attempt)
        units[unit]?.inputs = inputs
        guard case .passed = attempt.outcome, let action = units[unit]?.undoes else { return }
        registered.removeAll { $0 == action }
        let rounds = units[action]?.rounds ?? 0
        units[action] = Trace(isEffect: true, rounds: rounds + 1)
    }

    /// What was seen under other inputs counts for nothing; what was done was done all the same.
    private mutating func forget() {
        units = units.filter { $0.value.isEffect }
        for unit in units.keys { units[unit]?.isStale = true }
    }
}
