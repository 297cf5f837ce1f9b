import Airworthy
import AirworthyTesting
import Testing
import Trust

@Suite("what an attachment says it is")
struct AttachmentKindTests {
    private static func kind(
        layer: String, artifactType: String? = nil, annotations: [String: String] = [:],
        route: AttachedManifest.Route = .referrer
    ) throws -> AttachmentKind {
        let layer = Descriptor(mediaType: layer, digest: Digest.of([1]), size: 1)
        let config = Descriptor(mediaType: MediaType.empty, digest: Digest.of([2]), size: 1)
        let bytes = MemoryImages.manifest(
            config: config, layers: [layer], artifactType: artifactType, annotations: annotations
        ).canonicalBytes()
        let document = try ImageDocument(
            RawManifest(bytes: bytes, mediaType: nil), digest: .of(bytes), name: "attached")
        return AttachmentKind(document, route: route)
    }

    @Test("cosign 2: by the layer", arguments: [CosignTag.signature, .attestation])
    func layers(tag: CosignTag) throws {
        #expect(try Self.kind(layer: MediaType.simpleSigning, route: .tag(tag)) == .signature)
        #expect(try Self.kind(layer: MediaType.dsseEnvelope, route: .tag(tag)) == .attestation)
    }

    @Test("cosign 3: a bundle is a signature or an attestation by its annotations")
    func bundles() throws {
        let predicate = "dev.sigstore.bundle.predicateType"
        #expect(try Self.kind(layer: MediaType.sigstoreBundle) == .attestation)
        #expect(
            try Self.kind(
                layer: MediaType.sigstoreBundle, annotations: [predicate: "https://sigstore.dev/cosign/sign/v1"])
                == .signature)
        #expect(
            try Self.kind(
                layer: MediaType.sigstoreBundle, annotations: ["dev.sigstore.bundle.content": "message-signature"])
                == .signature)
    }

    @Test("a bare SBOM by its type or its tag; anything else is unknown and not guessed at")
    func others() throws {
        #expect(try Self.kind(layer: "application/vnd.cyclonedx+json") == .sbom)
        #expect(try Self.kind(layer: "application/octet-stream", artifactType: "application/spdx+json") == .sbom)
        #expect(try Self.kind(layer: "text/plain", route: .tag(.sbom)) == .sbom)
        #expect(try Self.kind(layer: "text/plain", artifactType: "application/vnd.example.notes") == .unknown)
    }
}
