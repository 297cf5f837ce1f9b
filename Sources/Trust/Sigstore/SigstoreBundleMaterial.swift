/// A bundle's `verificationMaterial`, read with the rules of the bundle's version.
struct SigstoreBundleMaterial {
    enum Signer {
        case key(hint: String?)
        case certificates(NonEmpty<Certificate>)
    }

    let signer: Signer
    let logEntries: [LogEntry]
    let timestamps: [[UInt8]]

    /// The three kinds, of which a bundle has exactly one.
    private static let kinds = ["publicKey", "certificate", "x509CertificateChain"]

    init(_ value: JSONValue, version: SigstoreBundleVersion) throws(Diagnostic) {
        let reader = try ProtobufReader(
            value, "`verificationMaterial`", members: Self.kinds + ["tlogEntries", "timestampVerificationData"])
        signer = try Self.signer(reader, version, at: value.location)
        let entries = try reader.list("tlogEntries")
        guard entries.count <= SigstoreEvidence.maximumEntries else {
            throw SigstoreRefusal.logEntryTooMany.diagnostic(
                "\(entries.count) log entries, more than \(SigstoreEvidence.maximumEntries)")
        }
        logEntries = try entries.map { (value) throws(Diagnostic) in try LogEntry(value) }
        timestamps = try Self.timestamps(reader)
    }

    private static func signer(
        _ reader: ProtobufReader, _ version: SigstoreBundleVersion, at location: Location
    ) throws(Diagnostic) -> Signer {
        var present: [(kind: String, value: JSONValue)] = []
        for kind in kinds {
            if let value = try reader.message(kind) { present.append((kind, value)) }
        }
        guard present.count == 1, let (kind, value) = present.first else {
            throw refusal("\(present.count) kinds of verification material where a bundle has exactly one", location)
        }
        switch (kind, version) {
        case ("publicKey", _):
            let hint = try ProtobufReader(value, "`publicKey`", members: ["hint"]).string("hint")
            return .key(hint: hint.isEmpty ? nil : hint)
        case ("certificate", .v0_3): return .certificates(NonEmpty(try certificate(value)))
        case ("x509CertificateChain", .v0_1), ("x509CertificateChain", .v0_2):
            return .certificates(try chain(value, at: location))
        default: throw refusal("`\(kind)`, which a bundle of version \(version.rawValue) does not have", location)
        }
    }

    private static func chain(_ value: JSONValue, at location: Location) throws(Diagnostic) -> NonEmpty<Certificate> {
        let items = try ProtobufReader(value, "`x509CertificateChain`", members: ["certificates"]).list("certificates")
        guard items.count <= SigstoreMaterial.maximumCertificates else {
            throw refusal("\(items.count) certificates, more than \(SigstoreMaterial.maximumCertificates)", location)
        }
        let certificates = try items.map { (item) throws(Diagnostic) in try certificate(item) }
        guard let chain = NonEmpty(certificates) else { throw refusal("a chain without certificates", location) }
        return chain
    }

    private static func certificate(_ value: JSONValue) throws(Diagnostic) -> Certificate {
        try Certificate(der: try ProtobufReader(value, "a certificate", members: ["rawBytes"]).bytes("rawBytes"))
    }

    private static func timestamps(_ reader: ProtobufReader) throws(Diagnostic) -> [[UInt8]] {
        guard let data = try reader.message("timestampVerificationData") else { return [] }
        let items = try ProtobufReader(data, "`timestampVerificationData`", members: ["rfc3161Timestamps"])
            .list("rfc3161Timestamps")
        guard items.count <= SigstoreEvidence.maximumTimestamps else {
            throw SigstoreRefusal.timestampTooMany.diagnostic(
                "\(items.count) timestamps, more than \(SigstoreEvidence.maximumTimestamps)")
        }
        return try items.map { (item) throws(Diagnostic) in
            try ProtobufReader(item, "a timestamp", members: ["signedTimestamp"]).bytes("signedTimestamp")
        }
    }

    private static func refusal(_ message: String, _ location: Location) -> Diagnostic {
        Diagnostic("bundle-material", message, at: location)
    }
}
