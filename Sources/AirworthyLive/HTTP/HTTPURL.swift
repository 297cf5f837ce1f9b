import CCurl

/// An `http` or `https` address, taken apart by the same parser that will open it: two parsers that disagree about where
/// the host ends are how requests are sent to the wrong one.
struct HTTPURL: Sendable, Hashable {
    enum Scheme: String, Sendable, Hashable {
        case http, https
    }

    let scheme: Scheme
    let host: String
    let port: Int
    /// As it will be requested.
    let text: String

    /// - Parameter base: what a relative address is relative to.
    /// - Returns: nil for another scheme, a user name or password in it, or anything that is not an address.
    init?(_ text: String, relativeTo base: HTTPURL? = nil) {
        guard CurlLibrary.isLoaded, !text.utf8.contains(0), let parts = airworthy_curl_url() else { return nil }
        defer { airworthy_curl_url_cleanup(parts) }
        let flags = UInt32(CURLU_DISALLOW_USER)
        if let base {
            guard airworthy_curl_url_set(parts, CURLUPART_URL, base.text, flags) == CURLUE_OK else { return nil }
        }
        guard airworthy_curl_url_set(parts, CURLUPART_URL, text, flags) == CURLUE_OK,
            let scheme = Self.part(CURLUPART_SCHEME, of: parts).flatMap(Scheme.init(rawValue:)),
            let host = Self.part(CURLUPART_HOST, of: parts), !host.isEmpty,
            let port = Self.part(CURLUPART_PORT, of: parts, flags: UInt32(CURLU_DEFAULT_PORT)).flatMap({ Int($0) }),
            let normal = Self.part(CURLUPART_URL, of: parts)
        else { return nil }
        self.scheme = scheme
        self.host = host.lowercased()
        self.port = port
        self.text = normal
    }

    private static func part(_ part: CURLUPart, of parts: OpaquePointer, flags: UInt32 = 0) -> String? {
        var text: UnsafeMutablePointer<CChar>?
        guard airworthy_curl_url_get(parts, part, &text, flags) == CURLUE_OK, let text else { return nil }
        defer { airworthy_curl_free(text) }
        return String(cString: text)
    }

    /// Scheme, host and port: what a credential belongs to.
    func hasSameOrigin(as other: HTTPURL) -> Bool {
        scheme == other.scheme && host == other.host && port == other.port
    }

    /// For messages: without the query, which is where storage services put a signature that opens the door to whoever has
    /// it.
    var shown: String { Self.shown(text) }

    /// The same of an address nobody could take apart.
    static func shown(_ text: String) -> String { String(text.prefix { $0 != "?" }.prefix(200)) }

    /// Host, and the port unless it is the scheme's own: how a registry is called in a reference.
    var authority: String {
        port == (scheme == .https ? 443 : 80) ? host : "\(host):\(port)"
    }
}
