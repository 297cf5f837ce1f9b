/// A Sigstore bundle: one signature and everything that came with it (protobuf-specs, sigstore_bundle.proto), of
/// version 0.1, 0.2 or 0.3. Reading one says nothing about who made it.
public struct SigstoreBundle: Sendable, Hashable {
    /// What was signed.
    public enum Content: Sendable, Hashable {
        case envelope(Envelope)
        case message(MessageSignature)
    }

    /// How the bundle names who signed.
    public enum Material: Sendable, Hashable {
        /// A key that must be known already. The hint is the producer's word, not authenticated; cosign writes the base
        /// 64 SHA-256 of the key.
        case key(hint: String?)
        case certificate(SigstoreMaterial)
    }

    public let version: SigstoreBundleVersion
    public let content: Content
    public let material: Material
    public let evidence: SigstoreEvidence

    /// Which key, in the producer's words; nil for certificates.
    public var keyHint: String? {
        guard case .key(let hint) = material else { return nil }
        return hint
    }

    /// A bundle to write. Key ids are taken out of the envelope: sigstore-go skips a signature whose id is not the
    /// one it works out itself, and the bundle has a place of its own for the hint.
    ///
    /// - Parameter keyHint: usually ``keyHint(for:)``.
    /// - Throws: `bundle-signature-count` unless the envelope has exactly one signature.
    public init(envelope: Envelope, keyHint: String?) throws(Diagnostic) {
        let signature = try Self.onlySignature(of: envelope, at: nil)
        version = .v0_3
        content = .envelope(
            Envelope(
                payloadType: envelope.payloadType, payload: envelope.payload,
                signatures: [EnvelopeSignature(keyID: nil, bytes: signature)]))
        material = .key(hint: keyHint.flatMap { $0.isEmpty ? nil : $0 })
        evidence = SigstoreEvidence(signature: signature, logEntries: [], timestamps: [], logEvidence: .proof)
    }

    /// How cosign names a key: the base 64 SHA-256 of its SubjectPublicKeyInfo.
    public static func keyHint(for key: PublicKey) -> String { Base64.encode(key.id.bytes) }

    /// Throws `bundle-media-type`, `bundle-malformed`, `bundle-content` (not exactly one kind),
    /// `bundle-signature-count`, `bundle-material` (a kind its version does not have, or none),
    /// `certificate-unreadable`, or what ``Envelope`` and ``JSONDocument`` throw. Unknown members are refused, as
    /// protobuf's own JSON reader does.
    public init(_ bytes: [UInt8]) throws(Diagnostic) {
        try self.init(JSONDocument(bytes, name: "bundle").root)
    }

    init(_ root: JSONValue) throws(Diagnostic) {
        let reader = try JSONObjectReader(
            root, "the bundle", code: "bundle-malformed",
            members: ["mediaType", "verificationMaterial", "messageSignature", "dsseEnvelope"], closed: true)
        let mediaType = try reader.string("mediaType")
        guard let version = SigstoreBundleVersion(mediaType: mediaType) else {
            throw Diagnostic(
                "bundle-media-type", "a bundle of type `\(mediaType.prefix(120))`; versions 0.1 to 0.3 are read",
                at: root["mediaType"]?.location)
        }
        self.version = version
        let signature: [UInt8]
        (content, signature) = try Self.content(reader, root)
        let parts = try SigstoreBundleMaterial(try reader.required("verificationMaterial"), version: version)
        evidence = SigstoreEvidence(
            signature: signature, logEntries: parts.logEntries, timestamps: parts.timestamps,
            logEvidence: version == .v0_1 ? .promise : .proof)
        material =
            switch parts.signer {
            case .key(let hint): .key(hint: hint)
            case .certificates(let certificates):
                .certificate(SigstoreMaterial(evidence: evidence, certificates: certificates))
            }
    }

    private static func content(
        _ reader: JSONObjectReader, _ root: JSONValue
    ) throws(Diagnostic) -> (Content, signature: [UInt8]) {
        switch (reader.optional("messageSignature"), reader.optional("dsseEnvelope")) {
        case (let message?, nil):
            let message = try MessageSignature(message)
            return (.message(message), message.signature)
        case (nil, let envelope?):
            let envelope = try Envelope(envelope)
            return (.envelope(envelope), try onlySignature(of: envelope, at: root["dsseEnvelope"]?.location))
        case (nil, nil):
            throw Diagnostic("bundle-content", "neither an envelope nor a signature", at: root.location)
        case (_?, _?):
            throw Diagnostic("bundle-content", "both an envelope and a signature", at: root.location)
        }
    }

    private static func onlySignature(of envelope: Envelope, at location: Location?) throws(Diagnostic) -> [UInt8] {
        guard envelope.signatures.count == 1, let signature = envelope.signatures.first else {
            throw Diagnostic(
                "bundle-signature-count", "\(envelope.signatures.count) signatures where a bundle has exactly one",
                at: location)
        }
        return signature.bytes
    }
}

extension SigstoreBundle {
    /// The media type that is written.
    public static let mediaType = SigstoreBundleVersion.v0_3.mediaType

    /// Protobuf JSON as sigstore-go reads it: empty lists are left out. For bundles of ours, signed with a key.
    public var json: JSON {
        let material: JSON = ["publicKey": .members(["hint": keyHint.map(JSON.string)])]
        switch content {
        case .envelope(let envelope):
            return .written(reserving: envelope.likelySize + 256) { json in
                json.object { json in
                    json.name("dsseEnvelope")
                    envelope.write(to: &json)
                    json.member("mediaType", Self.mediaType)
                    json.name("verificationMaterial")
                    json.value(material)
                }
            }
        case .message(let signature):
            return [
                "mediaType": .string(Self.mediaType), "verificationMaterial": material,
                "messageSignature": signature.json,
            ]
        }
    }
}
