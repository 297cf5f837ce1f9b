public import Trust

/// The pieces cosign stored before bundles: annotations of a layer, and the older bundle of `sign-blob`.
public struct LegacySignature: Sendable, Equatable {
    /// Base 64, `dev.cosignproject.cosign/signature`; empty beside an attestation, which carries its own.
    public var signature: String
    /// PEM, `dev.sigstore.cosign/certificate`; nil when signed with a key alone.
    public var certificate: String?
    /// PEM, intermediate then root, `dev.sigstore.cosign/chain`.
    public var chain: String?
    /// JSON, `dev.sigstore.cosign/bundle`; nil without a promise of Rekor v1.
    public var rekorBundle: JSON?
    /// JSON, `dev.sigstore.cosign/rfc3161timestamp`.
    public var timestamp: JSON?
    /// What `certificate` is in the blob bundle: base 64 of PEM.
    var blobVerifier: [UInt8]

    /// The file `cosign sign-blob --bundle` wrote before version 3.
    public var blobBundle: JSON {
        .members([
            "base64Signature": .string(signature), "cert": .base64(blobVerifier), "rekorBundle": rekorBundle,
        ])
    }
}
