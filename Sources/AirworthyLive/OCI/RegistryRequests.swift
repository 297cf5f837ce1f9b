import Airworthy
import Synchronization
import Trust

/// Requests about one repository, with whatever proof of ourselves its registry wants, as patiently as it asks for and
/// within what one command may ask of one host.
struct RegistryRequests: Sendable {
    /// What all of a command's requests share.
    private final class Memory: Sendable {
        /// Requests sent, by registry.
        let sent = Mutex<[String: Int]>([:])
        /// Repositories found to have no referrers API. Not registries: a proxy serves several at one host.
        let withoutReferrers = Mutex<Set<String>>([])
    }

    /// Broken off after having brought something, a body is asked for again from there, so many times.
    private static let resumptions = 3

    private let registries: [String: RegistrySettings]
    private let client: HTTPClient
    private let authority: RegistryAuthority
    private let memory = Memory()
    /// Nil outside an attempt at a step.
    private var time: AttemptTime?
    private var isPatient = true

    init(registries: [String: RegistrySettings], logins: RegistryLogins, tokenScope: TokenScope = .reading) {
        var registries = registries
        // Docker Hub's name for images is not the name of its registry.
        registries[Self.dockerHub] = registries["docker.io"]
        self.registries = registries
        client = HTTPClient(registries: registries)
        authority = RegistryAuthority(client: client, logins: logins, tokenScope: tokenScope)
    }

    /// The same, for one attempt at a step.
    func within(_ time: AttemptTime) -> RegistryRequests {
        var requests = self
        requests.time = time
        return requests
    }

    /// The same, giving up where it would wait.
    func impatient() -> RegistryRequests {
        var requests = self
        requests.isPatient = false
        return requests
    }

    private static let impatience = HTTPDeadlines(connecting: .seconds(3), silence: .seconds(3))
    private static let dockerHub = "registry-1.docker.io"

    /// - Parameter path: below `/v2/<repository>/`.
    /// - Returns: any answer but 401, 429 and 503.
    func ask(
        _ method: HTTPRequest.Method, _ path: String, of repository: ImageReference, accept: String,
        into sink: any BodySink
    ) async throws(Obstacle) -> HTTPResponse {
        try await ask(method, try url(path, of: repository), of: repository, accept: accept, into: sink)
    }

    func ask(
        _ method: HTTPRequest.Method, _ url: HTTPURL, of repository: ImageReference, accept: String,
        into sink: any BodySink
    ) async throws(Obstacle) -> HTTPResponse {
        try await send(
            HTTPRequest(method: method, url: url, headers: [("Accept", accept)]), of: repository, into: sink)
    }

    /// Gets a blob, going on where a broken connection left off.
    ///
    /// - Returns: whether there is one.
    func read(
        blob digest: Digest, of repository: ImageReference, into sink: any BodySink
    ) async throws(Obstacle) -> Bool {
        let url = try url("blobs/\(digest)", of: repository)
        let body = ResumedBody(sink)
        for round in 0... {
            var request = HTTPRequest(url: url, headers: [("Accept", "*/*")])
            if let range = body.range { request.headers.append(("Range", range)) }
            let before = body.received
            do throws(Obstacle) {
                let response = try await send(request, of: repository, into: body)
                switch response.status {
                case 200: return true
                case 206 where before > 0: return true
                case 404 where before == 0: return false
                default: throw response.obstacle(for: repository)
                }
            } catch {
                let isBrokenOff = ["registry-broken", "registry-timeout"].contains(error.diagnostic.code)
                guard isBrokenOff, body.received > before, round < Self.resumptions else { throw error }
            }
        }
        preconditionFailure("the rounds have no end")
    }

    func lackReferrers(_ repository: ImageReference) -> Bool {
        memory.withoutReferrers.withLock { $0.contains(repository.repository) }
    }

    func noteLackOfReferrers(_ repository: ImageReference) {
        _ = memory.withoutReferrers.withLock { $0.insert(repository.repository) }
    }

    /// - Parameter other: a repository of the same registry that the request reads from, for a mount.
    /// - Returns: any answer but 401, and, where it is waited for, 429 and 503.
    func send(
        _ request: HTTPRequest, of repository: ImageReference, alsoReading other: String? = nil,
        into sink: any BodySink
    ) async throws(Obstacle) -> HTTPResponse {
        var patience = Patience(within: time)
        while true {
            let response = try await sendOnce(request, of: repository, alsoReading: other, into: sink)
            guard [429, 503].contains(response.status), isPatient else { return response }
            try await patience.wait(for: response, from: repository)
        }
    }

    private func sendOnce(
        _ request: HTTPRequest, of repository: ImageReference, alsoReading other: String?, into sink: any BodySink
    ) async throws(Obstacle) -> HTTPResponse {
        var request = request
        if !isPatient { request.deadlines = Self.impatience }
        // An address the registry named itself may be anybody's: what proves who we are stays at home.
        if let proof = authority.known(for: repository, alsoReading: other), try isHome(request.url, of: repository) {
            request.authorization = proof
        }
        try spend(on: repository)
        let response = try await client.send(request, into: sink, for: repository)
        guard response.status == 401 else { return response }
        // Somebody a redirect led to has no business asking who we are.
        guard response.url.hasSameOrigin(as: request.url), try isHome(request.url, of: repository) else {
            throw try await authority.refused(repository)
        }
        request.authorization = try await authority.answer(response, for: repository, alsoReading: other)
        try spend(on: repository)
        let second = try await client.send(request, into: sink, for: repository)
        guard second.status != 401 else { throw try await authority.refused(repository) }
        return second
    }

    /// - Throws: `registry-budget`: something asks without end, or makes us ask.
    private func spend(on repository: ImageReference) throws(Obstacle) {
        let most = registries[repository.registry]?.requests ?? RegistrySettings.defaultRequests
        let isAllowed = memory.sent.withLock { sent in
            sent[repository.registry, default: 0] += 1
            return sent[repository.registry, default: 0] <= most
        }
        guard isAllowed else {
            throw Obstacle(
                "registry-budget", "`\(repository.registry)` has been asked \(most) times, and is not asked again",
                at: .image(repository.repository),
                remedy: "look for what asks so often, or raise `requests` of that registry in airworthy.yaml")
        }
    }

    private func isHome(_ address: HTTPURL, of repository: ImageReference) throws(Obstacle) -> Bool {
        try url("tags", of: repository).hasSameOrigin(as: address)
    }

    /// The address of something in a repository.
    func url(_ path: String, of repository: ImageReference) throws(Obstacle) -> HTTPURL {
        try CurlLibrary.load()
        // A parsed reference holds nothing else; one put together in code might, and would then ask for another thing.
        let isPlain = "\(repository.path)/\(path)".split(separator: "/", omittingEmptySubsequences: false).allSatisfy {
            !["", ".", ".."].contains($0) && $0.utf8.allSatisfy(Self.isPlain)
        }
        let scheme = registries[repository.registry]?.plainHTTP == true ? "http" : "https"
        let host = repository.registry == "docker.io" ? Self.dockerHub : repository.registry
        guard isPlain, let url = HTTPURL("\(scheme)://\(host)/v2/\(repository.path)/\(path)") else {
            throw Obstacle(
                "image-reference", "`\(repository)` cannot be asked for over HTTP", at: .image(repository.repository))
        }
        return url
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"),
            UInt8(ascii: ":"):
            true
        default: false
        }
    }
}
