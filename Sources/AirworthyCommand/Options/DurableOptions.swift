import Airworthy
import AirworthyLive
import ArgumentParser
import Trust

/// What a run that is remembered, and may change things, can be asked.
struct DurableOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Take up a run that was broken off or did not clear: its name, the beginning of it, or `last`.",
            valueName: "run"))
    var resume: String?

    @Option(
        help: ArgumentHelp(
            "Wait this long for another run that is changing the environment; without, be refused at once.",
            valueName: "duration"))
    var wait: String?

    /// - Returns: nil for a run that is not remembered.
    func begin(_ plan: Plan, for session: RunSession, isRemembered: Bool, quiet: Bool) async throws -> DurableRun? {
        var patience: Duration = .zero
        if let wait {
            guard let duration = Duration(text: wait) else {
                throw InputError("bad-duration", "`--wait \(wait)` is no duration", remedy: "write `90s` or `10m`")
            }
            patience = duration
        }
        guard isRemembered else {
            guard resume == nil else {
                throw InputError(
                    "resume-needs-a-record",
                    "a run with `--at` or `--unsigned` is not remembered, and cannot be resumed",
                    remedy: "leave them out, or leave `--resume` out")
            }
            return nil
        }
        guard let resume else { return try await DurableRun.begin(plan, for: session, patience: patience) }
        let run = try await DurableRun.resume(resume, plan, for: session, patience: patience)
        if !quiet { run.summary.forEach { Console.error(SafeText.line($0)) } }
        return run
    }
}
