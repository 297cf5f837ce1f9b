public import Airworthy
public import Trust

/// Check contexts for tests.
public enum Contexts {
    /// A context whose world holds nothing.
    public static func empty(release: Release?, trust: TrustPolicy = .nobody) -> CheckContext {
        CheckContext(release: release, trust: trust, instant: Samples.instant, world: .empty)
    }
}

extension World {
    /// No file, no image, no program, no past.
    public static var empty: World {
        World(
            clock: FixedClock(Samples.instant), files: MemoryFiles(), images: MemoryImages(),
            processes: MemoryProcesses(), ledger: MemoryLedger(), http: MemoryHTTP())
    }
}
