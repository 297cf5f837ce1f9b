import Trust

/// Signatures beside an image: cosign's `.sig` tag and Sigstore bundles as referrers.
extension SignatureClaims {
    /// cosign refuses larger attachments (`COSIGN_MAX_ATTACHMENT_SIZE`); all candidates of one image share it here.
    private static let totalBytes: Int64 = 128 << 20
    /// A payload is a few hundred bytes and its optional annotations.
    private static let payloadBytes = 1 << 20
    /// A bundle may turn out to be an SBOM attestation, so it is allowed the size of one.
    private static let bundleBytes = 32 << 20

    private static let signatureAnnotation = "dev.cosignproject.cosign/signature"
    private static let predicateAnnotation = "dev.sigstore.bundle.predicateType"

    static func found(for digest: Digest, with reader: ImageReader) async -> SignatureClaims {
        let attachments = await Attachments.find(for: digest, tags: [.signature], with: reader)
        var found = SignatureClaims()
        for unusable in attachments.unusable {
            switch unusable.fault {
            case .defect(let defect): found.reject(.candidateUnreadable, unusable.origin, defect.message)
            case .otherSubject(let message): found.reject(.wrongSubject, unusable.origin, message)
            case .obstacle(let obstacle): found.block(obstacle, origin: unusable.origin)
            }
        }
        var bytes: Int64 = 0
        for attached in attachments.manifests { await found.add(attached, with: reader, bytes: &bytes) }
        return found
    }

    private mutating func add(_ attached: AttachedManifest, with reader: ImageReader, bytes: inout Int64) async {
        let layers = attached.manifest.layers
        let isBundle =
            MediaType.isSigstoreBundle(attached.manifest.artifactType)
            || layers.contains { MediaType.isSigstoreBundle($0.mediaType) }
        if isBundle {
            guard admits(attached.origin) else { return }
            guard layers.count == 1, let layer = layers.first, MediaType.isSigstoreBundle(layer.mediaType) else {
                reject(.malformedSignature, attached.origin, "it holds \(layers.count) layers instead of one bundle")
                return
            }
            await addBundle(layer, of: attached, with: reader, bytes: &bytes)
            return
        }
        for (number, layer) in layers.enumerated() {
            let origin = "\(attached.origin) layer \(number + 1)"
            if layer.mediaType == MediaType.simpleSigning {
                guard admits(origin) else { return }
                await addPayload(layer, origin: origin, of: attached, with: reader, bytes: &bytes)
            } else if attached.route == .tag(.signature) {
                guard admits(origin) else { return }
                reject(.malformedSignature, origin, "a signature tag holds a layer of type `\(layer.mediaType)`")
            }
        }
    }

    private mutating func addPayload(
        _ layer: Descriptor, origin: String, of attached: AttachedManifest, with reader: ImageReader,
        bytes: inout Int64
    ) async {
        guard let text = layer.annotations[Self.signatureAnnotation], let signature = Base64.decode(text) else {
            reject(.malformedSignature, origin, "its annotation `\(Self.signatureAnnotation)` is not base64")
            return
        }
        guard
            let payload = await fetch(layer, limit: Self.payloadBytes, origin: origin, with: reader, bytes: &bytes)
        else { return }
        let kept = Evidence(
            uri: reader.name(layer.digest), digest: layer.digest, mediaType: layer.mediaType, content: payload)
        let maker: SignatureCandidate.Maker
        do throws(Diagnostic) {
            maker = try CosignAnnotations(layer.annotations).maker(of: signature)
        } catch {
            reject(.malformedSignature, origin, error.description)
            return
        }
        add(
            SignatureClaim(
                candidate: SignatureCandidate(
                    origin: origin, message: .bytes(payload), signature: signature, maker: maker),
                // The signature itself stands in the manifest, so the manifest is evidence too.
                meaning: .simpleSigning(payload: payload),
                evidence: [attached.document.evidence(in: reader.repository), kept]))
    }

    private mutating func addBundle(
        _ layer: Descriptor, of attached: AttachedManifest, with reader: ImageReader, bytes: inout Int64
    ) async {
        let origin = attached.origin
        let announced = attached.manifest.annotations[Self.predicateAnnotation]
        let isOther = announced.map { $0 != SignatureExpectation.signaturePredicate } ?? false
        guard
            let content = await fetch(
                layer, limit: Self.bundleBytes, origin: origin, with: reader, bytes: &bytes, other: isOther)
        else { return }
        add(
            bundle: content, origin: origin, announcedPredicate: announced, over: nil,
            evidence: [
                attached.document.evidence(in: reader.repository),
                Evidence(
                    uri: reader.name(layer.digest), digest: layer.digest, mediaType: layer.mediaType, content: content),
            ])
    }

    private mutating func fetch(
        _ layer: Descriptor, limit: Int, origin: String, with reader: ImageReader, bytes: inout Int64,
        other: Bool = false
    ) async -> [UInt8]? {
        do throws(Obstacle) {
            guard bytes + min(layer.size, Int64(limit)) <= Self.totalBytes else {
                throw Obstacle(
                    "too-many-candidates", "the candidates for a signature have more than \(Self.totalBytes) bytes")
            }
            switch try await reader.blob(layer, limit: limit) {
            case .success(let content):
                bytes += Int64(content.count)
                return content
            case .failure(let defect):
                reject(.candidateUnreadable, origin, defect.message, other: other)
            }
        } catch {
            block(error, origin: origin, other: other)
        }
        return nil
    }
}
