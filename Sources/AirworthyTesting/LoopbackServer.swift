import Foundation
import Synchronization

/// An HTTP server on 127.0.0.1 that answers as badly as a test wants. One request a connection, plain sockets, no
/// library between the test and the bytes.
public final class LoopbackServer: Sendable {
    public typealias Handler = @Sendable (LoopbackRequest) -> LoopbackReply

    /// `127.0.0.1:port`.
    public let authority: String
    private let listener: ListeningSocket
    private let handler: Handler
    private let log = Mutex<[LoopbackRequest]>([])

    public init(_ handler: @escaping Handler) throws {
        self.handler = handler
        listener = try ListeningSocket()
        authority = listener.authority
        Thread.detachNewThread { [listener, weak self] in
            while let connection = listener.accept() {
                guard let self else { return _ = close(connection) }
                Thread.detachNewThread { self.serve(connection) }
            }
        }
    }

    deinit { listener.end() }

    /// Every request so far, in the order they were understood.
    public var requests: [LoopbackRequest] { log.withLock { $0 } }

    private func serve(_ connection: Int32) {
        defer { close(connection) }
        guard let request = LoopbackRequest(readingFrom: connection) else { return }
        log.withLock { $0.append(request) }
        handler(request).send(to: connection, withBody: request.method != "HEAD")
    }
}
