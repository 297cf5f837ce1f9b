import Airworthy
import Synchronization
import Trust

/// Answers every question in one way, and remembers what it was asked.
final class ScriptedHTTP: HTTPAccess {
    private let asked = Mutex<[HTTPQuestion]>([])
    private let answer: Result<HTTPAnswer, Obstacle>

    init(_ status: Int, _ body: String = "", headers: [String: String] = [:]) {
        answer = .success(
            HTTPAnswer(
                status: status, headers: headers.map { (name: $0.key, value: $0.value) }, body: Array(body.utf8)))
    }

    init(_ obstacle: Obstacle) {
        answer = .failure(obstacle)
    }

    var questions: [HTTPQuestion] { asked.withLock { $0 } }

    func ask(_ question: HTTPQuestion) async throws(Obstacle) -> HTTPAnswer {
        asked.withLock { $0.append(question) }
        return try answer.get()
    }
}
