import Trust

/// The key a specimen's artifact is signed with; not always one that `Trust` would load.
struct ArtifactKey {
    let spki: [UInt8]
    /// Nil for a key nobody should accept.
    let publicKey: PublicKey?
    private let signer: @Sendable ([UInt8], SigstoreKeyAlgorithm) throws(Diagnostic) -> [UInt8]

    init(_ key: PrivateKey) {
        spki = key.publicKey.spki
        publicKey = key.publicKey
        signer = { (message, algorithm) throws(Diagnostic) in try key.sign(message, algorithm.scheme) }
    }

    /// For a key that is not loaded.
    init(spki: [UInt8], _ signer: @escaping @Sendable ([UInt8], SigstoreKeyAlgorithm) throws(Diagnostic) -> [UInt8]) {
        self.spki = spki
        self.signer = signer
        publicKey = nil
    }

    func sign(
        _ message: [UInt8], _ algorithm: SigstoreKeyAlgorithm, spelling: SignatureSpelling = .usual
    ) throws(Diagnostic) -> [UInt8] {
        try spelling.respell(try signer(message, algorithm))
    }
}
