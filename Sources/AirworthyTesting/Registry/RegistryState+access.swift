import Foundation
import Trust

/// Who may do what, and the token service.
extension RegistryState {
    private static let service = "virtual-registry"

    /// - Returns: the refusal, or nil for who may.
    func refusal(of request: RegistryRequest) -> RegistryReply? {
        guard request.route != .token else { return nil }
        let given = request["authorization"]
        switch traits.access {
        case .open: return nil
        case .basic:
            return given == basic ? nil : Self.unauthorized("Basic realm=\"\(Self.service)\"")
        case .token:
            let scope = scope(of: request)
            if let given, given.hasPrefix("Bearer "), let allowed = tokens[String(given.dropFirst(7))],
                scope.isEmpty || allowed.isSuperset(of: scope)
            {
                return nil
            }
            var challenge = "Bearer realm=\"http://\(authority)/token\",service=\"\(Self.service)\""
            if let name = request.route.repository {
                let actions = scope.compactMap { $0.split(separator: ":").last }.sorted().joined(separator: ",")
                challenge += ",scope=\"repository:\(name):\(actions)\""
            }
            return Self.unauthorized(challenge)
        }
    }

    private var basic: String? {
        traits.access.user.map { "Basic " + Data("\($0.name):\($0.password)".utf8).base64EncodedString() }
    }

    private static func unauthorized(_ challenge: String) -> RegistryReply {
        var reply = RegistryReply.error(401, "UNAUTHORIZED")
        reply["WWW-Authenticate"] = challenge
        return reply
    }

    private func scope(of request: RegistryRequest) -> Set<String> {
        guard let name = request.route.repository else { return [] }
        let reads = ["GET", "HEAD"].contains(request.method) && request.route.kind != .upload
        return Set((reads ? ["pull"] : ["pull", "push"]).map { "repository:\(name):\($0)" })
    }

    /// One token for what was asked, as far as it is allowed; refused only where nothing at all would be.
    mutating func token(_ request: RegistryRequest) -> RegistryReply {
        guard case .token(let user, let password, let anonymousPull) = traits.access else {
            return .error(404, "NOT_FOUND")
        }
        let isKnown: Bool
        let asked: [String]
        switch request.method {
        case "GET":
            guard request["authorization"] == nil || request["authorization"] == basic else {
                return Self.unauthorized("Basic realm=\"\(Self.service)\"")
            }
            isKnown = request["authorization"] != nil
            asked = request.queries("scope").flatMap { $0.split(separator: " ").map(String.init) }
        case "POST":
            // distribution `docs/spec/auth/oauth.md`
            let isPassword = request.form("grant_type") == "password"
            guard
                isPassword
                    ? request.form("username") == user && request.form("password") == password
                    : request.form("refresh_token") == Self.refreshToken(of: user, password)
            else { return .error(401, "UNAUTHORIZED") }
            isKnown = true
            asked = (request.form("scope") ?? "").split(separator: " ").map(String.init)
        default: return .error(405, "UNSUPPORTED")
        }
        let allowed = asked.flatMap(Self.actions).filter { isKnown || (anonymousPull && $0.hasSuffix(":pull")) }
        guard isKnown || !allowed.isEmpty else { return Self.unauthorized("Basic realm=\"\(Self.service)\"") }
        let token = UUID().uuidString.lowercased()
        tokens[token] = Set(allowed)
        return RegistryReply(
            200,
            json: Self.json([
                "token": token, "access_token": token, "expires_in": traits.tokenLifetime,
                "issued_at": ISO8601DateFormatter().string(from: Date()),
            ]))
    }

    /// What a user may have instead of the password: an identity token, which is good for tokens and nothing else.
    static func refreshToken(of user: String, _ password: String) -> String {
        "\(Digest.of(Array("\(user) \(password)".utf8)).hex.prefix(40))"
    }

    /// `repository:a/b:pull,push` as one entry an action.
    private static func actions(_ scope: String) -> [String] {
        guard let colon = scope.lastIndex(of: ":") else { return [] }
        return scope[scope.index(after: colon)...].split(separator: ",").map { "\(scope[..<colon]):\($0)" }
    }
}
