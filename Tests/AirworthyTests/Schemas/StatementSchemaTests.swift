import AirworthyTesting
import Testing
import Trust

@testable import Airworthy

/// What people sign, held against the schema and against who believes it.
@Suite("Schemas of statements")
struct StatementSchemaTests {
    private let office: VirtualOffice
    private let plan: Plan

    init() throws {
        office = try VirtualOffice()
        plan = try Samples.plan("  - {id: only, uses: scripted, with: {answer: fail}}", for: try Samples.release())
    }

    private var manifest: Digest { plan.release.manifestDigest }

    private var waiver: [String: JSON] {
        [
            "step": "only", "finding": "scripted", "environment": "production",
            "manifest": .string("\(manifest)"), "expires": .string((Samples.instant + .seconds(60)).rfc3339),
            "owner": "sam", "ticket": "OPS-1", "reason": "known", "requestedBy": "sam",
        ]
    }

    private var approval: [String: JSON] {
        [
            "decision": "approved", "manifest": .string("\(manifest)"), "plan": .string("\(plan.digest)"),
            "phase": .string(plan.checklist.phase.rawValue), "environment": "production",
            "expires": .string((Samples.instant + .seconds(60)).rfc3339), "comment": "looked at",
        ]
    }

    /// The statement of a predicate, with members of its own changed.
    private func statement(
        _ type: String, _ predicate: [String: JSON], _ change: (inout [String: JSON]) -> Void = { _ in }
    ) -> JSON {
        let json = Statement.json(
            subjects: [StatementSubject(name: "release.yaml", digests: [manifest])], predicateType: type,
            predicate: .object(predicate))
        guard case .object(var members) = json else { preconditionFailure("a statement is an object") }
        change(&members)
        return .object(members)
    }

    /// Whether who believes such a statement takes this one, signed by `lee`.
    private func isBelieved(_ schema: DocumentSchema, _ statement: JSON) throws -> Bool {
        let bytes = try Envelope.sign(
            payloadType: Envelope.inTotoPayloadType, payload: statement.canonicalBytes(), keys: [office.key("lee")]
        ).json.canonicalBytes()
        guard schema == .approval else {
            return refusalCode {
                try WaiverLoader.load(bytes, source: "w.json", trust: office.trust, at: Samples.instant)
            } == nil
        }
        let tally = ApprovalTally(
            [ApprovalFile(source: "a.json", bytes: bytes)], of: ApprovalScope(plan), under: office.trust,
            initiator: "dana", at: Samples.instant)
        return tally.counted.count == 1
    }

    private func expect(
        _ schema: DocumentSchema, _ statement: JSON, isTaken: Bool, _ what: String,
        at place: SourceLocation = #_sourceLocation
    ) throws {
        let faults = try schema.faults(in: statement)
        #expect(faults.isEmpty == isTaken, "\(what): the schema says \(faults)", sourceLocation: place)
        #expect(try isBelieved(schema, statement) == isTaken, "\(what): the loader", sourceLocation: place)
    }

    @Test("what the commands sign is as its schema says")
    func signed() throws {
        let instant = Samples.instant + .seconds(60)
        let drafts: [(DocumentSchema, JSON)] = [
            (
                .waiver,
                Waiver(
                    step: "only", code: "scripted", subject: nil, environment: "production", manifest: manifest,
                    expires: instant, owner: "sam", ticket: "OPS-1", reason: "known"
                ).statement(over: plan.release)
            ),
            (.approval, Approval(scope: ApprovalScope(plan), expires: instant).statement(release: "release.yaml")),
        ]
        for (schema, statement) in drafts { try expect(schema, statement, isTaken: true, schema.rawValue) }
    }

    @Test("a member that is missing, of another kind or of no meaning is refused by both")
    func wrong() throws {
        let both: [(key: String, value: JSON?)] = [
            ("environment", nil), ("environment", ""), ("environment", 5), ("expires", nil), ("expires", "tomorrow"),
            ("expires", "2026-11-22T00:00:00+01:00"), ("expires", 5), ("manifest", "sha256:00"), ("manifest", 5),
        ]
        let waivers: [(key: String, value: JSON?)] = [
            ("step", nil), ("step", ""), ("finding", nil), ("finding", ["scripted"]), ("owner", ""), ("owner", nil),
            ("ticket", nil), ("reason", ""), ("subject", 5), ("requestedBy", 5), ("requestedBy", ["lee"]),
        ]
        let approvals: [(key: String, value: JSON?)] = [
            ("decision", nil), ("decision", "rejected"), ("decision", true), ("manifest", nil), ("plan", nil),
            ("plan", "abc"), ("phase", nil), ("phase", "later"), ("comment", 5),
        ]
        for (key, value) in both + waivers {
            var predicate = waiver
            predicate[key] = value
            try expect(.waiver, statement(PredicateType.waiver, predicate), isTaken: false, "waiver \(key)")
        }
        for (key, value) in both + approvals {
            var predicate = approval
            predicate[key] = value
            try expect(.approval, statement(PredicateType.approval, predicate), isTaken: false, "approval \(key)")
        }
    }

    @Test("a statement that is none, or about nothing, is refused by both")
    func statements() throws {
        let wrong: [(key: String, value: JSON?)] = [
            ("_type", nil), ("_type", "https://in-toto.io/Statement/v2"), ("type", "x"), ("subject", []),
            ("subject", nil),
            ("subject", [["name": "release.yaml"]]), ("subject", [["digest": [:]]]),
            ("subject", [["digest": ["sha256": 5]]]),
            ("predicateType", nil), ("predicateType", .string(PredicateType.drill)), ("predicate", nil),
            ("predicate", []),
            ("predicate", nil),
        ]
        let kinds: [(DocumentSchema, String, [String: JSON])] = [
            (.waiver, PredicateType.waiver, waiver), (.approval, PredicateType.approval, approval),
        ]
        for (schema, type, predicate) in kinds {
            for (key, value) in wrong {
                let changed = statement(type, predicate) { $0[key] = value }
                try expect(schema, changed, isTaken: false, "\(schema.rawValue) \(key)")
            }
        }
    }

    @Test("what others add is let be by both, and what says nothing may be null")
    func right() throws {
        for key in ["subject", "manifest", "requestedBy", "note"] {
            let value: JSON = key == "note" ? ["by": "somebody"] : .null
            var predicate = waiver
            predicate[key] = value
            try expect(.waiver, statement(PredicateType.waiver, predicate), isTaken: true, "waiver \(key)")
        }
        var predicate = approval
        predicate["comment"] = JSON.null
        predicate["note"] = 5
        try expect(.approval, statement(PredicateType.approval, predicate), isTaken: true, "approval")
        let older = statement(PredicateType.waiver, waiver) { $0["_type"] = "https://in-toto.io/Statement/v0.1" }
        try expect(.waiver, older, isTaken: true, "version 0.1")
    }
}
