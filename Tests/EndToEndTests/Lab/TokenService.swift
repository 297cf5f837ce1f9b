import AirworthyTesting
import Foundation
import Trust

/// A token service over TLS, beside a registry and not part of it (distribution, `docs/spec/auth/token.md`): it checks
/// a password and allows no more than that visitor may. It remembers what it was asked.
final class TokenService: Sendable {
    /// What the registry calls itself before it.
    static let audience = "registry-lab"

    private let signer: TokenSigner
    private let server: LoopbackServer
    private let front: TLSFront

    init() throws {
        let signer = try TokenSigner()
        self.signer = signer
        server = try LoopbackServer { TokenService.answer($0, signing: signer) }
        front = try TLSFront(before: server.authority)
    }

    /// `localhost:port`
    var host: String { front.authority }
    /// The only authority that vouches for the service itself, as PEM.
    var authorityPEM: String { front.authorityPEM }
    /// The only authority that vouches for its tokens, as PEM.
    var signersPEM: String { signer.authorityPEM }

    /// Every scope it was asked for so far, in order, whether or not it was allowed.
    var scopes: [String] { server.requests.flatMap { Self.scopes(in: Self.fields(of: $0)) } }

    /// The registry's `auth`, for its configuration.
    /// - Parameter signers: a file with ``signersPEM``.
    func registrySetting(signers: String) -> String {
        "auth: {token: {realm: \"https://\(host)/token\", service: \(Self.audience), issuer: \(TokenSigner.issuer), "
            + "rootcertbundle: \(signers)}}"
    }

    private static func answer(_ request: LoopbackRequest, signing signer: TokenSigner) -> LoopbackReply {
        guard request.path == "/token" else { return .answer(404) }
        guard request.method == "GET" else { return .answer(405) }
        let fields = fields(of: request)
        guard fields.contains(URLQueryItem(name: "service", value: audience)) else { return .answer(400) }
        guard let visitor = RegistryVisitor(authorization: request.headers["authorization"]) else {
            return .answer(401, headers: ["WWW-Authenticate": "Basic realm=\"token-lab\""])
        }
        let grants = scopes(in: fields).compactMap(RegistryGrant.init(scope:)).map { $0.limited(to: visitor.actions) }
        guard let token = try? signer.token(for: visitor.name, to: audience, allowing: grants) else {
            return .answer(500)
        }
        let answer: JSON = [
            "token": .string(token), "access_token": .string(token), "expires_in": .integer(TokenSigner.lifetime),
        ]
        return .answer(200, headers: ["Content-Type": "application/json"], body: answer.canonicalBytes())
    }

    private static func fields(of request: LoopbackRequest) -> [URLQueryItem] {
        URLComponents(string: request.target)?.queryItems ?? []
    }

    /// Several come as several fields, or in one with spaces between them.
    private static func scopes(in fields: [URLQueryItem]) -> [String] {
        fields.filter { $0.name == "scope" }.flatMap { ($0.value ?? "").split(separator: " ").map(String.init) }
    }
}
