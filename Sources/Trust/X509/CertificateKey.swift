import Synchronization

/// A certificate's public key, loaded when it is first asked for: most certificates that are read are never verified
/// with, and loading a key is half the cost of reading one.
final class CertificateKey: Sendable {
    private let spki: [UInt8]
    private let loaded = Mutex<Result<PublicKey, Diagnostic>?>(nil)

    init(spki: [UInt8]) {
        self.spki = spki
    }

    /// Kept whichever way it went: a certificate with a key we refuse to use can still be inspected for its dates.
    func load() -> Result<PublicKey, Diagnostic> {
        loaded.withLock { loaded in
            if let loaded { return loaded }
            let result = Result { () throws(Diagnostic) in try PublicKey(spki: spki) }
            loaded = result
            return result
        }
    }
}
