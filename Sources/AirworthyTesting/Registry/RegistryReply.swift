import Foundation

/// One answer of a ``VirtualRegistry``, and how it goes over the wire.
struct RegistryReply: Sendable {
    enum Delivery: Sendable, Hashable {
        /// With its `Content-Length`; the connection stays open.
        case whole
        /// The length is that of the body, and only so many bytes of it are sent before the connection is closed.
        case cut(Int)
        /// As `cut`, and the connection is torn down instead of closed.
        case reset(Int)
        /// This length is claimed, whatever the body has.
        case claiming(Int)
        /// As HTTP/1.0 did: no length, the end is where the connection closes. So many bytes of the body are sent.
        case unmeasured(Int)
        /// No length, and after the body zeros for ever.
        case endless
        /// A byte of the head at a time.
        case slowHead
        /// The head at once, then a byte of the body at a time.
        case slowBody
    }

    var status: Int
    private(set) var headers: [(name: String, value: String)] = []
    var body: [UInt8] = []
    var delivery = Delivery.whole

    init(_ status: Int, _ headers: KeyValuePairs<String, String> = [:], body: [UInt8] = []) {
        self.status = status
        self.headers = headers.map { ($0.key, $0.value) }
        self.body = body
    }

    init(_ status: Int, json: [UInt8]) {
        self.init(status, ["Content-Type": "application/json"], body: json)
    }

    /// distribution-spec, "Error Codes".
    static func error(_ status: Int, _ code: String, _ message: String = "") -> RegistryReply {
        RegistryReply(status, json: Array(#"{"errors":[{"code":"\#(code)","message":"\#(message)"}]}"#.utf8))
    }

    subscript(_ name: String) -> String? {
        get { headers.first { $0.name.lowercased() == name.lowercased() }?.value }
        set {
            headers.removeAll { $0.name.lowercased() == name.lowercased() }
            if let newValue { headers.append((name, newValue)) }
        }
    }

    /// A header beside those there are, of the same name or not.
    mutating func add(_ name: String, _ value: String) { headers.append((name, value)) }

    // MARK: - On the wire

    /// - Returns: whether another request may come over the same connection.
    func send(to socket: RegistrySocket, withBody: Bool) -> Bool {
        let body = withBody ? self.body : []
        switch delivery {
        case .whole: return socket.send(head(length: self.body.count) + body)
        case .claiming(let length):
            _ = socket.send(head(length: length, closes: true) + body)
        case .cut(let count):
            _ = socket.send(head(length: self.body.count, closes: true) + body.prefix(count))
        case .reset(let count):
            // What has been sent must have arrived, or the reset would overtake it.
            if socket.send(head(length: self.body.count) + body.prefix(count)) { usleep(100_000) }
            socket.abandon()
        case .unmeasured(let count):
            _ = socket.send(head(length: nil, version: "HTTP/1.0") + body.prefix(count))
        case .endless:
            guard socket.send(head(length: nil, closes: true) + body), withBody else { return false }
            let zeros = [UInt8](repeating: 0, count: 256 << 10)
            while socket.send(zeros) {}
        case .slowHead: drip(head(length: self.body.count, closes: true) + body, to: socket)
        case .slowBody:
            guard socket.send(head(length: self.body.count, closes: true)) else { return false }
            drip(body, to: socket)
        }
        return false
    }

    /// Twenty bytes a second, as slow as keeps a connection alive.
    private func drip(_ bytes: [UInt8], to socket: RegistrySocket) {
        for byte in bytes {
            guard socket.send([byte]) else { return }
            usleep(50_000)
        }
    }

    private func head(length: Int?, version: String = "HTTP/1.1", closes: Bool = false) -> [UInt8] {
        var text = "\(version) \(status) Because\r\n"
        for (name, value) in headers { text += "\(name): \(value)\r\n" }
        if let length, status != 204, status != 304 { text += "Content-Length: \(length)\r\n" }
        if closes { text += "Connection: close\r\n" }
        return Array((text + "\r\n").utf8)
    }
}
