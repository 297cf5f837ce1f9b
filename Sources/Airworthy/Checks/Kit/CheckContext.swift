public import Trust

/// What a check may use besides its arguments.
public struct CheckContext: Sendable {
    /// What every check of a run is given alike: counted once, where each attempt has a context of its own.
    private final class Basis: Sendable {
        let release: Release?
        let trust: TrustPolicy
        let instant: Instant

        init(_ release: Release?, _ trust: TrustPolicy, _ instant: Instant) {
            self.release = release
            self.trust = trust
            self.instant = instant
        }
    }

    private let basis: Basis
    public private(set) var world: World

    /// Nil when a check is asked for ad hoc, without a release.
    public var release: Release? { basis.release }
    public var trust: TrustPolicy { basis.trust }
    /// The instant everything is judged at. Checks never read the clock.
    public var instant: Instant { basis.instant }

    public init(release: Release?, trust: TrustPolicy, instant: Instant, world: World) {
        basis = Basis(release, trust, instant)
        self.world = world
    }

    /// The same but for what is outside.
    func within(_ world: World) -> CheckContext {
        var context = self
        context.world = world
        return context
    }

    /// - Throws: `no-release` when the check was asked for without one.
    public func requireRelease() throws(Obstacle) -> Release {
        guard let release else {
            throw Obstacle(
                "no-release", "this check judges a release, and none was given", remedy: "name one with `-r`")
        }
        return release
    }
}
