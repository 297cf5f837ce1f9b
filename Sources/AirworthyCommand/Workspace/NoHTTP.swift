import Airworthy
import Trust

/// Asks nobody. What a server answers now says nothing of a later day.
struct NoHTTP: HTTPAccess {
    func ask(_ question: HTTPQuestion) async throws(Obstacle) -> HTTPAnswer {
        throw Obstacle(
            NoProcesses.code, "servers are not asked for a forecast",
            remedy: "say `--programs` if what they answer now is worth knowing")
    }
}
