import Synchronization

/// The threads of one client, each begun when it is first needed: one for quick answers, which share its connections, and
/// two for bodies that are hashed as they come. Hashing takes a thread longer than receiving does, and what a small answer
/// needs would stand behind it.
final class CurlLoops: Sendable {
    private struct State {
        var quick: CurlLoop?
        var laborious: [CurlLoop] = []
        /// Laborious transfers handed out so far.
        var turns = 0
    }

    private static let width = 2

    private let state = Mutex(State())

    deinit {
        state.withLock { state in
            state.quick?.close()
            for loop in state.laborious { loop.close() }
        }
    }

    func loop(for sink: any BodySink) -> CurlLoop {
        state.withLock { state in
            guard sink.isLaborious else {
                let loop = state.quick ?? CurlLoop()
                state.quick = loop
                return loop
            }
            defer { state.turns += 1 }
            let turn = state.turns % Self.width
            if turn == state.laborious.count { state.laborious.append(CurlLoop()) }
            return state.laborious[turn]
        }
    }
}
