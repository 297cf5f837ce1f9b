/// What a log's record says was signed, by whom and how: the four kinds of Rekor that are met, in one shape.
struct LogRecord: Sendable {
    /// What the record holds of the thing signed.
    enum Subject: Sendable, Hashable {
        /// Hash of the bytes that were signed: of an artifact, or of an envelope's pre-authentication encoding.
        case message(Digest)
        /// Hash of an envelope's payload.
        case payload(Digest)
        /// Hash of an envelope's JSON, as it was stored.
        case envelope(Digest)
    }

    enum Signer: Sendable, Hashable {
        case certificate([UInt8])
        case key([UInt8])
    }

    let subject: Subject
    /// Nil for the one kind that records only the whole envelope.
    let signature: [UInt8]?
    let signer: Signer
    /// Records of Rekor 2 carry no promise and no time.
    let isTiled: Bool

    /// Throws `log-entry-malformed`, `log-entry-kind`.
    init(_ body: [UInt8], expecting kindVersion: LogEntry.KindVersion?) throws(Diagnostic) {
        let document: JSONDocument
        do throws(Diagnostic) {
            document = try JSONDocument(body, name: "log entry")
        } catch {
            throw Self.malformed(error.description)
        }
        let root = document.root
        guard let kind = root["kind"]?.string, let version = root["apiVersion"]?.string, let spec = root["spec"] else {
            throw Self.malformed("it has no `kind`, `apiVersion` and `spec`")
        }
        if let expected = kindVersion, !expected.kind.isExactly(kind) || !expected.version.isExactly(version) {
            throw SigstoreRefusal.logEntryKind.diagnostic(
                "the log's record is a `\(kind.prefix(40))` \(version.prefix(20)), the bundle says `\(expected.kind.prefix(40))` \(expected.version.prefix(20))"
            )
        }
        switch "\(kind) \(version)" {
        case "hashedrekord 0.0.1": try self.init(hashedRekord: spec)
        case "dsse 0.0.1": try self.init(dsse: spec)
        case "intoto 0.0.1": try self.init(intotoFirst: spec)
        case "intoto 0.0.2": try self.init(intotoSecond: spec)
        case "hashedrekord 0.0.2":
            try Self.requireCanonical(document)
            try self.init(tiledHashedRekord: spec)
        case "dsse 0.0.2":
            try Self.requireCanonical(document)
            try self.init(tiledDSSE: spec)
        default:
            throw SigstoreRefusal.logEntryKind.diagnostic(
                "the log's record is a `\(kind.prefix(40))` \(version.prefix(20)), a kind that is not read")
        }
    }

    init(subject: Subject, signature: [UInt8]?, signer: Signer, isTiled: Bool) {
        self.subject = subject
        self.signature = signature
        self.signer = signer
        self.isTiled = isTiled
    }

    /// Rekor 2 makes its leaves in RFC 8785's form, so that they can be made anew from a bundle.
    private static func requireCanonical(_ document: JSONDocument) throws(Diagnostic) {
        guard document.root.json.canonicalBytes() == document.bytes else {
            throw malformed("it is not canonical JSON")
        }
    }

    static func malformed(_ reason: String) -> Diagnostic {
        SigstoreRefusal.logEntryMalformed.diagnostic("the log's record cannot be read: \(reason)")
    }
}
