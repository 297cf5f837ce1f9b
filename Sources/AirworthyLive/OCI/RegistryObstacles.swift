import Airworthy
import Trust

extension HTTPClient {
    /// Asks, and names what prevented an answer as it concerns a registry.
    func send(
        _ request: HTTPRequest, into sink: any BodySink, for repository: ImageReference
    ) async throws(Obstacle) -> HTTPResponse {
        do throws(HTTPFailure) {
            return try await send(request, into: sink)
        } catch {
            throw error.obstacle(for: repository)
        }
    }
}

extension HTTPFailure {
    func obstacle(for repository: ImageReference) -> Obstacle {
        let (code, remedy): (String, String?) =
            switch kind {
            case .unreachable: ("registry-unreachable", "check the host and the network, then run again")
            case .timedOut: ("registry-timeout", "run again when the registry answers")
            case .cancelled: ("registry-interrupted", nil)
            case .untrusted:
                ("registry-untrusted", "name the authority that signed its certificate as `caFile` of the registry")
            case .broken: ("registry-broken", "run again; if it stays, ask the registry's operator")
            case .redirect: ("registry-redirect-refused", "ask the registry's operator where it sends its readers")
            case .plain:
                ("registry-plain-http", "serve it over TLS, or write `plainHTTP: true` for that host in the settings")
            }
        return Obstacle(
            code, "cannot ask `\(repository.registry)`: \(message)", at: .image(repository.repository), remedy: remedy)
    }
}

extension HTTPResponse {
    /// What an unexpected status means; 404 and 401 have been dealt with by then.
    func obstacle(for repository: ImageReference) -> Obstacle {
        let place = Location.image(repository.repository)
        let notes = remarkLine.map { ["it said: \($0)"] } ?? []
        switch status {
        case 403:
            return Obstacle(
                "registry-forbidden", "`\(url.authority)` forbids us `\(repository.path)`", at: place,
                remedy: "get the right to pull it", notes: notes)
        case 429, 503:
            // Not retried here: a step's `retry` is, and records that it was.
            let wait = self["retry-after"].map { ["it asks to wait \($0.prefix(40)) s"] } ?? []
            return Obstacle(
                "registry-busy", "`\(url.authority)` answers \(status): too many requests", at: place,
                remedy: "run again later, or give the step a `retry`", notes: notes + wait)
        default:
            return Obstacle(
                "registry-status", "`\(url.authority)` answers \(status) for `\(repository.path)`", at: place,
                remedy: "run again; if it stays, ask the registry's operator", notes: notes)
        }
    }

    /// The answer of a registry that knows no such endpoint, and not of one that knows no such repository or manifest:
    /// those say so in an error code of the distribution API.
    var hasNoSuchRoute: Bool {
        [404, 405, 501].contains(status) && !String(decoding: remark, as: UTF8.self).contains("_UNKNOWN")
    }

    /// The first printable line of what came instead: never control characters, which a terminal would obey.
    private var remarkLine: String? {
        let line = remark.prefix { $0 != 0x0A && $0 != 0x0D }.filter { (0x20...0x7E).contains($0) }.prefix(200)
        return line.isEmpty ? nil : String(decoding: line, as: UTF8.self)
    }
}
