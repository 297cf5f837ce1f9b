import Foundation
import Synchronization

/// Accepts connections on a loopback port and serves request after request on each, until its owner goes away.
final class RegistryListener: Sendable {
    typealias Handler = @Sendable (RegistryRequest) -> RegistryReply?

    /// `127.0.0.1:port`.
    var authority: String { listener.authority }
    private let listener: ListeningSocket

    init() throws {
        listener = try ListeningSocket()
    }

    /// - Parameter handler: nil ends the connection.
    func serve(_ handler: @escaping Handler) {
        Thread.detachNewThread { [listener] in
            var connections = 0
            while let descriptor = listener.accept() {
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
        }
    }

    deinit { listener.end() }

    /// `@unchecked Sendable`: made on the accepting thread, used by the serving one alone.
    private final class Box: @unchecked Sendable {
        let value: RegistrySocket

        init(_ value: RegistrySocket) { self.value = value }
    }
}
