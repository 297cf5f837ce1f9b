public import Airworthy
public import Trust

/// Questions of checks, asked with libcurl. Proxies are those of the environment.
public struct LiveHTTP: HTTPAccess {
    private static let longestConnecting: Duration = .seconds(10)

    private let client: HTTPClient

    /// - Parameters:
    ///   - hosts: transport settings by `host[:port]`, for questions that say nothing of their own about it.
    ///   - root: what their relative paths are relative to.
    public init(hosts: [String: RegistrySettings] = [:], root: String = "/") {
        client = HTTPClient(registries: hosts.mapValues { RoutedImages.absolute($0, in: root) })
    }

    public func ask(_ question: HTTPQuestion) async throws(Obstacle) -> HTTPAnswer {
        try CurlLibrary.load()
        guard let url = HTTPURL(question.url) else {
            throw Obstacle(
                "http-address", "`\(HTTPURL.shown(question.url))` is no address that can be asked",
                remedy: "correct the `url`")
        }
        let body = WholeBody(limit: question.bodyLimit)
        do throws(HTTPFailure) {
            let response = try await client.send(Self.request(question, to: url), into: body)
            let (bytes, isCut) = body.contents
            return HTTPAnswer(status: response.status, headers: response.headers, body: bytes, isCut: isCut)
        } catch {
            throw error.obstacle(asking: url)
        }
    }

    private static func request(_ question: HTTPQuestion, to url: HTTPURL) -> HTTPRequest {
        let method: HTTPRequest.Method =
            switch question.method {
            case .get: .get
            case .head: .head
            case .options: .options
            case .lookUp: .put
            }
        var request = HTTPRequest(method: method, url: url)
        request.headers = question.headers.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        request.credentials = question.credentials
        request.identity = question.identity
        // Credentials without a proof of who answers are for loopback only, and a proxy is elsewhere.
        request.isDirect = !question.leniencies.isEmpty && !question.credentials.isEmpty
        request.redirects = question.redirects
        if question.method == .lookUp { request.body = BytesBody(question.body) }
        if question.authorities != nil || !question.leniencies.isEmpty {
            request.transport = HTTPTransport(
                allowsPlainHTTP: question.leniencies.contains(.plainHTTP),
                verifiesPeer: !question.leniencies.contains(.anyCertificate),
                authorities: question.authorities.map(HTTPTransport.Authorities.pem))
        }
        request.deadlines = HTTPDeadlines(
            connecting: min(longestConnecting, question.timeout), total: question.timeout, silence: question.timeout)
        return request
    }
}

extension HTTPFailure {
    fileprivate func obstacle(asking url: HTTPURL) -> Obstacle {
        let (code, remedy): (String, String?) =
            switch kind {
            case .unreachable: ("http-unreachable", "check the host and the network, then run again")
            case .timedOut: ("http-timeout", "find what is slow, or give the step a longer `timeout`")
            case .cancelled: ("http-interrupted", nil)
            case .untrusted:
                (
                    "http-untrusted",
                    "mend its certificate, or name the authority that signed it as `caFile`, here or for that host under `hosts`"
                )
            case .broken: ("http-broken", "run again; if it stays, ask whoever runs the server")
            case .redirect: ("http-redirect-refused", "ask where it leads to, or allow more `redirects`")
            case .plain:
                (
                    "http-plain",
                    "ask over TLS, or write `insecure: [plain-http]`, or `plainHTTP: true` for that host under `hosts`"
                )
            }
        return Obstacle(code, "`\(url.shown)` gives no answer: \(message)", remedy: remedy)
    }
}
