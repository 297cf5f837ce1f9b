import AirworthyTesting

/// Where a verifier made by others goes another way than a specimen says it must. A test fails when one of these is no
/// longer so, because then somebody has to look.
struct SigstoreDeviation: Hashable {
    let oracle: SigstoreOracle
    /// ``SigstoreSpecimen/name``.
    let name: String
    let reason: String
}

extension SigstoreDeviation {
    /// Valid shapes that a verifier has no support for; nil for those it must accept.
    static func unsupported(_ shape: SigstoreShape, by oracle: SigstoreOracle) -> String? {
        switch (oracle, shape.entry) {
        case (_, .intoto001): return "entries of intoto 0.0.1 are known only beside cosign's older attestations"
        case (_, .dsse002): return "dsse 0.0.2 was withdrawn from Rekor v2"
        case (.sigstorePython, .intoto002): return "no intoto entries"
        default: break
        }
        switch shape.rootMediaType {
        case .parameter: break
        case .v01, .v02: return "the trusted root's media type is compared with the one the public instance uses"
        }
        guard oracle == .sigstorePython else { return nil }
        if shape.material == .publicKey { return "no bundles without a certificate" }
        if shape.identity == .otherName { return "compares the DER of the name with its text" }
        switch shape.key {
        case .p256, .p384SHA256, .p521SHA256: return nil
        default: return "only ECDSA, and only with SHA-256"
        }
    }
}
