import Trust

/// How old a signed document may be, by the time it says of itself.
struct AgeLimit: Sendable, Hashable {
    enum Objection: Sendable, Hashable {
        case stale(String)
        case madeLater(String)
    }

    let maxAge: Duration

    /// Clocks of builders and of gates differ by a little, and a document made a moment ago is not from the future.
    private static let clockTolerance = Duration.seconds(300)

    func objection(to made: Instant, at instant: Instant) -> Objection? {
        let age = instant.since(made)
        if age > maxAge { return .stale("made at \(made), \(age.text) ago, more than \(maxAge.text)") }
        return age < .zero - Self.clockTolerance ? .madeLater("made at \(made), after \(instant)") : nil
    }
}
