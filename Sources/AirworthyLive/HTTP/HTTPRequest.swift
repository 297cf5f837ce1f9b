/// What to ask for. Only ``RegistryWriter`` sends a method that changes anything at the other end.
struct HTTPRequest: Sendable {
    enum Method: String, Sendable {
        case get = "GET"
        case head = "HEAD"
        case post = "POST"
        case patch = "PATCH"
        case put = "PUT"

        /// Asking twice is the same as asking once, and a redirect may be followed (RFC 9110 §9.2.1).
        var isSafe: Bool { self == .get || self == .head }
    }

    var method: Method = .get
    var url: HTTPURL
    var headers: [(name: String, value: String)] = []
    /// The `Authorization` header: sent to the origin of `url`, and to no other a redirect may lead to.
    var authorization: String?
    /// What is sent with a method that is not safe; nil for an empty body.
    var body: (any UploadBody)?
    var deadlines = HTTPDeadlines()
}
