import Trust

/// Who we are at one registry.
enum RegistryLogin: Sendable {
    case password(user: String, Secret)
    /// What Docker calls an identity token: a refresh token of OAuth 2, good only for getting others.
    case identityToken(Secret)
}

extension RegistryLogin {
    /// The `Authorization` of RFC 7617.
    static func basic(_ user: String, _ password: Secret) -> String {
        let pair = password.withBytes { Array(user.utf8) + [UInt8(ascii: ":")] + Array($0) }
        return "Basic " + Base64.encode(pair)
    }
}
