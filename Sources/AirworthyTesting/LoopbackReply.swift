import Foundation

/// How a ``LoopbackServer`` answers, well or badly.
public enum LoopbackReply: Sendable {
    /// A whole answer with its `Content-Length`.
    case answer(Int, headers: [String: String] = [:], body: [UInt8] = [])
    /// Exactly these bytes, then the connection is closed.
    case raw([UInt8])
    /// A head, then zeros without end.
    case endless(headers: [String: String] = [:])
    /// A head that promises a body, and then silence for this many seconds.
    case silence(Double)

    public static func json(_ text: String, status: Int = 200, type: String = "application/json") -> LoopbackReply {
        .answer(status, headers: ["Content-Type": type], body: Array(text.utf8))
    }

    public static func redirect(to address: String, status: Int = 307) -> LoopbackReply {
        .answer(status, headers: ["Location": address])
    }

    func send(to connection: Int32, withBody: Bool) {
        switch self {
        case .answer(let status, let headers, let body):
            let head = Self.head(status, headers.merging(["Content-Length": "\(body.count)"]) { own, _ in own })
            _ = Self.write(withBody ? head + body : head, to: connection)
        case .raw(let bytes): _ = Self.write(bytes, to: connection)
        case .endless(let headers):
            guard Self.write(Self.head(200, headers), to: connection) else { return }
            let zeros = [UInt8](repeating: 0, count: 64 << 10)
            while Self.write(zeros, to: connection) {}
        case .silence(let seconds):
            guard Self.write(Self.head(200, ["Content-Length": "10"]), to: connection) else { return }
            Thread.sleep(forTimeInterval: seconds)
        }
    }

    private static func head(_ status: Int, _ headers: [String: String]) -> [UInt8] {
        var text = "HTTP/1.1 \(status) Because\r\nConnection: close\r\n"
        for (name, value) in headers { text += "\(name): \(value)\r\n" }
        return Array((text + "\r\n").utf8)
    }

    /// - Returns: false when the client has gone.
    private static func write(_ bytes: [UInt8], to connection: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Glibc.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }
}
