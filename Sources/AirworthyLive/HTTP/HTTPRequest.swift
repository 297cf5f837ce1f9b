import Airworthy

/// What to ask for. Only ``RegistryWriter`` sends a method that changes anything at the other end.
struct HTTPRequest: Sendable {
    enum Method: String, Sendable {
        case get = "GET"
        case head = "HEAD"
        case post = "POST"
        case patch = "PATCH"
        case put = "PUT"
        case options = "OPTIONS"

        /// Asking twice is the same as asking once, and a redirect may be followed (RFC 9110 §9.2.1).
        var isSafe: Bool { self == .get || self == .head || self == .options }
    }

    var method: Method = .get
    var url: HTTPURL
    var headers: [(name: String, value: String)] = []
    /// The `Authorization` header: sent to the origin of `url`, and to no other a redirect may lead to.
    var authorization: String?
    /// Further headers that prove who asks: sent where ``authorization`` is.
    var credentials: [HTTPQuestion.Credential] = []
    /// A certificate that proves who asks: shown where ``authorization`` is sent.
    var identity: HTTPQuestion.Identity?
    /// How many redirects a question follows. With none, a redirect is an answer like any other.
    var redirects = 5
    /// How the other side is reached; nil for what is known of its host.
    var transport: HTTPTransport?
    /// Whether proxies of the environment are passed by: what may be told to this machine only is not told to one.
    var isDirect = false
    /// What is sent with a method that is not safe; nil for an empty body.
    var body: (any UploadBody)?
    var deadlines = HTTPDeadlines()
}
