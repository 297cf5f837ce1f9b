import Trust

/// `host:port`, with 443 where no port is written and IPv6 addresses in brackets.
struct EndpointAddress: Sendable, Hashable, CustomStringConvertible {
    /// Without brackets.
    let host: String
    let port: Int

    init?(_ text: String) {
        var host = text[...]
        var port: Substring?
        if text.hasPrefix("[") {
            guard let end = text.firstIndex(of: "]") else { return nil }
            host = text[text.index(after: text.startIndex)..<end]
            let rest = text[text.index(after: end)...]
            guard rest.isEmpty || rest.hasPrefix(":"), host.contains(":") else { return nil }
            port = rest.isEmpty ? nil : rest.dropFirst()
        } else if let colon = text.firstIndex(of: ":") {
            host = text[..<colon]
            port = text[text.index(after: colon)...]
        }
        guard ServerName(String(host)) != nil else { return nil }
        if let port {
            guard let number = UInt16(port), number > 0, port.allSatisfy(\.isNumber) else { return nil }
            self.port = Int(number)
        } else {
            self.port = 443
        }
        self.host = String(host)
    }

    var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
