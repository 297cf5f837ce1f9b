import Trust

extension World {
    /// The same world with only the capabilities a check kind declared; the others refuse by name. The clock stays:
    /// no check is given it (``CheckContext`` carries the instant instead), but retries of sources need time.
    func granting(_ capabilities: Set<Capability>) -> World {
        let refusing = Refusing()
        return World(
            clock: clock,
            files: capabilities.contains(.files) ? files : refusing,
            images: capabilities.contains(.images) ? images : refusing,
            processes: capabilities.contains(.processes) ? processes : refusing,
            ledger: capabilities.contains(.ledger) ? ledger : refusing,
            http: capabilities.contains(.http) ? http : refusing,
            tls: capabilities.contains(.tls) ? tls : refusing)
    }
}

/// A world that answers nothing: every access is an obstacle, so an undeclared capability can never help a check pass.
private struct Refusing: FileAccess, ImageSource, ProcessRunner, LedgerReader, HTTPAccess, TLSAccess {
    private func refusal(_ capability: Capability) -> Obstacle {
        Obstacle(
            "capability-not-declared", "the check did not declare that it uses \(capability.rawValue)",
            remedy: "report this as a defect of the check")
    }

    func name(of path: String) -> String { path }
    func read(_ path: String, limit: Int) async throws(Obstacle) -> [UInt8]? { throw refusal(.files) }
    func measure(_ path: String, _ algorithm: DigestAlgorithm) async throws(Obstacle) -> Measurement? {
        throw refusal(.files)
    }
    func kind(of path: String) async throws(Obstacle) -> FileKind? { throw refusal(.files) }
    func names(in directory: String, limit: Int) async throws(Obstacle) -> [String]? { throw refusal(.files) }

    func resolve(tag: String, in repository: ImageReference) async throws(Obstacle) -> Digest? {
        throw refusal(.images)
    }
    func manifest(_ digest: Digest, in repository: ImageReference, limit: Int) async throws(Obstacle) -> RawManifest? {
        throw refusal(.images)
    }
    func blob(_ digest: Digest, in repository: ImageReference, limit: Int) async throws(Obstacle) -> [UInt8]? {
        throw refusal(.images)
    }
    func measure(
        _ digest: Digest, in repository: ImageReference, limit: Int64
    ) async throws(Obstacle) -> Measurement? {
        throw refusal(.images)
    }
    func referrers(of digest: Digest, in repository: ImageReference, limit: Int) async throws(Obstacle) -> [Digest] {
        throw refusal(.images)
    }

    func run(_ command: Command) async throws(Obstacle) -> CommandResult { throw refusal(.processes) }

    func entries(manifest: Digest) async throws(Obstacle) -> [LedgerEntry] { throw refusal(.ledger) }
    func entries() async throws(Obstacle) -> [LedgerEntry] { throw refusal(.ledger) }
    func manifest(_ digest: Digest) async throws(Obstacle) -> [UInt8]? { throw refusal(.ledger) }

    func ask(_ question: HTTPQuestion) async throws(Obstacle) -> HTTPAnswer { throw refusal(.http) }

    func handshake(with endpoint: TLSEndpoint) async throws(Obstacle) -> TLSHandshake { throw refusal(.tls) }
}
