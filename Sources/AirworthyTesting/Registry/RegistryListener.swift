import Foundation
import Synchronization

/// Accepts connections on a loopback port and serves request after request on each, until its owner goes away.
final class RegistryListener: Sendable {
    typealias Handler = @Sendable (RegistryRequest) -> RegistryReply?

    /// `127.0.0.1:port`.
    let authority: String
    private let listener: Int32

    init() throws {
        (listener, authority) = try LoopbackServer.listen()
    }

    /// - Parameter handler: nil ends the connection.
    func serve(_ handler: @escaping Handler) {
        Thread.detachNewThread { [listener] in
            var connections = 0
            while true {
                let descriptor = accept(listener, nil, nil)
                guard descriptor >= 0 else { break }
                connections += 1
                let (socket, number) = (Box(RegistrySocket(descriptor)), connections)
                Thread.detachNewThread {
                    while let request = RegistryRequest(from: socket.value, connection: number),
                        var reply = handler(request)
                    {
                        let isLast = request["connection"]?.lowercased() == "close"
                        if isLast { reply.add("Connection", "close") }
                        let isOpen = reply.send(to: socket.value, withBody: request.method != "HEAD")
                        guard isOpen, !isLast else { return }
                    }
                }
            }
            // Closed here and nowhere else: closed by the owner, its number could be another server's by the time this
            // thread comes to accept.
            close(listener)
        }
    }

    /// Wakes the thread that waits in accept(2).
    deinit { shutdown(listener, Int32(SHUT_RDWR)) }

    /// `@unchecked Sendable`: made on the accepting thread, used by the serving one alone.
    private final class Box: @unchecked Sendable {
        let value: RegistrySocket

        init(_ value: RegistrySocket) { self.value = value }
    }
}
