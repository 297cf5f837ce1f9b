import Foundation

/// One request as a ``VirtualRegistry`` understood it.
public struct RegistryRequest: Sendable {
    public let method: String
    /// With its query.
    public let target: String
    /// In the order they came, names in lower case.
    public let headers: [(name: String, value: String)]
    public internal(set) var body: [UInt8]
    /// Over which connection it came, counted from 1: requests with one number shared a connection.
    public let connection: Int
    public let route: RegistryRoute

    /// More than any test uploads.
    private static let bodyLimit = 1 << 30

    /// Waits for the next request.
    ///
    /// - Returns: nil when the client has gone, or sends what is not HTTP/1.
    init?(from socket: RegistrySocket, connection: Int) {
        guard let first = socket.line()?.split(separator: " "), first.count == 3, first[2].hasPrefix("HTTP/1") else {
            return nil
        }
        var headers: [(name: String, value: String)] = []
        while true {
            guard let line = socket.line(), headers.count < 200 else { return nil }
            guard !line.isEmpty else { break }
            guard let colon = line.firstIndex(of: ":") else { return nil }
            let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
            headers.append((line[..<colon].lowercased(), value))
        }
        func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }
        if header("expect")?.lowercased() == "100-continue" {
            guard socket.send(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8)) else { return nil }
        }
        let body: [UInt8]?
        if header("transfer-encoding")?.lowercased() == "chunked" {
            body = Self.chunks(from: socket)
        } else if let length = header("content-length") {
            guard let count = Int(length), (0...Self.bodyLimit).contains(count) else { return nil }
            body = socket.bytes(count)
        } else {
            body = []
        }
        guard let body else { return nil }
        self.body = body
        self.headers = headers
        self.connection = connection
        method = String(first[0])
        target = String(first[1])
        route = RegistryRoute(path: String(target.prefix { $0 != "?" }))
    }

    /// RFC 9112 §7.1, without extensions or trailers.
    private static func chunks(from socket: RegistrySocket) -> [UInt8]? {
        var body: [UInt8] = []
        while true {
            guard let size = socket.line().flatMap({ Int($0, radix: 16) }), size >= 0, body.count + size <= bodyLimit,
                let chunk = socket.bytes(size), socket.line() == ""
            else { return nil }
            guard size > 0 else { return body }
            body += chunk
        }
    }

    public var path: String { String(target.prefix { $0 != "?" }) }

    /// The first header of that name, which is in lower case.
    public subscript(_ name: String) -> String? {
        headers.first { $0.name == name }?.value
    }

    /// A field of the query, decoded.
    public func query(_ name: String) -> String? { queries(name).first }

    public func queries(_ name: String) -> [String] {
        fields(name, of: String(target.drop { $0 != "?" }.dropFirst()))
    }

    /// A field of a form in the body, decoded.
    func form(_ name: String) -> String? { fields(name, of: String(decoding: body, as: UTF8.self)).first }

    private func fields(_ name: String, of text: String) -> [String] {
        let fields: [Substring] = text.split(separator: "&")
        return fields.compactMap { (field) -> String? in
            guard field.hasPrefix("\(name)=") else { return nil }
            let value = String(field.dropFirst(name.count + 1)).replacing("+", with: " ")
            return value.removingPercentEncoding ?? value
        }
    }
}
