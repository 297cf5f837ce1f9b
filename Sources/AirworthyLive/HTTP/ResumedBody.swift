import Synchronization

/// A body put together from several answers: each goes on where the one before broke off, and whoever receives it sees
/// one body. Whether the pieces belong together is for its digest to say.
final class ResumedBody: BodySink {
    private struct State {
        /// Bytes handed on so far.
        var received: Int64 = 0
        /// Bytes of the present answer that were handed on before: a server that knows no ranges starts again.
        var known: Int64 = 0
    }

    private let sink: any BodySink
    private let state = Mutex(State())

    init(_ sink: any BodySink) {
        self.sink = sink
    }

    var isLaborious: Bool { sink.isLaborious }

    var received: Int64 { state.withLock { $0.received } }

    /// The `Range` to ask for next; nil when nothing has come yet.
    var range: String? {
        let received = received
        return received > 0 ? "bytes=\(received)-" : nil
    }

    func begin(status: Int, contentRange: String?) -> Bool {
        state.withLock { state in
            switch status {
            case 206:
                // Another part than was asked for is a hole in the middle. One that nobody asked for is refused by its
                // status.
                guard state.received == 0 || contentRange?.hasPrefix("bytes \(state.received)-") == true else {
                    return false
                }
                state.known = 0
            default: state.known = state.received
            }
            return true
        }
    }

    func receive(_ bytes: UnsafeRawBufferPointer) -> Bool {
        let skipped = state.withLock { state in
            let skipped = Int(min(state.known, Int64(bytes.count)))
            state.known -= Int64(skipped)
            state.received += Int64(bytes.count - skipped)
            return skipped
        }
        return skipped == bytes.count || sink.receive(UnsafeRawBufferPointer(rebasing: bytes[skipped...]))
    }
}
