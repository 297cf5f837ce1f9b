import Airworthy
import Trust

/// How long one question waits for a registry that says it is busy (RFC 9110 §10.2.3, RFC 6585 §4).
struct Patience {
    private static let tries = 5
    private static let most: Duration = .seconds(60)

    private let time: AttemptTime?
    private var waits = 0
    private var waited: Duration = .zero

    /// - Parameter time: what the attempt has left; nil outside one.
    init(within time: AttemptTime?) {
        self.time = time
    }

    /// Waits as long as `response` asks for; without a word from it, a little longer every time.
    ///
    /// - Throws: `registry-busy`, at once when the wait would outlast the attempt: "busy for an hour" is a better answer
    ///   than a timeout after thirty seconds. `registry-interrupted` when cancelled.
    mutating func wait(for response: HTTPResponse, from repository: ImageReference) async throws(Obstacle) {
        let wished = response.retryAfter
        let wait = wished ?? .milliseconds(500 << waits)
        let left = min(Self.most - waited, time?.remaining() ?? Self.most)
        waits += 1
        guard waits < Self.tries, wait < left else { throw response.busy(for: repository, waited: waited) }
        waited += wait
        do {
            try await Task.sleep(for: wait)
        } catch {
            throw HTTPFailure(kind: .cancelled, message: "the wait it asked for was interrupted")
                .obstacle(for: repository)
        }
    }
}

extension HTTPResponse {
    /// `Retry-After` in either of its forms. A date is read against the answer's own `Date`: whether their clock or ours
    /// is right does not matter then.
    var retryAfter: Duration? {
        guard let text = self["retry-after"] else { return nil }
        // Nine digits are thirty years; more would overflow.
        if !text.isEmpty, text.utf8.count <= 9, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            return Int(text).map { .seconds($0) }
        }
        guard let until = HTTPDate.instant(text), let now = self["date"].flatMap(HTTPDate.instant) else { return nil }
        return .seconds(max(0, until.seconds - now.seconds))
    }

    fileprivate func busy(for repository: ImageReference, waited: Duration) -> Obstacle {
        var notes: [String] = []
        if let wait = self["retry-after"] {
            notes.append("it asks to wait: \(wait.filter { $0.isASCII && $0 >= " " }.prefix(40))")
        }
        if waited > .zero { notes.append("waited \(waited.components.seconds) s in all") }
        return Obstacle(
            "registry-busy", "`\(url.authority)` answers \(status): too many requests, or not in service",
            at: .image(repository.repository), remedy: "run again later, or give the step more time", notes: notes)
    }
}
