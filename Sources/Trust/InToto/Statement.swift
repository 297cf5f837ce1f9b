/// An in-toto statement: a predicate about subjects (in-toto attestation specification, v1; v0.1 is read too).
///
/// Building one from bytes proves nothing: only a `Verified<Statement>` may be acted upon.
public struct Statement: Sendable {
    /// `_type` of version 1, the one that is written.
    public static let type = "https://in-toto.io/Statement/v1"
    /// `_type` of every version that is read.
    public static let acceptedTypes = ["https://in-toto.io/Statement/v1", "https://in-toto.io/Statement/v0.1"]

    /// sigstore-go's bounds.
    public static let maximumSubjects = 1_024
    public static let maximumDigests = 32

    /// At least one.
    public let subjects: [StatementSubject]
    /// Compared as exact, case-sensitive text.
    public let predicateType: String
    /// An object; nil when absent or null, as cosign writes signatures without annotations.
    public let predicate: JSONValue?

    /// Throws `statement-malformed`, `statement-type`, `statement-no-subject`, `statement-too-many-subjects`,
    /// `statement-too-many-digests`, or one of ``JSONDocument``'s codes.
    ///
    /// - Parameter name: what to call the payload in messages.
    public init(payload: [UInt8], name: String) throws(Diagnostic) {
        let root = try JSONDocument(payload, name: name).root
        let reader = try JSONObjectReader(
            root, "the statement", code: "statement-malformed",
            members: ["_type", "subject", "predicateType", "predicate"])
        // The look-alike one letter away: a reader that takes `type` would believe a document that is no statement.
        if let type = reader.optional("type") {
            throw reader.refusal("the statement has `type`; in-toto's member is `_type`", at: type)
        }
        let type = try reader.string("_type")
        guard Self.acceptedTypes.contains(where: { $0.isExactly(type) }) else {
            throw Diagnostic(
                "statement-type", "`_type` is `\(type.prefix(120))`, not `\(Self.type)`", at: root["_type"]?.location)
        }
        predicateType = try reader.string("predicateType")
        guard !predicateType.isEmpty else { throw reader.refusal("`predicateType` is empty") }
        let predicate = reader.optional("predicate").flatMap { $0.isNull ? nil : $0 }
        if let predicate, predicate.kind != .object {
            throw reader.refusal("`predicate` must be an object", at: predicate)
        }
        self.predicate = predicate
        subjects = try Self.subjects(try reader.array("subject"), of: root)
    }

    private static func subjects(
        _ values: [JSONValue], of statement: JSONValue
    ) throws(Diagnostic) -> [StatementSubject] {
        guard !values.isEmpty else {
            throw Diagnostic(
                "statement-no-subject", "the statement is about nothing", at: statement["subject"]?.location)
        }
        guard values.count <= maximumSubjects else {
            throw Diagnostic(
                "statement-too-many-subjects", "\(values.count) subjects, more than \(maximumSubjects)",
                at: statement["subject"]?.location)
        }
        var subjects: [StatementSubject] = []
        for value in values { subjects.append(try subject(value)) }
        return subjects
    }

    private static func subject(_ value: JSONValue) throws(Diagnostic) -> StatementSubject {
        let reader = try JSONObjectReader(
            value, "a subject", code: "statement-malformed", members: ["name", "digest"])
        let name = try reader.optionalString("name") ?? ""
        let digest = try reader.required("digest")
        guard digest.kind == .object else { throw reader.refusal("`digest` must be an object", at: digest) }
        let members = digest.members
        guard members.count <= maximumDigests else {
            throw Diagnostic(
                "statement-too-many-digests", "\(members.count) digests of one subject, more than \(maximumDigests)",
                at: digest.location)
        }
        guard !members.isEmpty else { throw reader.refusal("a subject without a digest", at: digest) }
        var digests: [Digest] = []
        for (algorithm, value) in members {
            guard let hex = value.string else { throw reader.refusal("a digest must be a string", at: value) }
            // Algorithms we do not accept MUST be ignored (digest_set.md); a misspelt digest never matches either.
            if let digest = Digest("\(algorithm):\(hex)") { digests.append(digest) }
        }
        return StatementSubject(name: name, digests: digests)
    }

    /// Whether one of the subjects has exactly this digest.
    public func names(_ digest: Digest) -> Bool {
        subjects.contains { $0.digests.contains(digest) }
    }

    /// A version 1 statement to write. Sign its ``JSON/canonicalBytes()``.
    public static func json(subjects: [StatementSubject], predicateType: String, predicate: JSON) -> JSON {
        [
            "_type": .string(type),
            "subject": .array(
                subjects.map { subject in
                    let digests = subject.digests.map { ($0.algorithm.rawValue, JSON.string($0.hex)) }
                    return .members([
                        "name": subject.name.isEmpty ? nil : .string(subject.name),
                        "digest": .object(Dictionary(digests) { first, _ in first }),
                    ])
                }),
            "predicateType": .string(predicateType),
            "predicate": predicate,
        ]
    }
}
