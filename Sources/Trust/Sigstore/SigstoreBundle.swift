/// A Sigstore bundle, version 0.3, whose verification material is a public key (protobuf-specs,
/// sigstore_bundle.proto).
///
/// The key itself is not in it, only a hint: it must be known already. Log entries and timestamps beside a key are
/// read past, never believed. Bundles with certificates are refused by name until keyless verification exists.
public struct SigstoreBundle: Sendable, Hashable {
    /// What was signed.
    public enum Content: Sendable, Hashable {
        case envelope(Envelope)
        case message(MessageSignature)
    }

    /// The one that is written.
    public static let mediaType = "application/vnd.dev.sigstore.bundle.v0.3+json"
    /// Both spellings of version 0.3.
    static let acceptedMediaTypes = [mediaType, "application/vnd.dev.sigstore.bundle+json;version=0.3"]

    public let content: Content
    /// Which key, in the producer's words; not authenticated. cosign writes the base 64 SHA-256 of the key.
    public let keyHint: String?

    /// A bundle to write. Key ids are taken out of the envelope: sigstore-go skips a signature whose id is not the
    /// one it works out itself, and the bundle has a place of its own for the hint.
    ///
    /// - Parameter keyHint: usually ``keyHint(for:)``.
    /// - Throws: `bundle-signature-count` unless the envelope has exactly one signature.
    public init(envelope: Envelope, keyHint: String?) throws(Diagnostic) {
        try Self.requireOneSignature(envelope, at: nil)
        content = .envelope(
            Envelope(
                payloadType: envelope.payloadType, payload: envelope.payload,
                signatures: envelope.signatures.map { EnvelopeSignature(keyID: nil, bytes: $0.bytes) }))
        self.keyHint = keyHint.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// How cosign names a key: the base 64 SHA-256 of its SubjectPublicKeyInfo.
    public static func keyHint(for key: PublicKey) -> String { Base64.encode(key.id.bytes) }

    /// Throws `bundle-media-type`, `bundle-malformed`, `bundle-content` (not exactly one kind),
    /// `bundle-signature-count`, `bundle-material-unsupported` (certificates), or what ``Envelope`` and
    /// ``JSONDocument`` throw. Unknown members are refused, as protobuf's own JSON reader does.
    public init(_ bytes: [UInt8]) throws(Diagnostic) {
        let root = try JSONDocument(bytes, name: "bundle").root
        let reader = try JSONObjectReader(
            root, "the bundle", code: "bundle-malformed",
            members: ["mediaType", "verificationMaterial", "messageSignature", "dsseEnvelope"], closed: true)
        let mediaType = try reader.string("mediaType")
        guard Self.acceptedMediaTypes.contains(where: { $0.isExactly(mediaType) }) else {
            throw Diagnostic(
                "bundle-media-type", "a bundle of type `\(mediaType.prefix(120))`; version 0.3 is read",
                at: root["mediaType"]?.location)
        }
        keyHint = try Self.keyHint(in: try reader.required("verificationMaterial"))
        switch (reader.optional("messageSignature"), reader.optional("dsseEnvelope")) {
        case (let message?, nil):
            content = .message(try MessageSignature(message))
        case (nil, let envelope?):
            let envelope = try Envelope(envelope)
            try Self.requireOneSignature(envelope, at: root["dsseEnvelope"]?.location)
            content = .envelope(envelope)
        case (nil, nil):
            throw Diagnostic("bundle-content", "neither an envelope nor a signature", at: root.location)
        case (_?, _?):
            throw Diagnostic("bundle-content", "both an envelope and a signature", at: root.location)
        }
    }

    private static func requireOneSignature(_ envelope: Envelope, at location: Location?) throws(Diagnostic) {
        guard envelope.signatures.count == 1 else {
            throw Diagnostic(
                "bundle-signature-count", "\(envelope.signatures.count) signatures where a bundle has exactly one",
                at: location)
        }
    }

    private static func keyHint(in material: JSONValue) throws(Diagnostic) -> String? {
        let kinds = ["publicKey", "certificate", "x509CertificateChain"]
        let reader = try JSONObjectReader(
            material, "`verificationMaterial`", code: "bundle-malformed",
            members: kinds + ["tlogEntries", "timestampVerificationData"], closed: true)
        let present = kinds.filter { reader.optional($0) != nil }
        guard present.count == 1 else {
            throw reader.refusal("\(present.count) kinds of verification material where a bundle has exactly one")
        }
        if let entries = reader.optional("tlogEntries"), entries.kind != .array, !entries.isNull {
            throw reader.refusal("`tlogEntries` must be an array", at: entries)
        }
        guard let key = reader.optional("publicKey") else {
            throw Diagnostic(
                "bundle-material-unsupported", "verification material of the kind `\(present[0])`",
                at: material.location, remedy: "Sign with a key the trust policy lists.")
        }
        // An empty message is `{}`: the hint is optional.
        return try JSONObjectReader(
            key, "`publicKey`", code: "bundle-malformed", members: ["hint"], closed: true
        ).optionalString("hint").flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Protobuf JSON as sigstore-go reads it: empty lists are left out.
    public var json: JSON {
        let material: JSON = ["publicKey": .members(["hint": keyHint.map(JSON.string)])]
        return switch content {
        case .envelope(let envelope):
            [
                "mediaType": .string(Self.mediaType), "verificationMaterial": material, "dsseEnvelope": envelope.json,
            ]
        case .message(let signature):
            [
                "mediaType": .string(Self.mediaType), "verificationMaterial": material,
                "messageSignature": signature.json,
            ]
        }
    }
}
