public import Trust

/// A checklist made from another tool's file. Everything in that file is either a step that can fail, or in
/// ``leftBehind``: nothing is dropped, and nothing becomes a step that asks for less than its own words say.
public struct ChecklistImport: Sendable {
    /// The checklist, sound under our own lint.
    public let text: String
    public let stepCount: Int
    /// What has no equal here, in file order, each with its place and what to do about it.
    public let leftBehind: [Diagnostic]
    /// What to know before the first run, a sentence each.
    public let notes: [String]

    /// - Throws: what keeps the file from being read, and `nothing-carried-over` when no step came of it.
    public init(_ bytes: [UInt8], name: String, from format: ForeignFormat) throws(InputError) {
        let root = try ForeignDocument.parse(bytes, name: name, format: format)
        var draft = ImportDraft()
        let phase: Phase
        switch format {
        case .goss:
            phase = .preRelease
            try GossImport.read(root, into: &draft)
        case .troubleshoot:
            phase = .preRelease
            try TroubleshootImport.read(root, into: &draft)
        case .chaostoolkit:
            phase = .drill
            try ChaosToolkitImport.read(root, into: &draft)
        }
        leftBehind = draft.leftBehind
        notes = draft.notes
        stepCount = draft.stepCount
        guard stepCount > 0 else {
            let nothing = Diagnostic(
                "nothing-carried-over", "nothing in `\(name)` can be carried over to a checklist", at: .path(name),
                remedy: "write the steps by hand; `airworthy checks` lists the kinds")
            throw InputError(NonEmpty(nothing, draft.leftBehind))
        }
        text = draft.text(of: name, format: format, phase: phase)
        // Each step was held against the same rules alone; the needs between them are checked here.
        try ChecklistLint.bindKinds(try ChecklistLoader.load(Array(text.utf8), source: "the imported checklist"))
    }
}
