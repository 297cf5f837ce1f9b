import Trust

/// The private keys of one ``VirtualSigstore``; strangers' keys too, for what they forge.
struct SigstoreKeys: Sendable {
    let root: PrivateKey
    let intermediate: PrivateKey
    let largeRoot: PrivateKey
    let largeIntermediate: PrivateKey
    let ctLog: PrivateKey
    let rekor1: PrivateKey
    let rekor2: PrivateKey
    let sibling1: PrivateKey
    let timestampRoot: PrivateKey
    let timestamps: PrivateKey
    let strangerAuthority: PrivateKey
    let strangerLog: PrivateKey
    let strangerTimestampRoot: PrivateKey
    let strangerTimestamps: PrivateKey

    init() throws(Diagnostic) {
        root = try PrivateKey.generate(.p256)
        intermediate = try PrivateKey.generate(.p256)
        largeRoot = try PrivateKey.generate(.p384)
        largeIntermediate = try PrivateKey.generate(.p384)
        ctLog = try PrivateKey.generate(.p256)
        rekor1 = try PrivateKey.generate(.p256)
        rekor2 = try PrivateKey.generate(.ed25519)
        sibling1 = try PrivateKey.generate(.p256)
        timestampRoot = try PrivateKey.generate(.p256)
        timestamps = try PrivateKey.generate(.p256)
        strangerAuthority = try PrivateKey.generate(.p256)
        strangerLog = try PrivateKey.generate(.p256)
        strangerTimestampRoot = try PrivateKey.generate(.p256)
        strangerTimestamps = try PrivateKey.generate(.p256)
    }
}
