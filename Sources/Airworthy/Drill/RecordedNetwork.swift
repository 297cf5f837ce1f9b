import Synchronization
public import Trust

/// Remembers how servers answered, and once sealed says the same again and asks nobody: what is tried out on a step must
/// not send a credential that was spoilt to whoever takes three of them for an attack.
public final class RecordedNetwork: HTTPAccess, TLSAccess {
    private struct State {
        var answers: [Question: Result<HTTPAnswer, Obstacle>] = [:]
        var handshakes: [TLSEndpoint: Result<TLSHandshake, Obstacle>] = [:]
        var isSealed = false
    }

    private let http: any HTTPAccess
    private let tls: any TLSAccess
    private let state = Mutex(State())

    public init(_ http: any HTTPAccess, _ tls: any TLSAccess) {
        self.http = http
        self.tls = tls
    }

    /// From now on only what was asked before is answered.
    public func seal() {
        state.withLock { $0.isSealed = true }
    }

    public func ask(_ question: HTTPQuestion) async throws(Obstacle) -> HTTPAnswer {
        let key = Question(question)
        if let known = state.withLock({ $0.answers[key] }) { return try known.get() }
        try refuseOnceSealed()
        let result: Result<HTTPAnswer, Obstacle>
        do throws(Obstacle) {
            result = .success(try await http.ask(question))
        } catch {
            result = .failure(error)
        }
        state.withLock { $0.answers[key] = result }
        return try result.get()
    }

    public func handshake(with endpoint: TLSEndpoint) async throws(Obstacle) -> TLSHandshake {
        if let known = state.withLock({ $0.handshakes[endpoint] }) { return try known.get() }
        try refuseOnceSealed()
        let result: Result<TLSHandshake, Obstacle>
        do throws(Obstacle) {
            result = .success(try await tls.handshake(with: endpoint))
        } catch {
            result = .failure(error)
        }
        state.withLock { $0.handshakes[endpoint] = result }
        return try result.get()
    }

    private func refuseOnceSealed() throws(Obstacle) {
        guard state.withLock({ $0.isSealed }) else { return }
        throw Obstacle(
            "no-network", "this was not asked before, and a trial asks nobody anything new",
            remedy: "run the check where the network may be used")
    }

    /// All that an answer may depend on; of secrets their digests.
    private struct Question: Hashable {
        let method: HTTPQuestion.Method
        let url: String
        let headers: [String: String]
        let body: [UInt8]
        let redirects: Int
        let leniencies: Set<HTTPQuestion.Leniency>
        let authorities: [UInt8]?
        let bodyLimit: Int
        let credentials: [String]
        let identity: [Digest]

        init(_ question: HTTPQuestion) {
            method = question.method
            url = question.url
            headers = question.headers
            body = question.body
            redirects = question.redirects
            leniencies = question.leniencies
            authorities = question.authorities
            bodyLimit = question.bodyLimit
            credentials = question.credentials.map { "\($0.header): \(Self.digest(of: $0.value))" }
            identity = question.identity.map { [Digest.of($0.certificate), Self.digest(of: $0.key)] } ?? []
        }

        private static func digest(of secret: Secret) -> Digest {
            var hasher = Trust.Hasher()
            secret.withBytes { hasher.update($0) }
            return hasher.finish()
        }
    }
}
