/// What ``TLSEndpointCheck`` can find.
public enum TLSEndpointCode: String, FindingCode {
    case expired
    case expiresInWindow = "expires-in-window"
    case notYetValid = "not-yet-valid"
    case chainInvalid = "chain-invalid"
    case chainInvalidAtEnd = "chain-invalid-at-end"
    case invalidTimes = "invalid-times"
    case wrongName = "wrong-name"
    case wrongPurpose = "wrong-purpose"
    case otherCertificate = "other-certificate"
    case protocolTooOld = "protocol-too-old"
    case absent
    case unreachable
    case noHandshake = "no-handshake"
    case unreadable
    case expiresSoon = "expires-soon"
    case spareCertificate = "spare-certificate"

    /// What one finding does to the answer, as in ``SecretWindowCode``.
    var weight: SecretWindowCode.Weight {
        switch self {
        case .expired, .expiresInWindow, .notYetValid, .chainInvalid, .chainInvalidAtEnd, .invalidTimes, .wrongName,
            .wrongPurpose, .otherCertificate, .protocolTooOld, .absent:
            .failure
        case .unreachable, .noHandshake, .unreadable: .doubt
        case .expiresSoon, .spareCertificate: .warning
        }
    }

    public var meaning: String {
        switch self {
        case .expired: "a certificate the server shows has already expired when the release begins"
        case .expiresInWindow: "a certificate expires while the release, its bake or a rollback still needs the server"
        case .notYetValid: "a certificate is not valid yet when the release begins"
        case .chainInvalid: "what the server shows does not lead to the roots now"
        case .chainInvalidAtEnd: "the chain holds now, and not at the end of the window"
        case .invalidTimes: "a certificate ends before it begins"
        case .wrongName: "the server's certificate is not for the name it was asked by"
        case .wrongPurpose: "the server's certificate is not for servers"
        case .otherCertificate: "the server does not show the certificate it should: renewed, and not reloaded"
        case .protocolTooOld: "the best version of TLS the server speaks is older than `minProtocol`"
        case .absent: "a file named in the arguments is not there, or no system file of authorities is"
        case .unreachable: "nobody answers at the endpoint in time"
        case .noHandshake: "somebody answers, and no TLS handshake comes of it"
        case .unreadable: "what the server shows, or a file, cannot be read as certificates"
        case .expiresSoon: "the certificate outlives the window, but not by enough to plan its renewal (a warning)"
        case .spareCertificate: "the server shows a certificate that is out of date and not needed (a warning)"
        }
    }

    public var remedy: String {
        switch self {
        case .expired, .expiresInWindow: "renew the certificate, reload the server and run the check again"
        case .notYetValid: "move the window, or deploy a certificate that is valid already"
        case .chainInvalid: "have the server show its intermediates, or correct `roots`"
        case .chainInvalidAtEnd: "deploy a chain whose intermediates reach the end of the window"
        case .invalidTimes: "have the authority issue it again"
        case .wrongName: "issue a certificate with that name, or correct `name`"
        case .wrongPurpose: "issue a certificate for server authentication"
        case .otherCertificate: "reload the server, or correct `certificate`"
        case .protocolTooOld: "enable a newer version of TLS on the server"
        case .absent: "put the file in place, or name `roots`"
        case .unreachable: "check host, port and network, then run again"
        case .noHandshake: "check that the port speaks TLS to that name"
        case .unreadable: "correct the file, or what the server shows"
        case .expiresSoon: "have the owner plan the renewal now"
        case .spareCertificate: "remove it from what the server shows"
        }
    }
}
