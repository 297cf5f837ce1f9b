import Airworthy
import Glibc
import Trust

/// One connection and one handshake over it, on a thread that may block.
struct TLSConversation {
    private let endpoint: TLSEndpoint
    private let race: TLSRace

    /// How long a wait lasts before it is asked whether anybody still wants the answer.
    private static let slice: Int32 = 50

    init(_ endpoint: TLSEndpoint, _ race: TLSRace) {
        self.endpoint = endpoint
        self.race = race
    }

    func perform() throws(Obstacle) -> TLSHandshake {
        let (descriptor, address) = try connect()
        defer { close(descriptor) }
        let client: TLSClient
        do throws(Diagnostic) {
            client = try TLSClient(serverName: endpoint.serverName)
            var received: [UInt8] = []
            while true {
                let (output, state) = try client.advance(with: received)
                guard send(output, over: descriptor) else { throw Self.broken("the server hangs up") }
                if state == .finished { break }
                guard let next = receive(from: descriptor), !next.isEmpty else {
                    throw Self.broken("the server hangs up before the handshake is done")
                }
                received = next
            }
        } catch {
            // Without the library nothing is known of the server.
            guard error.code != "tls-library-missing" else { throw Obstacle(error) }
            throw Obstacle(
                Diagnostic(
                    "tls-failed", "`\(endpoint.host)` at \(address): \(error.message)", remedy: error.remedy,
                    notes: error.notes))
        }
        return TLSHandshake(
            certificates: client.certificates, version: client.version, cipher: client.cipher, address: address)
    }

    private static func broken(_ message: String) -> Diagnostic {
        Diagnostic("tls-failed", message, remedy: "check that it speaks TLS on that port, by that name")
    }

    // MARK: - The socket

    /// The first address that takes the connection.
    private func connect() throws(Obstacle) -> (descriptor: Int32, address: String) {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = AI_NUMERICSERV
        hints.ai_family =
            switch endpoint.family {
            case .any: AF_UNSPEC
            case .ipv4: AF_INET
            case .ipv6: AF_INET6
            }
        var list: UnsafeMutablePointer<addrinfo>?
        let status = getaddrinfo(endpoint.host, String(endpoint.port), &hints, &list)
        guard status == 0 else { throw unreachable("\(String(cString: gai_strerror(status)))") }
        defer { freeaddrinfo(list) }
        var reasons: [String] = []
        var next = list
        while let info = next, !race.isOver {
            next = info.pointee.ai_next
            let address = Self.text(of: info.pointee)
            switch open(info.pointee) {
            case .success(let descriptor): return (descriptor, address)
            case .failure(let reason): reasons.append("\(address): \(reason.text)")
            }
        }
        throw unreachable(reasons.isEmpty ? "no address" : reasons.joined(separator: "; "))
    }

    private struct Reason: Error {
        let text: String
    }

    private func open(_ info: addrinfo) -> Result<Int32, Reason> {
        let kind = info.ai_socktype | Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        let descriptor = socket(info.ai_family, kind, info.ai_protocol)
        guard descriptor >= 0 else { return .failure(Reason(text: String(cString: strerror(errno)))) }
        if Glibc.connect(descriptor, info.ai_addr, info.ai_addrlen) == 0 { return .success(descriptor) }
        var problem = errno
        if problem == EINPROGRESS {
            problem = wait(descriptor, for: POLLOUT) ? Self.problem(of: descriptor) : ETIMEDOUT
            if problem == 0 { return .success(descriptor) }
        }
        close(descriptor)
        return .failure(Reason(text: String(cString: strerror(problem))))
    }

    private static func problem(of descriptor: Int32) -> Int32 {
        var problem: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        return getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &problem, &size) == 0 ? problem : errno
    }

    /// - Returns: false once nobody wants the answer any more.
    private func wait(_ descriptor: Int32, for event: Int32) -> Bool {
        var entry = pollfd(fd: descriptor, events: Int16(event), revents: 0)
        while !race.isOver {
            let count = poll(&entry, 1, Self.slice)
            if count > 0 { return true }
            if count < 0, errno != EINTR { return false }
        }
        return false
    }

    private func send(_ bytes: [UInt8], over descriptor: Int32) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count > 0 {
                sent += count
            } else if errno == EAGAIN || errno == EINTR {
                guard wait(descriptor, for: POLLOUT) else { return false }
            } else {
                return false
            }
        }
        return true
    }

    /// Empty at the end of the connection; nil when it broke, or nobody waits.
    private func receive(from descriptor: Int32) -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 16 << 10)
        while wait(descriptor, for: POLLIN) {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            if count >= 0 { return Array(buffer.prefix(count)) }
            guard errno == EAGAIN || errno == EINTR else { return nil }
        }
        return nil
    }

    private static func text(of info: addrinfo) -> String {
        var host = [CChar](repeating: 0, count: Int(NI_MAXHOST))
        guard getnameinfo(info.ai_addr, info.ai_addrlen, &host, socklen_t(host.count), nil, 0, NI_NUMERICHOST) == 0
        else { return "an address without a text" }
        return String(decoding: host.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    private func unreachable(_ reason: String) -> Obstacle {
        Obstacle(
            "tls-unreachable", "cannot reach `\(endpoint.host)` on port \(endpoint.port): \(reason)",
            remedy: "check the host, the port and the network, then run again")
    }
}
