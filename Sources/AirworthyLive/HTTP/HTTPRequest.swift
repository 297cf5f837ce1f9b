/// What to ask for. Only safe methods: nothing here changes anything at the other end.
struct HTTPRequest: Sendable {
    enum Method: Sendable {
        case get, head
    }

    var method: Method = .get
    var url: HTTPURL
    var headers: [(name: String, value: String)] = []
    /// The `Authorization` header: sent to the origin of `url`, and to no other a redirect may lead to.
    var authorization: String?
    var deadlines = HTTPDeadlines()
}
