/// Why a path was refused. Raw values are the diagnostic codes.
enum ChainFault: String, CaseIterable {
    case untrusted = "certificate-untrusted"
    case expired = "certificate-expired"
    case notYetValid = "certificate-not-yet-valid"
    case badSignature = "certificate-bad-signature"
    case notAnAuthority = "certificate-not-an-authority"
    case tooLong = "certificate-chain-too-long"
    case tooWeak = "certificate-too-weak"
    case nameConstraint = "certificate-name-constraint"
    case unknownCriticalExtension = "certificate-unknown-extension"
    /// Breaks a rule of RFC 5280 that has no code of its own here; the message says which.
    case malformed = "certificate-malformed"

    var remedy: String {
        switch self {
        case .untrusted: "Add the missing intermediate, or the root if it is to be trusted."
        case .expired: "Renew the certificate."
        case .notYetValid: "Wait, or correct the instant asked about."
        case .badSignature: "Get the certificate again from its issuer."
        case .notAnAuthority: "Have the leaf issued by a certificate that is an authority."
        case .tooLong: "Give only the certificates of one path."
        case .tooWeak: "Reissue with an EC key, or RSA of 2048 bits or more, and SHA-256."
        case .nameConstraint: "Use an issuer whose name constraints permit these names."
        case .unknownCriticalExtension: "Reissue without the critical extension this verifier does not know."
        case .malformed: "Reissue the certificate as RFC 5280 asks."
        }
    }

    func diagnostic(_ certificate: Certificate, _ reason: String) -> Diagnostic {
        Diagnostic(
            rawValue, "\(certificate): \(reason)", at: .field(of: certificate.subject, "path"), remedy: remedy)
    }
}
