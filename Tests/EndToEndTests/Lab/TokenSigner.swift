import AirworthyTesting
import Foundation
import Trust

/// Writes the tokens a registry believes: JSON Web Tokens under ES256 that bring the certificate of their key along
/// (distribution, `docs/spec/auth/jwt.md`).
struct TokenSigner: Sendable {
    static let issuer = "token-lab"
    /// In seconds.
    static let lifetime: Int64 = 300

    /// The authority that vouches for the key, as PEM: the registry's `rootcertbundle`.
    let authorityPEM: String
    private let key: PrivateKey
    private let certificate: Certificate

    init() throws {
        let now = Instant(seconds: Int64(Date().timeIntervalSince1970))
        let (from, until) = (now - .seconds(3_600), now + .seconds(86_400))
        let root = try VirtualAuthority.root(.authority("token authority", from: from, until: until))
        authorityPEM = root.certificate.pem
        key = try PrivateKey.generate(.p256)
        certificate = try root.issue(.leaf("token signer", from: from, until: until), to: key.publicKey)
    }

    func token(for subject: String, to audience: String, allowing grants: [RegistryGrant]) throws -> String {
        let now = Int64(Date().timeIntervalSince1970)
        let header: JSON = ["typ": "JWT", "alg": "ES256", "x5c": [.string(Base64.encode(certificate.der))]]
        let claims: JSON = [
            "iss": .string(Self.issuer), "sub": .string(subject), "aud": .string(audience),
            "exp": .integer(now + Self.lifetime), "nbf": .integer(now - 10), "iat": .integer(now),
            "jti": .string(UUID().uuidString), "access": .array(grants.map(\.json)),
        ]
        let signed = [header, claims].map { Base64.encodeURL($0.canonicalBytes()) }.joined(separator: ".")
        let signature = try key.sign(Array(signed.utf8), .ecdsa(.sha256, .raw))
        return "\(signed).\(Base64.encodeURL(signature))"
    }
}
