import Airworthy
import Trust

/// Prints outcomes and turns the worst of them into the exit code.
struct OutcomeOutput {
    let json: Bool

    /// - Throws: `CommandFailure` unless every outcome passed; no outcome at all is undetermined.
    func print(_ outcomes: [Outcome]) throws(CommandFailure) {
        for outcome in outcomes {
            if json {
                Console.raw(Array(PrintableJSON.text(OutcomeJSON.json(outcome)).utf8))
            } else {
                OutcomeText.lines(outcome).forEach { Console.out($0) }
            }
        }
        let statuses = outcomes.map(Self.status)
        guard !statuses.isEmpty else { throw CommandFailure(.undetermined) }
        if statuses.contains(.blocked) { throw CommandFailure(.blocked) }
        if statuses.contains(.undetermined) { throw CommandFailure(.undetermined) }
    }

    private static func status(_ outcome: Outcome) -> ExitStatus {
        switch outcome {
        case .passed: .cleared
        case .failed: .blocked
        case .inconclusive, .errored, .skipped: .undetermined
        }
    }
}
