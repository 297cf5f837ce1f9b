public import Airworthy
import Synchronization
public import Trust

/// A lease in memory: granted at once, unless it is arranged otherwise.
public final class MemoryLease: Lease {
    private let token: FencingToken
    private let refusal: Obstacle?
    private let isStale: Atomic<Bool>

    /// - Parameter refusal: what asking for it throws.
    public init(token: Int = 1, refusal: Obstacle? = nil) {
        self.token = FencingToken(token)
        self.refusal = refusal
        isStale = Atomic(false)
    }

    /// From now on somebody else has it.
    public func takeAway() { isStale.store(true, ordering: .relaxed) }

    public func hold() async throws(Obstacle) -> FencingToken {
        if let refusal { throw refusal }
        return token
    }

    public func check(_ token: FencingToken) async throws(Obstacle) {
        if isStale.load(ordering: .relaxed) { throw Obstacle("stale-fencing-token", "somebody else has the lease") }
    }
}
