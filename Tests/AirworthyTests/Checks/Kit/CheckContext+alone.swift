import Airworthy
import AirworthyTesting
import Trust

extension CheckContext {
    /// A context in which everything not given is empty.
    static func alone(
        release: Release? = nil, files: MemoryFiles = MemoryFiles(), processes: MemoryProcesses = MemoryProcesses(),
        http: MemoryHTTP = MemoryHTTP(), at instant: Instant = Instant(seconds: 1_795_269_600)
    ) -> CheckContext {
        CheckContext(
            release: release, trust: .nobody, instant: instant,
            world: World(
                clock: FixedClock(instant), files: files, images: MemoryImages(), processes: processes,
                ledger: MemoryLedger(), http: http))
    }
}
