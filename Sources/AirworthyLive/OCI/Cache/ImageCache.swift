public import Airworthy
import Synchronization
public import Trust

/// What registries answered, so that nobody asks twice: within a command always, and from one command to the next where
/// there is a file.
///
/// Only answers and bytes are kept, never verdicts: every signature is verified again and every byte hashed again, under
/// the policy of the day. So nothing in here can make anything pass that would not; it can only make a registry's answer
/// of a while ago stand in for its answer of now. Answers are kept for one trust policy and epoch: a revocation starts
/// from nothing. What a refusal was based on is forgotten (``forget(_:)``), so that whoever adds the missing signature
/// need not wait.
///
/// Safe under any number of processes. A file that is damaged, locked or cannot be written is as good as none.
public final class ImageCache: Sendable {
    private struct State {
        var answers: [String: CachedAnswer]?
        var contents: [Digest: [UInt8]] = [:]
        var bytes = 0
        /// Not in the file yet.
        var fresh: Set<String> = []
        var forgotten: Set<Digest> = []
    }

    /// Kept in memory at once. Manifests and signatures of some hundred images, and a few SBOMs.
    private static let memoryLimit = 24 << 20
    /// What a tag names and what refers to an image is believed this long, and that there is nothing: somebody may be
    /// about to sign, to scan anew or to take an excuse back, and the latest is what counts.
    private static let lifeOfLists: Duration = .seconds(300)

    private let file: CacheFile?
    private let life: Duration
    private let keepsLayers: Bool
    private let clock: any WallClock
    private let state = Mutex(State())

    /// Within this command only.
    public convenience init(clock: any WallClock) {
        self.init(file: nil, life: .seconds(86_400), keepsLayers: false, clock: clock)
    }

    /// - Parameters:
    ///   - path: the file; made when there is something to keep.
    ///   - trust: under whose policy and epoch the answers are kept.
    ///   - life: how long an answer is believed.
    ///   - keepsLayers: whether that a layer hashed to its name is kept too. Its bytes are not, so this one answer
    ///     cannot be checked again: whoever can write the file can then hide a spoilt layer.
    public convenience init(
        path: String, trust: TrustPolicy, life: Duration, keepsLayers: Bool, clock: any WallClock
    ) {
        self.init(
            file: CacheFile(path: path, scope: "\(trust.digest) \(trust.epoch)"), life: life, keepsLayers: keepsLayers,
            clock: clock)
    }

    init(file: CacheFile?, life: Duration, keepsLayers: Bool, clock: any WallClock) {
        self.file = file
        self.life = life
        self.keepsLayers = keepsLayers
        self.clock = clock
    }

    // MARK: - Asking

    func answer(_ question: ImageQuestion) -> ImageAnswer? {
        let now = clock.now()
        return withAnswers(at: now) { state in
            guard let answer = state.answers?[question.key], answer.isBelieved(at: now) else { return nil }
            return answer.answer
        }
    }

    func content(_ digest: Digest) -> [UInt8]? {
        if let bytes = state.withLock({ $0.contents[digest] }) { return bytes }
        // Whoever can write the file could write anything: it is compared like everything from outside.
        guard let bytes = file?.content(digest), Digest.of(bytes, digest.algorithm) == digest else { return nil }
        return bytes
    }

    /// With what the file has, which is read when it is first wanted.
    private func withAnswers<Value>(at now: Instant, _ work: (inout sending State) -> sending Value) -> sending Value {
        state.withLock { state in
            state.answers = state.answers ?? file?.answers(at: now) ?? [:]
            return work(&state)
        }
    }

    // MARK: - Keeping

    func keep(_ answer: ImageAnswer, to question: ImageQuestion) {
        let now = clock.now()
        let life = answer.mayChange ? min(life, Self.lifeOfLists) : life
        withAnswers(at: now) { state in
            state.answers?[question.key] = CachedAnswer(
                question: question, answer: answer, made: now, until: now + life)
            state.fresh.insert(question.key)
        }
    }

    /// - Parameter bytes: must hash to `digest`.
    func keep(_ bytes: [UInt8], as digest: Digest) {
        let isFull = state.withLock { state in
            guard state.contents[digest] == nil, bytes.count <= Self.memoryLimit else { return false }
            state.contents[digest] = bytes
            state.bytes += bytes.count
            return state.bytes > Self.memoryLimit
        }
        guard isFull else { return }
        save()
        state.withLock { state in
            state.contents = [:]
            state.bytes = 0
        }
    }

    /// Nothing that was answered about this image is believed any more.
    public func forget(_ image: Digest) {
        let now = clock.now()
        withAnswers(at: now) { state in
            state.forgotten.insert(image)
            state.answers = state.answers?.filter { $0.value.question.image != image }
            state.fresh = state.fresh.filter { state.answers?[$0] != nil }
        }
    }

    /// Keeps what was answered about an image that passed; one that did not is asked about anew next time.
    public func save(unlessRefused outcomes: [Outcome], of image: ImageReference) {
        let passed = outcomes.allSatisfy { if case .passed = $0 { true } else { false } }
        if !passed, let digest = image.digest { forget(digest) }
        save()
    }

    /// Writes what is new to the file, if there is one. What cannot be written is asked for again next time.
    public func save() {
        guard let file else { return }
        let (answers, contents, forgotten) = state.withLock { state in
            let fresh = state.fresh.compactMap { state.answers?[$0] }
                .filter { keepsLayers || $0.question.kind != .layer }
            defer { state.fresh = [] }
            return (fresh, fresh.isEmpty ? [:] : state.contents, state.forgotten)
        }
        guard !answers.isEmpty || !forgotten.isEmpty else { return }
        file.write(answers, contents, without: forgotten)
    }
}
