import Airworthy
import Trust

extension Release {
    /// A release that is nothing but its window: two hours of budget, one of bake, a day of rollback horizon, from
    /// 2026-11-21T14:00:00Z on.
    static var withWindow: Release {
        Release(
            id: "2026.11.21-1", environment: "production", sequence: 1, previous: nil,
            window: ReleaseWindow(
                start: Instant(seconds: 1_795_269_600), budget: .seconds(7_200), bake: .seconds(3_600),
                rollbackHorizon: .seconds(86_400)),
            services: [], migrations: [], flags: [], configs: [], requires: [], manifestDigest: .of([]),
            source: "release.yaml")
    }
}
