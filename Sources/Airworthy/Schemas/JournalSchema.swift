import Trust

/// One record of a run's journal, which is one line of its file, see ``JournalChain`` and ``JournalEvent``.
enum JournalSchema {
    static let json = SchemaTerm.object(
        [
            "event": ["oneOf": .array(events)], "hash": SchemaTerm.digest, "index": SchemaTerm.integer(from: 1),
            "previous": SchemaTerm.digest,
        ], required: ["event", "hash", "index", "previous"],
        "One line of a run's journal. `hash` is over the bytes of the others, so that a schema alone proves nothing.")

    private static let integer: JSON = ["type": "integer"]

    private static let events: [JSON] = [
        event("began", ["at": SchemaTerm.instant, "inputs": inputs, "run": SchemaTerm.string, "seed": seed]),
        event("resumed", ["at": SchemaTerm.instant, "inputs": inputs, "reasons": SchemaTerm.strings]),
        event("leased", ["at": SchemaTerm.instant, "token": integer]),
        event("intent", ["attempt": integer, "unit": SchemaTerm.string]),
        event(
            "intent", ["attempt": integer, "unit": SchemaTerm.string, "key": SchemaTerm.string, "token": integer],
            perhaps: ["undoable": ["const": "yes"], "undoes": SchemaTerm.string]),
        event(
            "result", ["attempt": integer, "unit": SchemaTerm.string, "milliseconds": integer, "outcome": outcome],
            perhaps: ["inputs": SchemaTerm.array(of: tracedInput, atLeast: 1)]),
        event("retry", ["attempt": integer, "unit": SchemaTerm.string, "milliseconds": integer]),
        event("undoing", [:], perhaps: ["reason": SchemaTerm.string]),
        event("ended", ["at": SchemaTerm.instant, "cleared": ["enum": ["yes", "no"]]]),
        event("recorded", ["entry": SchemaTerm.anyDigest]),
    ]

    private static func event(
        _ name: String, _ members: [String: JSON], perhaps further: [String: JSON] = [:]
    ) -> JSON {
        var all = members.merging(further) { own, _ in own }
        all["event"] = ["const": .string(name)]
        return SchemaTerm.object(all, required: members.keys.sorted() + ["event"])
    }

    /// In decimal and as a text: JSON's numbers do not reach that far.
    private static let seed: JSON = ["type": "string", "pattern": "^(0|[1-9][0-9]{0,19})$"]

    /// See ``JournalInputs``.
    private static let inputs: JSON = {
        var members: [String: JSON] = [
            "environment": SchemaTerm.string, "epoch": integer, "tool": SchemaTerm.string,
            "effective": SchemaTerm.instant, "expires": SchemaTerm.instant,
        ]
        for key in ["checklist", "manifest", "plan", "trust"] { members[key] = SchemaTerm.anyDigest }
        let required = members.keys.sorted()
        members["initiator"] = SchemaTerm.string
        return SchemaTerm.object(members, required: required)
    }()

    private static let tracedInput = SchemaTerm.object(
        [
            "answer": SchemaTerm.string, "path": SchemaTerm.string,
            "question": SchemaTerm.choice(TracedInput.Question.self),
        ], required: ["path", "question"])

    private static let evidence = SchemaTerm.object(
        [
            // Base 64; some of it is longer than a pattern is tried on.
            "content": SchemaTerm.string, "digest": SchemaTerm.anyDigest,
            "mediaType": SchemaTerm.string, "uri": SchemaTerm.string,
        ], required: ["digest", "mediaType", "uri"])

    /// What a location is, then what tells it: a path with line and column, a document with its pointer.
    private static let location: JSON = [
        "type": "array", "items": SchemaTerm.string, "minItems": 2, "maxItems": 4,
        "contains": ["enum": ["file", "path", "pointer", "image", "field"]],
    ]

    private static let finding = SchemaTerm.object(
        [
            "code": SchemaTerm.string, "location": location, "message": SchemaTerm.string,
            "notes": SchemaTerm.array(of: SchemaTerm.string, atLeast: 1), "remedy": SchemaTerm.string,
        ], required: ["code", "message"])

    /// What is whole is never skipped, and never says less than it must: a pass has evidence, all else a finding.
    private static let outcome: JSON = {
        func outcome(_ name: String, evidence pieces: JSON, findings: JSON, _ further: [String: JSON] = [:]) -> JSON {
            var members: [String: JSON] = ["name": ["const": .string(name)], "evidence": pieces, "findings": findings]
            members.merge(further) { own, _ in own }
            return SchemaTerm.object(members, required: members.keys.sorted())
        }
        let some = SchemaTerm.array(of: finding, atLeast: 1)
        let anything = SchemaTerm.array(of: evidence)
        let nothing = SchemaTerm.schema(anything, with: ["maxItems": 0])
        let one = SchemaTerm.schema(some, with: ["maxItems": 1])
        let variants: [JSON] = [
            outcome(
                "passed", evidence: SchemaTerm.array(of: evidence, atLeast: 1), findings: SchemaTerm.array(of: finding),
                ["summary": SchemaTerm.string]),
            outcome("failed", evidence: anything, findings: some),
            outcome("inconclusive", evidence: anything, findings: some),
            outcome("errored", evidence: nothing, findings: one),
        ]
        return ["oneOf": .array(variants)]
    }()
}
