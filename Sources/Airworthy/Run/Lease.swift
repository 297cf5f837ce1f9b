public import Trust

/// The right to change one environment. Looking needs none.
public protocol Lease: Sendable {
    /// Returns once the lease is held; asked again while it is, returns the same token.
    /// - Throws: `lease-held`, by whom; `lease-broken`, `lease-unwritable`.
    func hold() async throws(Obstacle) -> FencingToken

    /// - Throws: `stale-fencing-token` when somebody else has been granted the lease since.
    func check(_ token: FencingToken) async throws(Obstacle)
}
