import Foundation

/// What a ``LoopbackServer`` was asked.
public struct LoopbackRequest: Sendable {
    public let method: String
    /// With its query.
    public let target: String
    /// Names in lower case; the last of equal ones.
    public var headers: [String: String]
    /// As long as `Content-Length` says.
    public let body: [UInt8]

    public var path: String { String(target.prefix { $0 != "?" }) }

    /// Nil when the client went away, or sent nonsense.
    init?(readingFrom connection: Int32) {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4_096)
        var end: Int?
        while end == nil {
            let count = recv(connection, &buffer, buffer.count, 0)
            guard count > 0, bytes.count < 64 << 10 else { return nil }
            bytes += buffer[..<count]
            end = bytes.indices.first { bytes[$0...].starts(with: "\r\n\r\n".utf8) }
        }
        guard let end else { return nil }
        let lines = String(decoding: bytes[..<end], as: UTF8.self).components(separatedBy: "\r\n")
        let first = lines[0].split(separator: " ")
        guard first.count == 3 else { return nil }
        method = String(first[0])
        target = String(first[1])
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
            headers[line[..<colon].lowercased()] = value
        }
        self.headers = headers
        let length = headers["content-length"].flatMap { Int($0) } ?? 0
        guard length <= 1 << 20 else { return nil }
        while bytes.count < end + 4 + length {
            let count = recv(connection, &buffer, buffer.count, 0)
            guard count > 0 else { return nil }
            bytes += buffer[..<count]
        }
        body = Array(bytes[(end + 4)...].prefix(length))
    }
}
