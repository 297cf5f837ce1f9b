import Foundation

/// One request over a connection of its own, and its answer as it came: a client that does as little as possible.
public struct LoopbackAnswer: Sendable {
    public let status: Int
    /// In the order they came, names in lower case.
    public let headers: [(name: String, value: String)]
    /// As it was sent: nothing is unpacked, and no length compared.
    public let body: [UInt8]

    /// - Parameter authority: `127.0.0.1:port`.
    /// - Throws: `POSIXError` when nobody is there, or what is there does not speak HTTP.
    public init(
        _ method: String, _ target: String, _ headers: [String: String] = [:], body: [UInt8] = [],
        of authority: String
    ) throws {
        let connection = try LoopbackConnection(authority)
        defer { connection.close() }
        var head = "\(method) \(target) HTTP/1.1\r\nHost: \(authority)\r\nConnection: close\r\n"
        for (name, value) in headers { head += "\(name): \(value)\r\n" }
        try connection.send(Array((head + "Content-Length: \(body.count)\r\n\r\n").utf8) + body)
        let bytes = try connection.receiveAll()
        guard let end = bytes.indices.first(where: { bytes[$0...].starts(with: "\r\n\r\n".utf8) }) else {
            throw POSIXError(.EPROTO)
        }
        let lines = String(decoding: bytes[..<end], as: UTF8.self).components(separatedBy: "\r\n")
        guard let status = lines[0].split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else {
            throw POSIXError(.EPROTO)
        }
        self.status = status
        self.headers = lines.dropFirst().compactMap { line in
            guard let colon = line.firstIndex(of: ":") else { return nil }
            return (
                line[..<colon].lowercased(), line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
            )
        }
        self.body = Array(bytes[(end + 4)...])
    }

    /// The first header of that name, which is in lower case.
    public subscript(_ name: String) -> String? { headers.first { $0.name == name }?.value }
}
