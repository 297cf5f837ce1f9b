import Foundation

/// One accepted connection: lines and bytes in, bytes out, nothing between the test and the wire.
final class RegistrySocket {
    /// A client that says nothing for a minute is not coming back.
    private static let patience = timeval(tv_sec: 60, tv_usec: 0)

    private let descriptor: Int32
    private var buffer: [UInt8] = []
    private var start = 0

    init(_ descriptor: Int32) {
        self.descriptor = descriptor
        var (patience, yes) = (Self.patience, Int32(1))
        let length = socklen_t(MemoryLayout<timeval>.size)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, length)
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, length)
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
    }

    deinit { close(descriptor) }

    /// The next line without its end; nil when the client has gone or sends a line without one.
    func line() -> String? {
        var searched = start
        while true {
            if let end = buffer[searched...].firstIndex(of: 0x0A) {
                let line = buffer[start..<end]
                start = end + 1
                return String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self)
            }
            searched = buffer.count
            guard buffer.count - start < 64 << 10 else { return nil }
            let unread = start
            guard fill() else { return nil }
            searched -= unread - start
        }
    }

    func bytes(_ count: Int) -> [UInt8]? {
        while buffer.count - start < count { guard fill() else { return nil } }
        defer { start += count }
        return Array(buffer[start..<(start + count)])
    }

    /// - Returns: false when the client has gone.
    func send(_ bytes: [UInt8]) -> Bool {
        var offset = 0
        while offset < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress.map { $0 + offset }, $0.count - offset, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            offset += count
        }
        return true
    }

    /// Closing will send RST instead of FIN: what a crashed server or a firewall does.
    func abandon() {
        var lingering = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &lingering, socklen_t(MemoryLayout<linger>.size))
    }

    private func fill() -> Bool {
        if start > 0 {
            buffer.removeFirst(start)
            start = 0
        }
        let size = 256 << 10
        var piece = [UInt8](repeating: 0, count: size)
        let count = recv(descriptor, &piece, size, 0)
        guard count > 0 else { return false }
        buffer += piece[..<count]
        return true
    }
}
