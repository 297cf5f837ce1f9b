public import Trust

/// One thing that happened to a run, as its journal tells it.
public enum JournalEvent: Sendable, Hashable {
    /// The first record.
    /// - seed: what the waits between attempts are drawn from.
    case began(run: String, JournalInputs, seed: UInt64, at: Instant)
    /// The run was taken up again, in another process.
    /// - reasons: why earlier results do not count; empty when they do.
    case resumed(JournalInputs, reasons: [String], at: Instant)
    /// The environment's lease was granted.
    case leased(FencingToken, at: Instant)
    /// An attempt begins.
    /// - effect: nil for one that only looks.
    case intent(unit: String, attempt: Int, EffectIntent?)
    /// An attempt ended, or was ended.
    /// - inputs: what it read of the project.
    case result(unit: String, Attempt, inputs: [TracedInput])
    /// Another attempt follows after this wait.
    case retry(unit: String, attempt: Int, wait: Duration)
    /// The steps are done with, and what was done is undone.
    case undoing(Undoing)
    /// Every unit has settled.
    case ended(cleared: Bool, at: Instant)
    /// The ledger has the run's statement: the hash of its entry. A ledger that does not have it any more was put back.
    case recorded(entry: Digest)
}

extension JournalEvent {
    /// How an attempt ended, as far as a journal keeps it: a record has bounds (``JournalChain``), and what would go past them
    /// is left out. What it rested on is then looked at again when the run is taken up.
    static func result(of unit: String, _ attempt: Attempt, reading inputs: [TracedInput]) -> JournalEvent {
        let contents = attempt.outcome.evidence.reduce(0) { $0 + ($1.content?.count ?? 0) }
        guard contents > mostContent || inputs.count > mostInputs else {
            return .result(unit: unit, attempt, inputs: inputs)
        }
        let kept =
            contents > mostContent
            ? Attempt(number: attempt.number, outcome: attempt.outcome.withoutContents, elapsed: attempt.elapsed)
            : attempt
        return .result(unit: unit, kept, inputs: [TracedInput(.unkept, unit, nil)])
    }

    /// In base 64 a third more, beside what findings say.
    private static let mostContent = 32 << 20
    /// Each is four nodes of JSON, and three names.
    private static let mostInputs = 100_000

    /// The event's canonical JSON.
    var bytes: [UInt8] {
        CanonicalWriter.bytes(reserving: 512) { json in
            json.object { write(to: &$0) }
        }
    }

    private func write(to json: inout CanonicalWriter) {
        switch self {
        case .began(let run, let inputs, let seed, let instant):
            json.member("at", instant.rfc3339)
            json.member("event", "began")
            json.name("inputs")
            inputs.write(to: &json)
            json.member("run", run)
            json.member("seed", String(seed))
        case .resumed(let inputs, let reasons, let instant):
            json.member("at", instant.rfc3339)
            json.member("event", "resumed")
            json.name("inputs")
            inputs.write(to: &json)
            json.member("reasons", reasons)
        case .leased(let token, let instant):
            json.member("at", instant.rfc3339)
            json.member("event", "leased")
            json.member("token", token.number)
        case .intent(let unit, let attempt, let effect):
            json.member("attempt", attempt)
            json.member("event", "intent")
            if let effect {
                json.member("key", effect.key)
                json.member("token", effect.token.number)
                if effect.isUndoable { json.member("undoable", "yes") }
                json.member("undoes", effect.undoes)
            }
            json.member("unit", unit)
        case .result(let unit, let attempt, let inputs):
            json.member("attempt", attempt.number)
            json.member("event", "result")
            if !inputs.isEmpty {
                json.name("inputs")
                json.array { array in
                    for input in inputs { input.write(to: &array) }
                }
            }
            json.member("milliseconds", attempt.elapsed.milliseconds)
            json.name("outcome")
            attempt.outcome.writeJournal(to: &json)
            json.member("unit", unit)
        case .retry(let unit, let attempt, let wait):
            json.member("attempt", attempt)
            json.member("event", "retry")
            json.member("milliseconds", wait.milliseconds)
            json.member("unit", unit)
        case .undoing(let undoing):
            json.member("event", "undoing")
            if case .everything(let reason) = undoing { json.member("reason", reason) }
        case .ended(let cleared, let instant):
            json.member("at", instant.rfc3339)
            json.member("cleared", cleared ? "yes" : "no")
            json.member("event", "ended")
        case .recorded(let entry):
            json.member("entry", entry.description)
            json.member("event", "recorded")
        }
    }
}

extension JournalEvent {
    /// Nil for anything but what ``bytes`` writes.
    init?(_ json: JSONValue) {
        func instant() -> Instant? { (json["at"]?.string).flatMap { Instant(rfc3339: $0) } }
        func number(_ key: String) -> Int? { (json[key]?.integer).map { Int($0) } }
        let unit = json["unit"]?.string
        let attempt = number("attempt")
        switch json["event"]?.string {
        case "began":
            guard let run = json["run"]?.string, let inputs = json["inputs"].flatMap({ JournalInputs($0) }),
                let seed = (json["seed"]?.string).flatMap({ UInt64($0) }), let instant = instant()
            else { return nil }
            self = .began(run: run, inputs, seed: seed, at: instant)
        case "resumed":
            guard let inputs = json["inputs"].flatMap({ JournalInputs($0) }), let instant = instant() else {
                return nil
            }
            self = .resumed(inputs, reasons: json["reasons"]?.elements.compactMap(\.string) ?? [], at: instant)
        case "leased":
            guard let token = number("token"), let instant = instant() else { return nil }
            self = .leased(FencingToken(token), at: instant)
        case "intent":
            guard let unit, let attempt else { return nil }
            let effect: EffectIntent? =
                if let key = json["key"]?.string, let token = number("token") {
                    EffectIntent(
                        key: key, token: FencingToken(token), undoes: json["undoes"]?.string,
                        isUndoable: json["undoable"]?.string == "yes")
                } else { nil }
            self = .intent(unit: unit, attempt: attempt, effect)
        case "result":
            guard let unit, let attempt, let milliseconds = number("milliseconds"),
                let outcome = json["outcome"].flatMap({ Outcome(journal: $0) })
            else { return nil }
            self = .result(
                unit: unit, Attempt(number: attempt, outcome: outcome, elapsed: .milliseconds(milliseconds)),
                inputs: json["inputs"]?.elements.compactMap { TracedInput($0) } ?? [])
        case "retry":
            guard let unit, let attempt, let milliseconds = number("milliseconds") else { return nil }
            self = .retry(unit: unit, attempt: attempt, wait: .milliseconds(milliseconds))
        case "undoing":
            self = .undoing(json["reason"]?.string.map { .everything(because: $0) } ?? .always)
        case "ended":
            guard let cleared = json["cleared"]?.string, let instant = instant() else { return nil }
            self = .ended(cleared: cleared == "yes", at: instant)
        case "recorded":
            guard let entry = (json["entry"]?.string).flatMap({ Digest($0) }) else { return nil }
            self = .recorded(entry: entry)
        default: return nil
        }
    }
}
