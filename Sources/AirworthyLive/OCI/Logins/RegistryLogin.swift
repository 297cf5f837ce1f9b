import Trust

/// Who we are at one registry.
enum RegistryLogin: Sendable {
    case password(user: String, Secret)
    /// What Docker calls an identity token: a refresh token of OAuth 2, good only for getting others.
    case identityToken(Secret)
}
