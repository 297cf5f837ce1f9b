import Airworthy
import AirworthyTesting
import Trust

extension CheckContext {
    /// A context in which everything not given is empty.
    static func alone(
        release: Release? = nil, files: MemoryFiles = MemoryFiles(), processes: MemoryProcesses = MemoryProcesses(),
        ledger: MemoryLedger = MemoryLedger(), http: any HTTPAccess = MemoryHTTP(), tls: any TLSAccess = NoNetwork(),
        trust: TrustPolicy = .nobody, at instant: Instant = Instant(seconds: 1_795_269_600)
    ) -> CheckContext {
        CheckContext(
            release: release, trust: trust, instant: instant,
            world: World(
                clock: FixedClock(instant), files: files, images: MemoryImages(), processes: processes,
                ledger: ledger, http: http, tls: tls))
    }
}
