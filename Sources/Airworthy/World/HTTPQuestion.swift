public import Trust

/// What to ask whom, and how sure to be of who answers.
public struct HTTPQuestion: Sendable {
    /// What is only read (RFC 9110 §9.2.1): asking twice is the same as asking once.
    public enum Method: String, Sendable, Hashable, CaseIterable {
        case get = "GET"
        case head = "HEAD"
        case options = "OPTIONS"
        /// A question that does not fit into an address: Vault's and OpenBao's look-up of a lease is a PUT that changes
        /// nothing.
        case lookUp = "PUT"
    }

    /// What is done without, each only where it is named.
    public enum Leniency: String, Sendable, Hashable, CaseIterable {
        /// `http://`: anybody on the way reads and writes the answer.
        case plainHTTP = "plain-http"
        /// TLS with whoever answers, whatever its certificate says.
        case anyCertificate = "any-certificate"
    }

    /// A header that proves who asks: sent to the origin of `url`, and to no other a redirect may lead to.
    public struct Credential: Sendable {
        public let header: String
        public let value: Secret

        public init(header: String, value: Secret) {
            self.header = header
            self.value = value
        }

        /// A token as RFC 6750 §2.1 sends it.
        public static func bearer(_ token: Secret) -> Credential {
            Credential(header: "authorization", value: token.withBytes { Secret(Array("Bearer ".utf8) + $0) })
        }
    }

    /// A certificate that proves who asks, shown to the origin of `url` only.
    public struct Identity: Sendable {
        /// PEM, its own authorities after it.
        public let certificate: [UInt8]
        /// PEM, not encrypted.
        public let key: Secret

        public init(certificate: [UInt8], key: Secret) {
            self.certificate = certificate
            self.key = key
        }
    }

    public var method: Method
    public var url: String
    /// Names in lower case.
    public var headers: [String: String] = [:]
    public var credentials: [Credential] = []
    /// Of a look-up.
    public var body: [UInt8] = []
    public var identity: Identity?
    /// How many redirects are followed. With none, a redirect is an answer like any other.
    public var redirects = 0
    public var leniencies: Set<Leniency> = []
    /// PEM certificates of the only authorities trusted for this question; nil for those of the system.
    public var authorities: [UInt8]?
    public var timeout: Duration = .seconds(10)
    /// Bytes read of the body; the transfer ends there.
    public var bodyLimit = 1 << 20

    public init(method: Method = .get, url: String) {
        self.method = method
        self.url = url
    }
}
