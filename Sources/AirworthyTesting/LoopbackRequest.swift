import Foundation

/// What a ``LoopbackServer`` was asked.
public struct LoopbackRequest: Sendable {
    public let method: String
    /// With its query.
    public let target: String
    /// Names in lower case; the last of equal ones.
    public var headers: [String: String]

    public var path: String { String(target.prefix { $0 != "?" }) }

    /// Nil when the client went away, or sent nonsense.
    init?(readingFrom connection: Int32) {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4_096)
        let end = Array("\r\n\r\n".utf8)
        while bytes.suffix(4) != end[...] {
            let count = recv(connection, &buffer, buffer.count, 0)
            guard count > 0, bytes.count < 64 << 10 else { return nil }
            bytes += buffer[..<count]
        }
        let lines = String(decoding: bytes, as: UTF8.self).components(separatedBy: "\r\n")
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
    }
}
