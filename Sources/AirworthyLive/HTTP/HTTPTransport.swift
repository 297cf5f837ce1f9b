import Airworthy

/// How the other side is reached, and how it proves who it is.
struct HTTPTransport: Sendable, Hashable {
    /// Certificates of the only authorities trusted, as PEM.
    enum Authorities: Sendable, Hashable {
        case file(String)
        case pem([UInt8])
    }

    var allowsPlainHTTP = false
    var verifiesPeer = true
    /// Nil for those of the system.
    var authorities: Authorities?
    /// Paths of a PEM certificate (chain) shown to the other side, and of the PEM key that belongs to it.
    var clientCertificate: String?
    var clientKey: String?
}

extension HTTPTransport {
    init(_ settings: RegistrySettings) {
        self.init(
            allowsPlainHTTP: settings.plainHTTP, authorities: settings.caFile.map(Authorities.file),
            clientCertificate: settings.clientCertificate, clientKey: settings.clientKey)
    }
}
