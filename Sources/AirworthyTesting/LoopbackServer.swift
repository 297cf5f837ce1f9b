import Foundation
import Synchronization

/// An HTTP server on 127.0.0.1 that answers as badly as a test wants. One request a connection, plain sockets, no
/// library between the test and the bytes.
public final class LoopbackServer: Sendable {
    public typealias Handler = @Sendable (LoopbackRequest) -> LoopbackReply

    /// `127.0.0.1:port`.
    public let authority: String
    private let listener: Int32
    private let handler: Handler
    private let log = Mutex<[LoopbackRequest]>([])

    public init(_ handler: @escaping Handler) throws {
        self.handler = handler
        (listener, authority) = try Self.listen()
        Thread.detachNewThread { [listener, weak self] in
            while true {
                let connection = accept(listener, nil, nil)
                guard connection >= 0, let self else {
                    // Closed here and nowhere else: closed by the owner, its number could be another server's by the
                    // time this thread comes to accept.
                    if connection >= 0 { close(connection) }
                    close(listener)
                    return
                }
                Thread.detachNewThread { self.serve(connection) }
            }
        }
    }

    deinit {
        // Wakes the thread that waits in accept(2).
        shutdown(listener, Int32(SHUT_RDWR))
    }

    /// Every request so far, in the order they were understood.
    public var requests: [LoopbackRequest] { log.withLock { $0 } }

    /// A listening socket on a free port of 127.0.0.1, and its address.
    static func listen() throws -> (Int32, String) {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, length) == 0 && Glibc.listen(listener, 128) == 0
                    && getsockname(listener, $0, &length) == 0
            }
        }
        guard isBound else { throw POSIXError(.EADDRNOTAVAIL) }
        return (listener, "127.0.0.1:\(UInt16(bigEndian: address.sin_port))")
    }

    private func serve(_ connection: Int32) {
        defer { close(connection) }
        guard let request = LoopbackRequest(readingFrom: connection) else { return }
        log.withLock { $0.append(request) }
        handler(request).send(to: connection, withBody: request.method != "HEAD")
    }
}
