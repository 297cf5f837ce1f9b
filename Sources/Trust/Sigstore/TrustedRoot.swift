/// Whose certificates, logs and clocks are believed: a Sigstore instance's `trusted_root.json` (protobuf-specs,
/// sigstore_trustroot.proto). Read from a file that is pinned by digest; nothing is ever fetched.
public struct TrustedRoot: Sendable, Hashable {
    static let mediaTypes = [
        "application/vnd.dev.sigstore.trustedroot+json;version=0.1",
        "application/vnd.dev.sigstore.trustedroot.v0.1+json",
        "application/vnd.dev.sigstore.trustedroot.v0.2+json",
    ]
    /// Certificates, logs and authorities of one kind.
    static let maximumMembers = 64
    public static let maximumBytes = 1 << 20

    public let certificateAuthorities: [CertificateAuthority]
    /// Rekor's.
    public let logs: [TransparencyLog]
    /// Certificate transparency's.
    public let certificateLogs: [TransparencyLog]
    public let timestampAuthorities: [TimestampAuthority]
    /// Of the file's bytes.
    public let digest: Digest
    /// Keys that were passed over because their algorithm is not one we rely on.
    public let notes: [String]

    /// Throws `trusted-root-media-type`, `trusted-root-malformed`, `trusted-root-duplicate-log`, or what
    /// ``JSONDocument`` and ``Certificate`` throw.
    public init(_ bytes: [UInt8], name: String) throws(Diagnostic) {
        let root = try JSONDocument(
            bytes, name: name, limits: JSONLimits(bytes: Self.maximumBytes, depth: 32, nodes: 1 << 16)
        ).root
        let reader = try TrustedRootReader(
            root, "the trusted root",
            members: ["mediaType", "tlogs", "certificateAuthorities", "ctlogs", "timestampAuthorities"])
        let mediaType = try reader.string("mediaType")
        guard Self.mediaTypes.contains(where: { $0.isExactly(mediaType) }) else {
            throw Diagnostic(
                "trusted-root-media-type", "a trusted root of type `\(mediaType.prefix(120))`",
                at: root["mediaType"]?.location ?? root.location,
                remedy: "Give a `trusted_root.json` of version 0.1 or 0.2.")
        }
        var notes: [String] = []
        logs = try Self.logs(reader, "tlogs", &notes)
        certificateLogs = try Self.logs(reader, "ctlogs", &notes)
        certificateAuthorities = try reader.list("certificateAuthorities").map { (value) throws(Diagnostic) in
            let (uri, _, chain, validFor) = try Self.authority(value)
            return CertificateAuthority(uri: uri, chain: chain, validFor: validFor)
        }
        timestampAuthorities = try reader.list("timestampAuthorities").map { (value) throws(Diagnostic) in
            let (uri, operatorName, chain, validFor) = try Self.authority(value)
            return TimestampAuthority(
                name: uri.isEmpty ? chain.first.subject : uri, operatorName: operatorName, chain: chain,
                validFor: validFor)
        }
        digest = Digest.of(bytes)
        self.notes = notes
    }

    private static func logs(
        _ reader: TrustedRootReader, _ name: String, _ notes: inout [String]
    ) throws(Diagnostic) -> [TransparencyLog] {
        var logs: [TransparencyLog] = []
        for value in try reader.list(name) {
            let reader = try TrustedRootReader(
                value, "a log",
                members: ["baseUrl", "hashAlgorithm", "publicKey", "logId", "checkpointKeyId", "operator"])
            guard let algorithm = value["hashAlgorithm"], HashAlgorithmName.algorithm(algorithm) == .sha256 else {
                throw reader.refusal("`hashAlgorithm` must be SHA2_256")
            }
            let baseURL = try reader.string("baseUrl")
            let key = try TrustedRootReader(
                try reader.object("publicKey"), "`publicKey`", members: ["rawBytes", "keyDetails", "validFor"])
            let logID = try TrustedRootReader(try reader.object("logId"), "`logId`", members: ["keyId"]).bytes("keyId")
            let validFor = try key.timeRange("validFor")
            do throws(Diagnostic) {
                logs.append(
                    TransparencyLog(
                        baseURL: baseURL, operatorName: try reader.string("operator"), key: try key.publicKey(),
                        logID: logID, validFor: validFor))
            } catch {
                guard error.code == "key-unsupported" else { throw error }
                notes.append("the log `\(baseURL)` is passed over: \(error.message)")
            }
        }
        for (place, log) in logs.enumerated() {
            // One log with two spans of validity is possible; two keys under one id are not.
            guard !logs[..<place].contains(where: { $0.logID == log.logID && $0.key != log.key }) else {
                throw Diagnostic("trusted-root-duplicate-log", "two logs with the id \(Hex.encode(log.logID))")
            }
        }
        return logs
    }

    private static func authority(
        _ value: JSONValue
    ) throws(Diagnostic) -> (uri: String, operatorName: String, chain: NonEmpty<Certificate>, validFor: TimeRange) {
        let reader = try TrustedRootReader(
            value, "an authority", members: ["subject", "uri", "certChain", "validFor", "operator"])
        let uri = try reader.string("uri")
        let chain = try TrustedRootReader(
            try reader.object("certChain"), "`certChain`", members: ["certificates"])
        var certificates: [Certificate] = []
        for item in try chain.list("certificates") {
            certificates.append(
                try Certificate(
                    der: try TrustedRootReader(item, "a certificate", members: ["rawBytes"]).bytes("rawBytes")))
        }
        guard let chain = NonEmpty(certificates) else { throw reader.refusal("an authority without certificates") }
        return (uri, try reader.string("operator"), chain, try reader.timeRange("validFor"))
    }
}
