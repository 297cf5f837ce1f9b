public import Trust

/// A Sigstore bundle as a referrer of the image it is about: the manifest to push, and the two blobs it names (cosign
/// `specs/BUNDLE_SPEC.md`; image-spec `manifest.md`, "Guidelines for Artifact Usage").
///
/// A pure function of bundle and image: published twice it is one manifest, so `org.opencontainers.image.created`, which
/// cosign writes, is left out.
public struct BundleReferrer: Sendable {
    /// The bytes a config of the empty type has.
    public static let emptyConfig = Array("{}".utf8)
    /// Largest bundle published or read back: what cosign takes as an attachment is larger, what a gate reads is not.
    public static let bundleLimit = 32 << 20

    public let document: ImageDocument
    public let bundle: [UInt8]
    /// `message-signature`, or a statement's predicate type: what people call it by.
    public let summary: String

    /// - Parameters:
    ///   - bundle: a bundle's exact bytes.
    ///   - subject: the image, as a verified document.
    /// - Throws: `wrong-subject` when what the bundle signs is not about the image, `bundle-version` for one older than
    ///   0.3, which cosign does not look for, and what reading a bundle or a statement throws.
    public init(_ bundle: [UInt8], about subject: ImageDocument) throws(Diagnostic) {
        let read = try SigstoreBundle(bundle)
        guard read.version == .v0_3 else {
            throw Diagnostic(
                "bundle-version", "only bundles of version 0.3 are published", at: nil,
                remedy: "sign again with a tool that writes version 0.3")
        }
        var annotations: [String: String] = [:]
        switch read.content {
        case .envelope(let envelope):
            let statement = try Statement(payload: envelope.payload, name: "the statement")
            guard statement.names(subject.digest) else { throw Self.wrongSubject(subject.digest) }
            annotations["dev.sigstore.bundle.content"] = "dsse-envelope"
            annotations["dev.sigstore.bundle.predicateType"] = statement.predicateType
            summary = statement.predicateType
        case .message(let signature):
            guard signature.digest == subject.digest else { throw Self.wrongSubject(subject.digest) }
            annotations["dev.sigstore.bundle.content"] = "message-signature"
            summary = "message-signature"
        }
        self.bundle = bundle
        document = try Self.document(bundle, subject, annotations)
    }

    /// What a list of referrers says of it: `artifactType` and annotations are copied there (distribution-spec,
    /// "Referrers Tag Schema").
    public var descriptor: Descriptor { document.referrerDescriptor }

    private static func document(
        _ bundle: [UInt8], _ subject: ImageDocument, _ annotations: [String: String]
    ) throws(Diagnostic) -> ImageDocument {
        let config = Descriptor(mediaType: MediaType.empty, digest: .of(emptyConfig), size: Int64(emptyConfig.count))
        let layer = Descriptor(
            mediaType: MediaType.sigstoreBundle, digest: .of(bundle), size: Int64(bundle.count))
        let about = Descriptor(mediaType: subject.mediaType, digest: subject.digest, size: subject.size)
        let bytes =
            JSON.members([
                "schemaVersion": 2, "mediaType": .string(MediaType.imageManifest),
                "artifactType": .string(MediaType.sigstoreBundle), "config": config.json,
                "layers": [layer.json], "subject": about.json,
                "annotations": .object(annotations.mapValues(JSON.string)),
            ]).canonicalBytes()
        do throws(ImageDefect) {
            return try ImageDocument(
                RawManifest(bytes: bytes, mediaType: MediaType.imageManifest), digest: .of(bytes),
                name: "the referrer of \(subject.digest.short)")
        } catch {
            // A bundle that reads well but makes no manifest: a predicate type beyond any limit.
            throw error.diagnostic
        }
    }

    private static func wrongSubject(_ digest: Digest) -> Diagnostic {
        Diagnostic(
            "wrong-subject", "what the bundle signs is not about \(digest)",
            remedy: "attach it to the image it was signed for")
    }
}

extension ImageDocument {
    /// How a list of referrers describes this one (distribution-spec, "Listing Referrers").
    public var referrerDescriptor: Descriptor {
        switch content {
        case .manifest(let manifest):
            Descriptor(
                mediaType: mediaType, digest: digest, size: size, artifactType: manifest.artifactType,
                annotations: manifest.annotations)
        case .index(let index):
            Descriptor(
                mediaType: mediaType, digest: digest, size: size, artifactType: index.artifactType,
                annotations: index.annotations)
        }
    }
}
