import Trust

/// The statements people sign: what is in the envelope, see ``WaiverLoader`` and ``Approval``.
///
/// Unknown members are let be, because in-toto demands it of readers (attestation specification, parsing rules), and the
/// loaders do the same.
enum StatementSchema {
    static let waiver = statement(
        PredicateType.waiver, "A person's decision to let one finding pass for a while.",
        SchemaTerm.openObject(
            [
                "step": SchemaTerm.text, "finding": SchemaTerm.text, "subject": orNothing(SchemaTerm.string),
                "environment": SchemaTerm.text, "manifest": orNothing(SchemaTerm.anyDigest),
                "expires": SchemaTerm.instant, "owner": SchemaTerm.text, "ticket": SchemaTerm.text,
                "reason": SchemaTerm.text, "requestedBy": orNothing(SchemaTerm.string),
            ], required: ["step", "finding", "environment", "expires", "owner", "ticket", "reason"]))

    static let approval = statement(
        PredicateType.approval, "A person's consent to exactly this plan for this release.",
        SchemaTerm.openObject(
            [
                "decision": ["const": .string(Approval.decision)], "manifest": SchemaTerm.anyDigest,
                "plan": SchemaTerm.anyDigest, "phase": SchemaTerm.choice(Phase.self),
                "environment": SchemaTerm.text, "expires": SchemaTerm.instant,
                "comment": orNothing(SchemaTerm.string),
            ], required: ["decision", "manifest", "plan", "phase", "environment", "expires"]))

    /// A member that says `null` says nothing.
    private static func orNothing(_ schema: JSON) -> JSON { ["anyOf": [schema, ["type": "null"]]] }

    private static func statement(_ type: String, _ description: String, _ predicate: JSON) -> JSON {
        let digests: JSON = [
            "type": "object", "additionalProperties": SchemaTerm.string, "minProperties": 1,
            "maxProperties": .integer(Int64(Statement.maximumDigests)),
        ]
        let subject = SchemaTerm.openObject(["name": SchemaTerm.string, "digest": digests], required: ["digest"])
        let subjects: JSON = [
            "type": "array", "items": subject, "minItems": 1, "maxItems": .integer(Int64(Statement.maximumSubjects)),
        ]
        return SchemaTerm.openObject(
            [
                "_type": ["enum": .array(Statement.acceptedTypes.map(JSON.string))],
                // The look-alike one letter away, which some readers would believe.
                "type": false,
                "subject": subjects, "predicateType": ["const": .string(type)], "predicate": predicate,
            ], required: ["_type", "subject", "predicateType", "predicate"], description)
    }
}
