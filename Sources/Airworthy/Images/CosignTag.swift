public import Trust

/// The tags cosign derives from an image's digest (cosign `specs/SIGNATURE_SPEC.md`): `sha256-<hex>.sig`.
public enum CosignTag: String, Sendable, Hashable, CaseIterable {
    case signature = "sig"
    case attestation = "att"
    /// Written by `cosign attach sbom`; nothing signs it.
    case sbom = "sbom"

    public func name(for digest: Digest) -> String {
        "\(digest.algorithm.rawValue)-\(digest.hex).\(rawValue)"
    }
}
