public import Airworthy
public import Trust

/// Where the user has forbidden sockets: "could not ask" never reads as an answer.
public struct OfflineHTTP: HTTPAccess {
    public init() {}

    public func ask(_ question: HTTPQuestion) async throws(Obstacle) -> HTTPAnswer {
        throw Obstacle(
            "offline", "`\(HTTPURL.shown(question.url))` is to be asked, and `--offline` opens no socket",
            remedy: "run without `--offline`")
    }
}
