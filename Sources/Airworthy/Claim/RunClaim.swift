public import Trust

/// What a `checklist-run/v1` statement says, read strictly. Worth nothing by itself: belief is `Verified<RunClaim>`.
public struct RunClaim: Sendable, Hashable {
    public let passed: Bool
    public let phase: Phase
    public let environment: String
    public let mode: RunMode
    public let releaseID: String
    public let sequence: Int
    public let manifest: Digest
    public let checklist: String
    /// Of the checklist's bytes.
    public let checklistDigest: Digest
    public let effective: Instant
    public let finished: Instant
    /// First instant at which it no longer admits.
    public let expires: Instant
    public let trustEpoch: Int
    /// `unit: code`, as the run recorded them.
    public let blockers: [String]
    /// Every digest the statement is about.
    public let subjects: Set<Digest>
    /// What people signed for it, to be believed anew.
    public let people: RunPeople

    /// - Throws: `malformed-run`, with the JSON pointer of what is missing or wrong.
    public init(_ statement: Statement) throws(Diagnostic) {
        guard let predicate = statement.predicate else { throw Self.malformed("predicate", at: nil) }
        let reader = PredicateReader(predicate)
        switch try reader.string("result") {
        case "PASSED": passed = true
        case "FAILED": passed = false
        default: throw Self.malformed("result", at: predicate.location)
        }
        phase = try reader.choice("phase")
        environment = try reader.string("environment")
        mode = try reader.choice("mode")
        let release = try reader.object("release")
        releaseID = try release.string("id")
        sequence = try release.integer("sequence")
        manifest = try release.digest("manifestDigest")
        let source = try reader.object("checklist")
        checklist = try source.string("name")
        checklistDigest = try source.digest("digest")
        effective = try reader.instant("effectiveTime")
        finished = try reader.instant("finishedOn")
        expires = try reader.instant("expiresOn")
        trustEpoch = try reader.object("trust").integer("epoch")
        blockers = (predicate["blockers"]?.elements ?? []).compactMap { blocker in
            guard let step = blocker["step"]?.string, let code = blocker["code"]?.string else { return nil }
            return "\(step): \(code)"
        }
        people = try RunPeople(predicate)
        subjects = Set(statement.subjects.flatMap(\.digests))
        // The statement's subject is what others match by; the predicate's own digest must not say something else.
        guard statement.names(manifest) else { throw Self.malformed("release/manifestDigest", at: predicate.location) }
        // A run that says PASSED beside a list of blockers contradicts itself.
        guard !passed || blockers.isEmpty else { throw Self.malformed("blockers", at: predicate.location) }
    }

    static func malformed(_ field: String, at location: Location?) -> Diagnostic {
        Diagnostic(
            "malformed-run", "the run statement's `\(field)` is missing or is not what it must be", at: location,
            remedy: "run the checklist again with a matching version of the tool")
    }
}
