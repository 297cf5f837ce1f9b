import Airworthy
import AirworthyTesting
import Testing
import Trust

@Suite("a bundle as a referrer")
struct BundleReferrerTests {
    private static let predicateType = "https://airworthy.dev/checklist-run/v1"

    /// An image, and a bundle whose statement is about `digest`, or about that image.
    private static func specimen(
        about digest: Digest? = nil, type: String = predicateType
    ) throws -> (image: ImageDocument, bundle: [UInt8]) {
        let bytes = MemoryImages.index(of: [
            Descriptor(mediaType: MediaType.imageManifest, digest: Digest.of([1]), size: 1)
        ]).canonicalBytes()
        let image = try ImageDocument(
            RawManifest(bytes: bytes, mediaType: nil), digest: .of(bytes), name: "registry.example/acme/app")
        let key = try PrivateKey.generate(.p256)
        let statement = Statement.json(
            subjects: [StatementSubject(name: "app", digests: [digest ?? image.digest])], predicateType: type,
            predicate: ["result": "PASSED"])
        let envelope = try Envelope.sign(
            payloadType: Envelope.inTotoPayloadType, payload: statement.canonicalBytes(), keys: [key])
        let bundle = try SigstoreBundle(envelope: envelope, keyHint: SigstoreBundle.keyHint(for: key.publicKey))
        return (image, bundle.json.canonicalBytes())
    }

    @Test("it is what cosign 3 looks for: types, an empty config, annotations and the subject")
    func shape() throws {
        let (image, bundle) = try Self.specimen()
        let referrer = try BundleReferrer(bundle, about: image)
        let root = try JSONDocument(referrer.document.bytes, name: "referrer").root
        #expect(root["mediaType"]?.string == "application/vnd.oci.image.manifest.v1+json")
        #expect(root["artifactType"]?.string == "application/vnd.dev.sigstore.bundle.v0.3+json")
        #expect(root["config"]?["mediaType"]?.string == "application/vnd.oci.empty.v1+json")
        #expect(
            root["config"]?["digest"]?.string
                == "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a")
        #expect(root["layers"]?[0]?["mediaType"]?.string == "application/vnd.dev.sigstore.bundle.v0.3+json")
        #expect(root["layers"]?[0]?["digest"]?.string == Digest.of(bundle).description)
        #expect(root["subject"]?["digest"]?.string == image.digest.description)
        #expect(root["subject"]?["mediaType"]?.string == MediaType.imageIndex)
        #expect(root["subject"]?["size"]?.integer == image.size)
        #expect(root["annotations"]?["dev.sigstore.bundle.content"]?.string == "dsse-envelope")
        #expect(root["annotations"]?["dev.sigstore.bundle.predicateType"]?.string == Self.predicateType)
        #expect(referrer.descriptor.artifactType == MediaType.sigstoreBundle)
        #expect(referrer.descriptor.annotations["dev.sigstore.bundle.content"] == "dsse-envelope")
    }

    @Test("published twice it is one manifest")
    func deterministic() throws {
        let (image, bundle) = try Self.specimen()
        let first = try BundleReferrer(bundle, about: image)
        #expect(try BundleReferrer(bundle, about: image).document.digest == first.document.digest)
    }

    @Test("a bundle about something else is refused by name")
    func otherSubject() throws {
        let (image, bundle) = try Self.specimen(about: Digest.of([9]))
        #expect(refusalCode { try BundleReferrer(bundle, about: image) } == "wrong-subject")
    }

    @Test("a signature over a message must be over the image's manifest")
    func message() throws {
        let (image, _) = try Self.specimen()
        func bundle(_ digest: Digest) -> [UInt8] {
            let signature: JSON = [
                "messageDigest": ["algorithm": "SHA2_256", "digest": .string(Base64.encode(digest.bytes))],
                "signature": .string(Base64.encode([1, 2, 3])),
            ]
            return JSON.members([
                "mediaType": .string(MediaType.sigstoreBundle),
                "verificationMaterial": ["publicKey": ["hint": "x"]], "messageSignature": signature,
            ]).canonicalBytes()
        }
        #expect(try BundleReferrer(bundle(image.digest), about: image).summary == "message-signature")
        #expect(refusalCode { try BundleReferrer(bundle(Digest.of([9])), about: image) } == "wrong-subject")
    }

    @Test("what is no bundle of version 0.3 is refused by name")
    func version() throws {
        let (image, bundle) = try Self.specimen()
        #expect(refusalCode { try BundleReferrer(Array("{}".utf8), about: image) } == "bundle-malformed")
        let older = String(decoding: bundle, as: UTF8.self).replacing(
            MediaType.sigstoreBundle, with: "application/vnd.dev.sigstore.bundle+json;version=0.2")
        let code = refusalCode { try BundleReferrer(Array(older.utf8), about: image) }
        // 0.2 has no keys: whichever of the two is said first.
        #expect(["bundle-version", "bundle-material"].contains(code))
    }
}
