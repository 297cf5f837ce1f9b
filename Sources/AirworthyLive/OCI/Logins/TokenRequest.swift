import Trust

/// Asks a token service for a token (distribution, `docs/spec/auth/token.md` and `oauth.md`).
struct TokenRequest {
    private static let patience: Duration = .seconds(30)

    private let realm: String
    private let service: String?
    private let scopes: [String]
    /// Where it is asked.
    let url: HTTPURL

    /// - Parameter scopes: what the token is to be good for, `repository:acme/app:pull`.
    /// - Returns: nil for a challenge that names no address.
    init?(_ challenge: AuthChallenge, scopes: [String]) {
        guard let realm = challenge.parameters["realm"], let url = HTTPURL(realm) else { return nil }
        self.realm = realm
        service = challenge.parameters["service"]
        self.scopes = scopes
        self.url = url
    }

    /// - Parameter login: nil for nobody.
    /// - Returns: nil when the service's address with a question behind it is none.
    func request(as login: RegistryLogin?) -> HTTPRequest? {
        var request: HTTPRequest
        switch login {
        case nil, .password:
            var fields = scopes.map { ("scope", $0) }
            if let service { fields.append(("service", service)) }
            let address = realm + (realm.contains("?") ? "&" : "?") + Self.form(fields)
            guard let url = HTTPURL(address) else { return nil }
            request = HTTPRequest(url: url)
            if case .password(let user, let password) = login {
                request.authorization = RegistryLogin.basic(user, password)
            }
        case .identityToken(let token):
            var fields = [("grant_type", "refresh_token"), ("client_id", "airworthy")]
            fields.append(("scope", scopes.joined(separator: " ")))
            fields.append(("service", service ?? ""))
            fields.append(("refresh_token", token.withBytes { String(decoding: $0, as: UTF8.self) }))
            // In the body, never in the address: addresses are logged.
            request = HTTPRequest(method: .post, url: url)
            request.headers.append(("Content-Type", "application/x-www-form-urlencoded"))
            request.body = BytesBody(Array(Self.form(fields).utf8))
        }
        request.deadlines.total = Self.patience
        return request
    }

    private static func form(_ fields: [(name: String, value: String)]) -> String {
        fields.map { "\($0.name)=\(percentEncoded($0.value))" }.joined(separator: "&")
    }

    private static func percentEncoded(_ text: String) -> String {
        var encoded = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: ":"), UInt8(ascii: "/"), UInt8(ascii: ","):
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            default: encoded += "%" + Hex.encode([byte]).uppercased()
            }
        }
        return encoded
    }
}
