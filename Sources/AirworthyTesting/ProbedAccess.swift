import Airworthy
import Trust

/// A stand-in for any part of the world that has nothing to offer and remembers being asked.
struct ProbedAccess {
    enum Manner {
        /// There, but holding nothing: every look finds an absence.
        case barren
        /// Not there: every look is an obstacle.
        case unreachable
    }

    let manner: Manner
    let log: AccessLog

    private func look(_ what: String) throws(Obstacle) {
        log.record(what)
        if case .unreachable = manner {
            throw Obstacle("unreachable", "this part of the world cannot be reached", remedy: "declare the capability")
        }
    }
}

extension ProbedAccess: FileAccess {
    func read(_ path: String, limit: Int) async throws(Obstacle) -> [UInt8]? {
        try look("files: read \(path)")
        return nil
    }

    func measure(_ path: String, _ algorithm: DigestAlgorithm) async throws(Obstacle) -> Measurement? {
        try look("files: measure \(path)")
        return nil
    }

    func name(of path: String) -> String { path }

    func kind(of path: String) async throws(Obstacle) -> FileKind? {
        try look("files: kind of \(path)")
        return nil
    }

    func names(in directory: String, limit: Int) async throws(Obstacle) -> [String]? {
        try look("files: names in \(directory)")
        return nil
    }
}

extension ProbedAccess: ImageSource {
    func resolve(tag: String, in repository: ImageReference) async throws(Obstacle) -> Digest? {
        try look("images: resolve \(tag)")
        return nil
    }

    func manifest(_ digest: Digest, in repository: ImageReference, limit: Int) async throws(Obstacle) -> RawManifest? {
        try look("images: manifest \(digest.short)")
        return nil
    }

    func blob(_ digest: Digest, in repository: ImageReference, limit: Int) async throws(Obstacle) -> [UInt8]? {
        try look("images: blob \(digest.short)")
        return nil
    }

    func measure(
        _ digest: Digest, in repository: ImageReference, limit: Int64
    ) async throws(Obstacle) -> Measurement? {
        try look("images: measure \(digest.short)")
        return nil
    }

    func referrers(of digest: Digest, in repository: ImageReference, limit: Int) async throws(Obstacle) -> [Digest] {
        try look("images: referrers of \(digest.short)")
        return []
    }
}

extension ProbedAccess: ProcessRunner {
    func run(_ command: Command) async throws(Obstacle) -> CommandResult {
        try look("processes: run \(command.program)")
        throw Obstacle("command-not-found", "there is no `\(command.program)`", remedy: "install it")
    }
}

extension ProbedAccess: LedgerReader {
    func entries(manifest: Digest) async throws(Obstacle) -> [LedgerEntry] {
        try look("ledger: entries of \(manifest.short)")
        return []
    }

    func entries() async throws(Obstacle) -> [LedgerEntry] {
        try look("ledger: entries")
        return []
    }

    func manifest(_ digest: Digest) async throws(Obstacle) -> [UInt8]? {
        try look("ledger: manifest \(digest.short)")
        return nil
    }
}

extension ProbedAccess: HTTPAccess {
    func ask(_ question: HTTPQuestion) async throws(Obstacle) -> HTTPAnswer {
        try look("http: \(question.method.rawValue) \(question.url)")
        return HTTPAnswer(status: 404)
    }
}

extension ProbedAccess: TLSAccess {
    func handshake(with endpoint: TLSEndpoint) async throws(Obstacle) -> TLSHandshake {
        try look("tls: \(endpoint.host)")
        return TLSHandshake(certificates: [], version: "TLSv1.3", cipher: "", address: endpoint.host)
    }
}

extension ProbedAccess: WallClock {
    func now() -> Instant {
        log.record("clock: now")
        return Instant(seconds: 0)
    }
}
