public import Trust

/// What a check may use besides its arguments.
public struct CheckContext: Sendable {
    /// Nil when a check is asked for ad hoc, without a release.
    public let release: Release?
    public let trust: TrustPolicy
    /// The instant everything is judged at. Checks never read the clock.
    public let instant: Instant
    public let world: World

    public init(release: Release?, trust: TrustPolicy, instant: Instant, world: World) {
        self.release = release
        self.trust = trust
        self.instant = instant
        self.world = world
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
