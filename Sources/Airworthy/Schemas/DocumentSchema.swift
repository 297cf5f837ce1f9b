public import Trust

/// The JSON Schemas of the files people write or sign and of those machines write, generated from the code so that editors,
/// loaders and readers agree.
///
/// They ask what a loader asks of one file by itself. What it asks of several places at once, such as that a rule names a
/// key there is, no schema can say. One thing they are stricter in: a key with nothing behind it, which the loaders of YAML
/// read as a key that is not there.
public enum DocumentSchema: String, Sendable, Hashable, CaseIterable {
    case release, checklist
    case group = "step-group"
    case trust, project, inventory
    /// The statement in an envelope, not the envelope.
    case waiver, approval
    case report = "run-report"
    /// One line of a journal.
    case journal = "journal-record"

    /// Every name, `release, checklist, … or journal-record`.
    public static var names: String {
        let names = allCases.map(\.rawValue)
        return "\(names.dropLast().joined(separator: ", ")) or \(names.last ?? "")"
    }

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
        case .inventory: InventorySchema.json
        case .waiver: StatementSchema.waiver
        case .approval: StatementSchema.approval
        case .report: ReportSchema.json
        case .journal: JournalSchema.json
        }
    }
}
