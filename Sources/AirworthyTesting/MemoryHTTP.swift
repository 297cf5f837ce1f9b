public import Airworthy
import Synchronization
public import Trust

/// Servers that exist only as answers. An address nobody arranged cannot be reached.
public final class MemoryHTTP: HTTPAccess {
    private struct State {
        var answers: [String: Result<HTTPAnswer, Obstacle>] = [:]
        var questions: [HTTPQuestion] = []
    }

    private let state = Mutex(State())

    public init() {}

    /// Every later question to `url` is answered so. A body past the question's limit is cut, as the real one is.
    public func answer(_ url: String, _ status: Int, headers: [(String, String)] = [], body: String = "") {
        let answer = HTTPAnswer(
            status: status, headers: headers.map { (name: $0.0, value: $0.1) }, body: Array(body.utf8))
        state.withLock { $0.answers[url] = .success(answer) }
    }

    /// Every later question to `url` throws `obstacle`.
    public func obstruct(_ url: String, with obstacle: Obstacle) {
        state.withLock { $0.answers[url] = .failure(obstacle) }
    }

    /// Every question asked, in order.
    public var questions: [HTTPQuestion] { state.withLock { $0.questions } }

    public func ask(_ question: HTTPQuestion) async throws(Obstacle) -> HTTPAnswer {
        let result = state.withLock { state in
            state.questions.append(question)
            return state.answers[question.url]
        }
        guard let result else {
            throw Obstacle("http-unreachable", "`\(question.url)` gives no answer: there is no such host")
        }
        let answer = try result.get()
        return HTTPAnswer(
            status: answer.status, headers: answer.headers, body: Array(answer.body.prefix(question.bodyLimit)),
            isCut: answer.body.count > question.bodyLimit)
    }
}
