/// Which of the many valid forms a specimen has. Every combination in ``valid`` verifies; others may not exist.
public struct SigstoreShape: Sendable, Hashable {
    /// A bundle version in one of its spellings.
    public enum Version: String, Sendable, CaseIterable {
        case v01 = "application/vnd.dev.sigstore.bundle+json;version=0.1"
        case v02 = "application/vnd.dev.sigstore.bundle+json;version=0.2"
        case v03Parameter = "application/vnd.dev.sigstore.bundle+json;version=0.3"
        case v03 = "application/vnd.dev.sigstore.bundle.v0.3+json"

        public var mediaType: String { rawValue }
        var takesChain: Bool { self == .v01 || self == .v02 }
    }

    public enum Content: String, Sendable, CaseIterable { case message, dsse }

    /// Kind and version of the log entry; the last two are of Rekor v2.
    public enum Entry: String, Sendable, CaseIterable {
        case hashedrekord001, dsse001, intoto001, intoto002, hashedrekord002, dsse002

        var isRekor2: Bool { self == .hashedrekord002 || self == .dsse002 }
        var kind: String { String(rawValue.dropLast(3)) }
        var version: String { "0.0." + rawValue.suffix(1) }
    }

    /// Where the signing time comes from: the log's promise, a timestamp authority, or both.
    public enum Time: String, Sendable, CaseIterable { case promise, timestamp, both }

    public enum Material: String, Sendable, CaseIterable { case certificate, publicKey }

    public enum Identity: String, Sendable, CaseIterable { case uri, email, otherName }

    /// What a message signature is over: some file, or the payload of cosign's older image signatures.
    public enum Artifact: String, Sendable, CaseIterable { case file, simpleSigning }

    /// The trusted root's, in the spelling of the public instance or a newer one.
    public enum RootMediaType: String, Sendable, CaseIterable {
        case parameter = "application/vnd.dev.sigstore.trustedroot+json;version=0.1"
        case v01 = "application/vnd.dev.sigstore.trustedroot.v0.1+json"
        case v02 = "application/vnd.dev.sigstore.trustedroot.v0.2+json"
    }

    public var version: Version = .v03
    public var content: Content = .message
    public var entry: Entry = .hashedrekord001
    public var time: Time = .promise
    public var material: Material = .certificate
    public var identity: Identity = .uri
    public var artifact: Artifact = .file
    public var key: SigstoreKeyAlgorithm = .p256
    /// Root and intermediate on P-384, as Sigstore's own; P-256 is ten times faster.
    public var hasLargeAuthorities = false
    public var embedsTimestampCertificate = true
    public var hasSigningTime = true
    /// Two extension bytes in the SCT, as logs of the static kind write their index.
    public var hasSCTExtensions = false
    public var rootMediaType: RootMediaType = .parameter

    public init() {}

    public static let standard = SigstoreShape()

    /// The standard shape with something else about it.
    public static func with(_ change: (inout SigstoreShape) -> Void) -> SigstoreShape {
        var shape = standard
        change(&shape)
        return shape
    }

    static let attestation = with {
        $0.content = .dsse
        $0.entry = .dsse001
    }
    static let chained = with { $0.version = .v02 }
    static let timestamped = with { $0.time = .both }
    static let rekor2 = with {
        $0.entry = .hashedrekord002
        $0.time = .timestamp
    }

    /// Every version with every content, entry and source of time that go together.
    public static let valid: [SigstoreShape] = {
        var shapes: [SigstoreShape] = []
        for version in Version.allCases {
            for content in Content.allCases {
                for entry in Entry.allCases {
                    for time in Time.allCases {
                        let shape = with {
                            $0.version = version
                            $0.content = content
                            $0.entry = entry
                            $0.time = time
                        }
                        if shape.isValid { shapes.append(shape) }
                    }
                }
            }
        }
        return shapes
    }()

    /// One shape for everything else that may vary: keys, names, authorities, timestamps, the trusted root's type.
    public static let variations: [SigstoreShape] =
        SigstoreKeyAlgorithm.allCases.dropFirst().flatMap { key in
            [standard, attestation, rekor2].compactMap { shape in
                var shape = shape
                shape.key = key
                return shape.isLoggable ? shape : nil
            }
        }
        + [standard, attestation, timestamped, rekor2].map { shape in
            var shape = shape
            shape.material = .publicKey
            return shape
        }
        + [
            with { $0.identity = .email }, with { $0.identity = .otherName }, with { $0.artifact = .simpleSigning },
            with { $0.hasLargeAuthorities = true }, with { $0.hasSCTExtensions = true },
            with { $0.rootMediaType = .v01 }, with { $0.rootMediaType = .v02 },
        ]
        + [timestamped, rekor2].flatMap { shape in
            var (bare, brief) = (shape, shape)
            bare.embedsTimestampCertificate = false
            brief.hasSigningTime = false
            return [bare, brief]
        }

    /// Rekor v2 pairs a curve with one hash, and a `hashedrekord` of either takes Ed25519 only in its hashed form.
    private var isLoggable: Bool {
        switch key {
        case .p384SHA256, .p521SHA256: !entry.isRekor2
        case .ed25519: entry == .dsse001
        default: true
        }
    }

    private var isValid: Bool {
        // Only what was logged as an envelope is one, but Rekor v2 logs the hash of the encoding that was signed.
        let fits =
            switch entry {
            case .hashedrekord001: content == .message
            case .hashedrekord002: true
            default: content == .dsse
            }
        // Version 0.1 rests on the promise, which Rekor v2 no longer makes.
        return fits && (version != .v01 || time != .timestamp) && (!entry.isRekor2 || time == .timestamp)
    }
}

extension SigstoreShape: CustomStringConvertible {
    /// What differs from the standard shape, in a few words.
    public var description: String {
        let version = version == .v03Parameter ? "v0.3-parameter" : "v0." + "\(version)".dropFirst(2)
        var words = [version, content.rawValue, entry.rawValue, time.rawValue]
        if material != .certificate { words.append(material.rawValue) }
        if identity != .uri { words.append(identity.rawValue) }
        if artifact != .file { words.append(artifact.rawValue) }
        if key != .p256 { words.append(key.rawValue) }
        if hasLargeAuthorities { words.append("P-384-authorities") }
        if !embedsTimestampCertificate { words.append("bare-timestamp") }
        if !hasSigningTime { words.append("no-signing-time") }
        if hasSCTExtensions { words.append("SCT-extensions") }
        if rootMediaType != .parameter { words.append("root-\(rootMediaType)") }
        return words.joined(separator: " ")
    }
}
