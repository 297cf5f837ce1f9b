import Airworthy
import Trust

/// A world that answers every question with the same bytes: whatever a check reads is what is fuzzed.
struct OneFileWorld: FileAccess, ImageSource, ProcessRunner, LedgerReader, HTTPAccess, WallClock {
    let bytes: [UInt8]

    var world: World { World(clock: self, files: self, images: self, processes: self, ledger: self, http: self) }

    func now() -> Instant { Instant(seconds: 1_795_000_000) }

    /// `live…` and `desired…` are the two parts around the first zero byte, so that both sides of a comparison vary.
    func read(_ path: String, limit: Int) async throws(Obstacle) -> [UInt8]? {
        let parts = bytes.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
        if path.hasPrefix("live") { return Array(parts[0]) }
        if path.hasPrefix("desired") { return Array(parts.last ?? []) }
        return bytes
    }
    func measure(_ path: String, _ algorithm: DigestAlgorithm) async throws(Obstacle) -> Measurement? {
        Measurement(size: Int64(bytes.count), digest: .of(bytes, algorithm))
    }
    func name(of path: String) -> String { path }
    func kind(of path: String) async throws(Obstacle) -> FileKind? { .file(executable: false) }
    func names(in directory: String, limit: Int) async throws(Obstacle) -> [String]? { nil }

    func resolve(tag: String, in repository: ImageReference) async throws(Obstacle) -> Digest? { .of(bytes) }
    func manifest(_ digest: Digest, in repository: ImageReference, limit: Int) async throws(Obstacle) -> RawManifest? {
        RawManifest(bytes: bytes, mediaType: nil)
    }
    func blob(_ digest: Digest, in repository: ImageReference, limit: Int) async throws(Obstacle) -> [UInt8]? { bytes }
    func measure(_ digest: Digest, in repository: ImageReference, limit: Int64) async throws(Obstacle) -> Measurement? {
        Measurement(size: Int64(bytes.count), digest: .of(bytes))
    }
    func referrers(of digest: Digest, in repository: ImageReference, limit: Int) async throws(Obstacle) -> [Digest] {
        [.of(bytes)]
    }

    func run(_ command: Command) async throws(Obstacle) -> CommandResult {
        CommandResult(ending: .exited(0), output: bytes, errors: bytes, truncated: false)
    }

    func entries(manifest: Digest) async throws(Obstacle) -> [LedgerEntry] { [] }
    func entries() async throws(Obstacle) -> [LedgerEntry] { [] }
    func manifest(_ digest: Digest) async throws(Obstacle) -> [UInt8]? { bytes }

    func ask(_ question: HTTPQuestion) async throws(Obstacle) -> HTTPAnswer { HTTPAnswer(status: 200, body: bytes) }
}
