import Airworthy
import Trust

/// HTTP as evidence needs it: few methods, bounded, cancellable, and careful about what is sent where.
///
/// Proxies are libcurl's business: `HTTPS_PROXY`, `NO_PROXY` and their relatives are honoured as everywhere else.
final class HTTPClient: Sendable {
    private let transports: [String: HTTPTransport]
    private let loops = CurlLoops()

    /// - Parameter registries: transport settings by `host[:port]`; they hold for every address that leads there,
    ///   redirects included. Paths are absolute, or relative to the working directory.
    init(registries: [String: RegistrySettings]) {
        transports = registries.mapValues { HTTPTransport($0) }
    }

    /// Asks, and follows as many redirects as the request allows. The body of a success goes into `sink`.
    func send(_ request: HTTPRequest, into sink: any BodySink) async throws(HTTPFailure) -> HTTPResponse {
        let origin = request
        var request = request
        for round in 0...origin.redirects {
            let transport = request.transport ?? transports[request.url.authority] ?? HTTPTransport()
            guard request.url.scheme == .https || transport.allowsPlainHTTP else {
                throw HTTPFailure(
                    kind: .plain, message: "`\(request.url.shown)` is plain HTTP, which is not allowed for that host")
            }
            // Kept for the way back: what leads elsewhere may lead home again.
            var asked = request
            if !request.url.hasSameOrigin(as: origin.url) {
                (asked.authorization, asked.credentials, asked.identity) = (nil, [], nil)
            }
            let transfer = CurlTransfer(asked, over: transport, into: sink)
            let response = try await loops.loop(for: sink).perform(transfer).get()
            // What is sent goes where it was meant to go: only questions follow a redirect.
            guard request.method.isSafe, request.redirects > 0, let location = Self.location(of: response) else {
                return response
            }
            guard round < request.redirects else { break }
            request.url = try Self.next(location, after: request.url)
            sink.beginAgain()
        }
        throw HTTPFailure(
            kind: .redirect, message: "more than \(origin.redirects) redirects from `\(origin.url.shown)`")
    }

    private static func location(of response: HTTPResponse) -> String? {
        switch response.status {
        case 301, 302, 303, 307, 308: response["location"]
        default: nil
        }
    }

    private static func next(_ location: String, after url: HTTPURL) throws(HTTPFailure) -> HTTPURL {
        guard let next = HTTPURL(location, relativeTo: url) else {
            throw HTTPFailure(kind: .redirect, message: "`\(url.shown)` redirects to `\(HTTPURL.shown(location))`")
        }
        guard next.scheme == .https || url.scheme == .http else {
            throw HTTPFailure(kind: .redirect, message: "`\(url.shown)` redirects to plain HTTP at `\(next.authority)`")
        }
        return next
    }
}
