/// What an attached manifest seems to be, by its types and annotations: hints for people, which nothing rests on.
public enum AttachmentKind: String, Sendable, Hashable, CaseIterable {
    case signature, attestation, sbom, unknown

    /// What `cosign sign` of version 3 writes: a statement that says no more than that the image is signed.
    private static let signPredicate = "https://sigstore.dev/cosign/sign/v1"

    public init(_ document: ImageDocument, route: AttachedManifest.Route) {
        guard case .manifest(let manifest) = document.content else {
            self = .unknown
            return
        }
        let layers = Set(manifest.layers.map(\.mediaType))
        if layers.contains(where: MediaType.isSigstoreBundle) || MediaType.isSigstoreBundle(manifest.artifactType) {
            let content = manifest.annotations["dev.sigstore.bundle.content"]
            let isSignature =
                content == "message-signature" || Self.predicateType(of: manifest) == Self.signPredicate
            self = isSignature ? .signature : .attestation
        } else if layers.contains(MediaType.simpleSigning) {
            self = .signature
        } else if layers.contains(MediaType.dsseEnvelope) || layers.contains(MediaType.inToto) {
            self = .attestation
        } else if route == .tag(.sbom) || layers.union([manifest.artifactType]).contains(where: Self.isSBOM) {
            self = .sbom
        } else {
            self = .unknown
        }
    }

    /// What a statement inside is said to be about; nil when nothing says so.
    public static func predicateType(of manifest: ImageManifest) -> String? {
        manifest.annotations["dev.sigstore.bundle.predicateType"]
            ?? manifest.layers.lazy.compactMap { $0.annotations["predicateType"] }.first
    }

    private static func isSBOM(_ mediaType: String) -> Bool {
        ["cyclonedx", "spdx", "syft"].contains { mediaType.lowercased().contains($0) }
    }
}
