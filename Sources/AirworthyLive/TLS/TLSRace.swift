import Airworthy
import Dispatch
import Synchronization
import Trust

/// A handshake against the clock and against cancellation: whichever ends first is the answer.
final class TLSRace: Sendable {
    typealias Ending = Result<TLSHandshake, Obstacle>

    private struct State {
        var continuation: CheckedContinuation<Ending, Never>?
        /// Set when it ended before anybody waited.
        var early: Ending?
        var isOver = false
    }

    private let state = Mutex(State())

    var isOver: Bool { state.withLock { $0.isOver } }

    func begin(_ continuation: CheckedContinuation<Ending, Never>, within timeout: Duration) {
        let early = state.withLock { state -> Ending? in
            if state.isOver { return state.early }
            state.continuation = continuation
            return nil
        }
        if let early {
            continuation.resume(returning: early)
            return
        }
        let milliseconds = Int(timeout / .milliseconds(1))
        DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(milliseconds)) { [weak self] in
            self?.finish(.failure(Self.late(timeout)))
        }
    }

    /// Only the first counts.
    func finish(_ ending: Ending) {
        let waiting = state.withLock { state -> CheckedContinuation<Ending, Never>? in
            guard !state.isOver else { return nil }
            state.isOver = true
            if state.continuation == nil { state.early = ending }
            return state.continuation.take()
        }
        waiting?.resume(returning: ending)
    }

    private static func late(_ timeout: Duration) -> Obstacle {
        Obstacle(
            "tls-timeout", "no handshake within \(timeout.text)", remedy: "check the endpoint, or raise `timeout`")
    }
}
