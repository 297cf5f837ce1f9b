public import Trust

/// The JSON Schemas of the files people write and of the report machines read, generated from the code so that editors,
/// loaders and readers agree.
public enum DocumentSchema: String, Sendable, Hashable, CaseIterable {
    case release, checklist, trust, project
    case group = "step-group"
    case report = "run-report"

    /// JSON Schema, draft 2020-12.
    public var json: JSON {
        var members: [String: JSON] = [
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$id": .string("https://airworthy.dev/schemas/\(rawValue).json"),
        ]
        if case .object(let body) = body { members.merge(body) { own, _ in own } }
        return .object(members)
    }

    private var body: JSON {
        switch self {
        case .release: ReleaseSchema.json
        case .checklist: ChecklistSchema.json
        case .group: ChecklistSchema.group
        case .trust: TrustSchema.json
        case .project: ProjectSchema.json
        case .report: ReportSchema.json
        }
    }
}
