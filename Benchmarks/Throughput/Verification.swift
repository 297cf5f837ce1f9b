import Trust

/// What is measured: from the bundle's bytes to the signer, as a program does with each bundle it is given.
struct Verification {
    let bundle: [UInt8]
    let artifact: [UInt8]
    let identity: String
    let issuer: String
    let verifier: SigstoreVerifier
    let instant: Instant

    func perform() throws -> EstablishedSigner {
        let bundle = try SigstoreBundle(bundle)
        guard case .certificate(let material) = bundle.material, case .message(let message) = bundle.content else {
            throw Failure("not a bundle of a file signed with a certificate")
        }
        let signer = try verifier.establish(material, over: .bytes(artifact), claimed: message.digest, at: instant)
            .first
        guard signer.identity.subject == identity, signer.identity.issuer == issuer else {
            throw Failure("signed by \(signer.identity)")
        }
        return signer
    }
}
