/// What sort of statement an entry holds.
public enum LedgerKind: String, Sendable, Hashable, CaseIterable {
    case run = "checklist-run"
}
