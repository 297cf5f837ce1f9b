import Foundation
import Synchronization

/// A listening socket on a free port of 127.0.0.1, for an owner and the one thread that accepts for it.
///
/// Its number is given back only when both are through with it: closed sooner, it could be another server's by the time
/// the owner shuts it down or the thread comes to accept.
final class ListeningSocket: Sendable {
    /// `127.0.0.1:port`.
    let authority: String
    private let descriptor: Int32
    private let isOver = Atomic(false)

    init() throws {
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
        (descriptor, authority) = (listener, "127.0.0.1:\(UInt16(bigEndian: address.sin_port))")
    }

    deinit { close(descriptor) }

    /// The next connection; nil once it is over. A signal, a client that went away again or a moment without descriptors
    /// is no reason to serve nobody any more.
    func accept() -> Int32? {
        while true {
            let connection = Glibc.accept(descriptor, nil, nil)
            if connection >= 0 { return connection }
            guard !isOver.load(ordering: .acquiring) else { return nil }
            usleep(1_000)
        }
    }

    /// Wakes the thread that waits in ``accept()``, for good.
    func end() {
        isOver.store(true, ordering: .releasing)
        shutdown(descriptor, Int32(SHUT_RDWR))
    }
}
