import Airworthy
import AirworthyLive
import Glibc
import Trust

/// One record at a time put on the device by a run's journal, beside the bare `write(2)` and `fdatasync(2)` that it takes.
///
///     Synchronisation DIRECTORY
///
/// Prints the median microseconds of each, as JSON. The two take turns, one record each: a device is now fast, now slow,
/// and for both alike.
@main
enum Synchronisation {
    private static let rounds = 1_000

    static func main() async throws {
        guard let directory = CommandLine.arguments.dropFirst().first else {
            print("Synchronisation DIRECTORY")
            exit(2)
        }
        try await withTaskExecutorPreference(BlockingThreads.shared) { try await measure(in: directory) }
    }

    private static func measure(in directory: String) async throws {
        let journal = try await JournalFile.begin(at: "\(directory)/journal.jsonl")
        let bare = open("\(directory)/bare", O_WRONLY | O_CREAT | O_EXCL | O_APPEND, 0o644)
        precondition(bare >= 0, "no file beside the journal")
        var ours: [Duration] = []
        var theirs: [Duration] = []
        for number in 1...rounds {
            let event = JournalEvent.intent(unit: "step-\(number)", attempt: 1, nil)
            var chain = JournalChain()
            let record = chain.add(event)
            let began = ContinuousClock.now
            try journal.append(event)
            try await journal.synchronize()
            let between = ContinuousClock.now
            guard write(bare, record, record.count) == record.count, fdatasync(bare) == 0 else {
                preconditionFailure("the bare file takes no more")
            }
            theirs.append(between.duration(to: .now))
            ours.append(began.duration(to: between))
        }
        print(#"{"journal": \#(median(ours)), "bare": \#(median(theirs))}"#)
    }

    private static func median(_ durations: [Duration]) -> Double {
        durations.sorted()[durations.count / 2] / .microseconds(1)
    }
}
