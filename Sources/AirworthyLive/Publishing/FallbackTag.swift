import Airworthy
import Trust

/// The list of referrers under a tag, where a registry has no referrers API (distribution-spec, "Referrers Tag Schema"):
/// read, added to, written, and watched until nobody can have overwritten it, see ``FallbackTagTiming``.
struct FallbackTag {
    private static let failureLimit = 10

    private let requests: RegistryRequests
    private let repository: ImageReference
    private let subject: Digest
    private let timing: FallbackTagTiming
    /// Every entry seen or added while this lasts: what somebody else overwrote is put back too.
    private var known = IndexEdit()
    /// Why the last writing failed, when the registry said so.
    private var refusal: Obstacle?

    init(
        requests: RegistryRequests, repository: ImageReference, subject: Digest, timing: FallbackTagTiming
    ) {
        self.requests = requests
        self.repository = repository
        self.subject = subject
        self.timing = timing
    }

    private var name: String { "\(repository.repository):\(subject.referrersTag)" }

    /// Returns once every one of `referrers` is listed, and will stay so for all that other publishers do.
    /// - Throws: `referrers-invalid` when the tag names something else than a list, `referrers-contended` when others
    ///   never stop writing.
    mutating func add(_ referrers: [Descriptor]) async throws(Obstacle) {
        for referrer in referrers { known.list(referrer) }
        var written: ContinuousClock.Instant?
        var attempts = 0
        var failures = 0
        var isSure = false
        while true {
            let began = ContinuousClock.now
            let found: IndexEdit?
            let tag: String?
            do throws(Obstacle) {
                (found, tag) = try await read()
            } catch {
                // docker-registry writes a tag's file in place: who reads it meanwhile is answered 500.
                failures += 1
                guard error.diagnostic.code == "registry-status", failures <= Self.failureLimit else { throw error }
                try await pause(timing.window / 16)
                continue
            }
            // "No list" is asked for twice: to believe it wrongly would take away what everybody else has listed.
            guard found != nil || isSure else {
                isSure = true
                try await pause(timing.window / 16)
                continue
            }
            isSure = false
            let current = found ?? IndexEdit()
            var wanted = current
            for entry in current.listed { known.list(entry) }
            var isChanged = false
            for entry in known.listed where wanted.list(entry) { isChanged = true }
            guard isChanged else {
                guard let written, ContinuousClock.now < written + timing.window else { return }
                try await pause(timing.window / 8)
                continue
            }
            attempts += 1
            guard attempts <= timing.attempts else {
                throw refusal
                    ?? Obstacle(
                        "referrers-contended", "others wrote to `\(name)` as often as we did, \(timing.attempts) times",
                        at: .image(name), remedy: "publish again when they have finished")
            }
            guard wanted.count <= IndexEdit.entryLimit, wanted.bytes.count <= 4 << 20 else {
                throw Obstacle(
                    "too-many-referrers", "`\(name)` lists \(current.count) referrers, and there is no room for more",
                    at: .image(name), remedy: "delete those nobody needs")
            }
            // Too late already: somebody may have watched their entry for the whole window and gone.
            if ContinuousClock.now < began + timing.window / 2,
                try await write(wanted, over: tag, isFirst: found == nil, until: began + timing.window)
            {
                written = .now
            }
            try await pause(timing.window / 16)
        }
    }

    /// - Returns: nil for no list yet.
    private func read() async throws(Obstacle) -> (IndexEdit?, entityTag: String?) {
        let body = BodyBuffer(limit: 4 << 20)
        // Whatever the tag names, and not only a list: docker-registry denies having what was not asked for, and the tag
        // would then be written over.
        let response = try await requests.ask(
            .get, "manifests/\(subject.referrersTag)", of: repository, accept: RegistryImages.manifestTypes,
            into: body)
        switch response.status {
        case 200: break
        case 404: return (nil, nil)
        default: throw response.obstacle(for: repository)
        }
        guard let bytes = body.bytes else { throw invalid("it is larger than 4 MiB") }
        do throws(Diagnostic) {
            return (try IndexEdit(bytes, name: name), response["etag"])
        } catch {
            throw invalid(error.message)
        }
    }

    /// - Returns: false when it is not known to have been written: the next reading tells.
    private mutating func write(
        _ list: IndexEdit, over tag: String?, isFirst: Bool, until deadline: ContinuousClock.Instant
    ) async throws(Obstacle) -> Bool {
        let bytes = list.bytes
        var request = HTTPRequest(
            method: .put, url: try requests.url("manifests/\(subject.referrersTag)", of: repository),
            headers: [("Content-Type", MediaType.imageIndex)], body: BytesBody(bytes))
        // Honoured by some, and then nothing can be overwritten unseen.
        if let tag, tag.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) { request.headers.append(("If-Match", tag)) }
        if isFirst { request.headers.append(("If-None-Match", "*")) }
        request.deadlines.total = timing.window / 2
        // A registry that asks to wait is not waited for past the deadline: the list would be too old by then.
        let requests = requests.within(AttemptTime { deadline - .now })
        let response: HTTPResponse
        do throws(Obstacle) {
            response = try await requests.send(request, of: repository, into: BodyBuffer(limit: 64 << 10))
        } catch {
            guard ["registry-timeout", "registry-busy"].contains(error.diagnostic.code) else { throw error }
            refusal = error
            return false
        }
        switch response.status {
        case 201:
            try response.requireDigest(.of(bytes), in: repository)
            refusal = nil
            return true
        case 409, 412: return false
        case 500...599:
            refusal = response.writeObstacle(for: repository)
            return false
        default: throw response.writeObstacle(for: repository)
        }
    }

    /// Up to twice `time`, at random: publishers that began together do not stay together.
    private func pause(_ time: Duration) async throws(Obstacle) {
        do {
            try await Task.sleep(for: time * Double.random(in: 0.2...2))
        } catch {
            throw Obstacle("registry-interrupted", "listing referrers in `\(name)` was interrupted", at: .image(name))
        }
    }

    private func invalid(_ fault: String) -> Obstacle {
        Obstacle(
            "referrers-invalid", "`\(name)` is not a list of referrers, so nothing is added to it: \(fault)",
            at: .image(name), remedy: "find out what it is, and delete the tag if nobody needs it")
    }
}
