import Airworthy
import Trust

extension HTTPResponse {
    /// Why something was not accepted; 401 has been dealt with by then.
    func writeObstacle(for repository: ImageReference) -> Obstacle {
        switch status {
        case 403, 405:
            var obstacle = obstacle(for: repository)
            obstacle.diagnostic.code = "registry-forbidden"
            obstacle.diagnostic.message = "`\(url.authority)` forbids us to write to `\(repository.path)`"
            obstacle.diagnostic.remedy = "get the right to push to it"
            return obstacle
        case 400...428, 430...499:
            var obstacle = obstacle(for: repository)
            obstacle.diagnostic.code = "registry-refused"
            obstacle.diagnostic.message = "`\(url.authority)` answers \(status) to what `\(repository.path)` was sent"
            obstacle.diagnostic.remedy = "see what it said, and ask the registry's operator what it accepts"
            return obstacle
        default: return obstacle(for: repository)
        }
    }

    /// A registry that says it stored something else did.
    func requireDigest(_ digest: Digest, in repository: ImageReference) throws(Obstacle) {
        guard let stored = self["docker-content-digest"], stored != digest.description else { return }
        throw Obstacle(
            "registry-digest-differs", "`\(url.authority)` stored `\(stored.prefix(140))` when it was sent \(digest)",
            at: .image("\(repository.repository)@\(digest)"), remedy: "do not use that registry")
    }
}
