/// Who may sign what, at which time. Pure data and pure functions; the file is read by the loader in `Airworthy`.
public struct TrustPolicy: Sendable {
    /// Raised on every revocation; part of every cache key.
    public let epoch: Int

    public init(epoch: Int) { self.epoch = epoch }
}
