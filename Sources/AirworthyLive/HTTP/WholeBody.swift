import Synchronization

/// The body of an answer, whatever its status, up to a limit: what is beyond is not transferred.
final class WholeBody: BodySink {
    private struct State {
        var bytes: [UInt8] = []
        var isCut = false
    }

    private let limit: Int
    private let state = Mutex(State())

    init(limit: Int) {
        self.limit = limit
    }

    var takesEveryAnswer: Bool { true }

    func receive(_ bytes: UnsafeRawBufferPointer) -> Bool {
        state.withLock { state in
            let kept = bytes.prefix(limit - state.bytes.count)
            state.bytes.append(contentsOf: kept)
            state.isCut = kept.count < bytes.count
            return !state.isCut
        }
    }

    func beginAgain() { state.withLock { $0 = State() } }

    /// The beginning, and whether there was more.
    var contents: (bytes: [UInt8], isCut: Bool) { state.withLock { ($0.bytes, $0.isCut) } }
}
