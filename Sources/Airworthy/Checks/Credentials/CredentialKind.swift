/// What sort of credential an entry is, which decides how its file is read, if it has one.
enum CredentialKind: String, Sendable, Hashable, CaseIterable {
    /// A PEM bundle of X.509 certificates, leaf first, or one as DER.
    case certificate
    case pkcs12
    /// A Java key store of the older sorts, which is not read.
    case keystore
    /// A JSON Web Token in compact form (RFC 7519).
    case jwt
    /// JSON Web Keys (RFC 7517).
    case jwks
    /// Certificate revocation lists, PEM or DER: an old one stops everything it covers.
    case crl
    case kubeconfig
    /// Kubernetes manifests: Secrets, authorities of webhooks, certificates of cert-manager.
    case kubernetes
    /// Public keys.
    case openpgp
    /// Metadata of The Update Framework: roles that end.
    case tuf
    /// AWS IAM's credential report.
    case awsReport = "aws-credential-report"
    case vaultToken = "vault-token"
    case vaultLease = "vault-lease"
    case gitHubToken = "github-token"
    case password
    case apiKey = "api-key"
    case signingKey = "signing-key"
    /// An opaque token: only its issuer knows when it ends.
    case token

    /// Whether a file of this kind says when it expires. The others are never opened: all they hold is the secret.
    var isReadable: Bool {
        switch self {
        case .certificate, .pkcs12, .keystore, .jwt, .jwks, .crl, .kubeconfig, .kubernetes, .openpgp, .tuf, .awsReport:
            true
        case .vaultToken, .vaultLease, .gitHubToken, .password, .apiKey, .signingKey, .token: false
        }
    }

    /// Whether its issuer can be asked over HTTP when it ends.
    var isAsked: Bool { [.vaultToken, .vaultLease, .gitHubToken].contains(self) }

    /// Whether a file of this kind holds chains that can be asked to lead somewhere.
    var hasChains: Bool { [.certificate, .pkcs12, .kubernetes].contains(self) }

    /// By a file's extension; nil when it says nothing.
    static func named(by path: String) -> CredentialKind? {
        let name = path.lowercased()
        return extensions.first { $0.endings.contains(where: name.hasSuffix) }?.kind
    }

    private static let extensions: [(kind: CredentialKind, endings: [String])] = [
        (.certificate, [".pem", ".crt", ".cer", ".der"]), (.pkcs12, [".p12", ".pfx"]),
        (.keystore, [".jks", ".jceks", ".keystore"]), (.jwt, [".jwt"]), (.jwks, [".jwks"]), (.crl, [".crl"]),
        (.kubeconfig, [".kubeconfig"]), (.openpgp, [".asc", ".gpg", ".pgp"]),
    ]
}
