import Synchronization

/// Keeps a whole body in memory, up to a limit.
final class BodyBuffer: BodySink {
    private struct State {
        var bytes: [UInt8] = []
        var overflowed = false
    }

    private let limit: Int
    private let state = Mutex(State())

    init(limit: Int) {
        self.limit = limit
    }

    func receive(_ bytes: UnsafeRawBufferPointer) -> Bool {
        state.withLock { state in
            guard state.bytes.count + bytes.count <= limit else {
                state.overflowed = true
                return false
            }
            state.bytes.append(contentsOf: bytes)
            return true
        }
    }

    /// Nil when there was more than the limit.
    var bytes: [UInt8]? {
        state.withLock { $0.overflowed ? nil : $0.bytes }
    }
}
