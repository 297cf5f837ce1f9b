/// Where to knock, and as whom.
public struct TLSEndpoint: Sendable, Hashable {
    /// Which addresses of a name are tried.
    public enum Family: String, Sendable, Hashable, CaseIterable {
        case any, ipv4, ipv6
    }

    /// A name, or an address without brackets.
    public var host: String
    public var port: Int
    /// What SNI says; nil to say nothing.
    public var serverName: String?
    public var family: Family
    /// Look-up, connection and handshake together.
    public var timeout: Duration

    public init(host: String, port: Int, serverName: String?, family: Family = .any, timeout: Duration = .seconds(10)) {
        self.host = host
        self.port = port
        self.serverName = serverName
        self.family = family
        self.timeout = timeout
    }
}
