/// What a checklist says about approval. One word: whose, and how many, is the trust policy's business.
public enum ApprovalDemand: String, Sendable, Hashable, CaseIterable {
    case required
}
