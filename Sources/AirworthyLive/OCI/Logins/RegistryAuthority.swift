import Airworthy
import Synchronization
import Trust

/// Proves to registries who we are, and never to anyone else: what is learnt for one repository of one registry is
/// kept under that name and sent to that origin.
final class RegistryAuthority: Sendable {
    private struct Key: Hashable {
        let registry: String
        let repository: String
        /// Another repository of the same registry that is read by the same request.
        let other: String?

        init(_ repository: ImageReference, alsoReading other: String?) {
            registry = repository.registry
            self.repository = repository.path
            self.other = other
        }
    }

    private struct Proof {
        let authorization: String
        let expires: ContinuousClock.Instant?
    }

    private let client: HTTPClient
    private let logins: RegistryLogins
    private let tokenScope: TokenScope
    private let proofs = Mutex<[Key: Proof]>([:])

    init(client: HTTPClient, logins: RegistryLogins, tokenScope: TokenScope = .reading) {
        self.client = client
        self.logins = logins
        self.tokenScope = tokenScope
    }

    /// What was accepted, or at least given out, before and has not expired.
    func known(for repository: ImageReference, alsoReading other: String? = nil) -> String? {
        let key = Key(repository, alsoReading: other)
        return proofs.withLock { proofs in
            guard let proof = proofs[key] else { return nil }
            if let expires = proof.expires, expires <= .now {
                proofs[key] = nil
                return nil
            }
            return proof.authorization
        }
    }

    /// Answers a 401.
    ///
    /// - Parameter other: a repository of the same registry that must be readable too, for a mount.
    /// - Returns: the `Authorization` to try next.
    /// - Throws: `registry-unauthorized`, `registry-realm-refused`, and what asking for a token may throw.
    func answer(
        _ response: HTTPResponse, for repository: ImageReference, alsoReading other: String? = nil
    ) async throws(Obstacle) -> String {
        let challenges = response.headers.filter { $0.name == "www-authenticate" }
            .flatMap { AuthChallenge.all(in: $0.value) }
        let proof: Proof
        if let bearer = challenges.first(where: { $0.scheme == "bearer" }) {
            proof = try await token(bearer, for: repository, alsoReading: other, asked: response.url)
        } else if challenges.contains(where: { $0.scheme == "basic" }),
            case .password(let user, let password) = try await logins.login(for: repository.registry)
        {
            proof = Proof(authorization: RegistryLogin.basic(user, password), expires: nil)
        } else {
            throw try await refused(repository)
        }
        let key = Key(repository, alsoReading: other)
        proofs.withLock { $0[key] = proof }
        return proof.authorization
    }

    /// The refusal, with what would help.
    func refused(_ repository: ImageReference) async throws(Obstacle) -> Obstacle {
        let registry = repository.registry
        let remedy =
            switch try await logins.login(for: registry) {
            case .password: "check the password for `\(registry)`: log in again"
            case .identityToken: "the identity token for `\(registry)` has been refused: log in again"
            case nil:
                if let helper = logins.helper(for: registry) {
                    "log in to `\(registry)`: `docker-credential-\(helper)` has no password for it"
                } else {
                    "log in to `\(registry)`, so that the Docker configuration has a password for it"
                }
            }
        return Obstacle(
            "registry-unauthorized",
            tokenScope == .reading
                ? "`\(registry)` will not show `\(repository.path)` to us"
                : "`\(registry)` will not let us write to `\(repository.path)`",
            at: .image(repository.repository), remedy: remedy)
    }

    // MARK: - Tokens (distribution, `docs/spec/auth/token.md`)

    private func token(
        _ challenge: AuthChallenge, for repository: ImageReference, alsoReading other: String?, asked: HTTPURL
    ) async throws(Obstacle) -> Proof {
        var scopes = [scope(challenge, repository)]
        if let other { scopes.append("repository:\(other):pull") }
        let login = try await logins.login(for: repository.registry)
        guard let asking = TokenRequest(challenge, scopes: scopes), let request = asking.request(as: login) else {
            throw Obstacle(
                "registry-realm-refused", "`\(repository.registry)` names no address to get a token from",
                at: .image(repository.repository))
        }
        // The registry chooses the address: without this it, or whoever answers for it, could have any user's password
        // sent anywhere.
        guard login == nil || Self.mayKeepPasswords(asking.url, of: asked) else {
            throw Obstacle(
                "registry-realm-refused",
                "`\(repository.registry)` wants its password sent to `\(asking.url.authority)`, a stranger's host",
                at: .image(repository.repository), remedy: "ask the registry's operator whether that is right")
        }
        let body = BodyBuffer(limit: 64 << 10)
        let response = try await client.send(request, into: body, for: repository)
        switch response.status {
        case 200: break
        case 400, 401, 403: throw try await refused(repository)
        default: throw response.obstacle(for: repository)
        }
        return try proof(body.bytes, from: asking.url, for: repository)
    }

    private func proof(
        _ bytes: [UInt8]?, from url: HTTPURL, for repository: ImageReference
    ) throws(Obstacle) -> Proof {
        let limits = JSONLimits(bytes: 64 << 10, depth: 8)
        let root = bytes.flatMap { try? JSONDocument($0, name: "the token", limits: limits).root }
        guard let token = root?["token"]?.string ?? root?["access_token"]?.string, !token.isEmpty,
            token.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else {
            throw Obstacle(
                "registry-token-invalid", "`\(url.authority)` gave no token for `\(repository.repository)`",
                at: .image(repository.repository))
        }
        // "if omitted, this defaults to 60 seconds". Ten less, so that it does not lapse on its way.
        let lifetime = min(max(root?["expires_in"]?.integer ?? 60, 20), 86_400) - 10
        return Proof(authorization: "Bearer \(token)", expires: .now + .seconds(lifetime))
    }

    /// To read this repository, or to write to it where that is what we are here for, and nothing more: a challenge that
    /// asks for another one, or for more, is not obeyed.
    private func scope(_ challenge: AuthChallenge, _ repository: ImageReference) -> String {
        let own = "repository:\(repository.path):"
        guard tokenScope == .reading else { return own + "pull,push" }
        guard let asked = challenge.parameters["scope"], asked.hasPrefix(own) else { return own + "pull" }
        let actions = asked.dropFirst(own.count).split(separator: ",")
        let harmless = actions.allSatisfy { ["pull", "metadata_read"].contains($0) }
        return harmless && !actions.isEmpty ? asked : own + "pull"
    }

    /// Whether a registry's password may be given to the token service it names: on the registry's own host, or a host
    /// of the same domain (`registry.gitlab.com` and `gitlab.com`, `registry-1.docker.io` and `auth.docker.io`).
    private static func mayKeepPasswords(_ url: HTTPURL, of registry: HTTPURL) -> Bool {
        guard url.scheme == .https || registry.scheme == .http else { return false }
        if url.host == registry.host { return true }
        let (theirs, own) = (url.host.split(separator: "."), registry.host.split(separator: "."))
        // Numbers are addresses, and addresses have no domain.
        guard theirs.count >= 2, own.count >= 2, theirs.last?.contains(where: \.isNumber) == false else { return false }
        return theirs.suffix(2) == own.suffix(2)
    }
}
