/// What a reader, a planner and a contract test must know of a check before it runs.
public struct CheckKind: Sendable, Hashable {
    /// Kebab case; `Docs/checks/<id>.md` is its page.
    public let id: String
    /// One line, lower case, a question: "is every image named by digest?"
    public let summary: String
    /// What it may touch. Everything else in its world refuses.
    public let capabilities: Set<Capability>
    public let parameters: [Parameter]
    /// The subjects it can examine.
    public let subjects: Set<Subject.Kind>

    public init(
        id: String, summary: String, capabilities: Set<Capability>, parameters: [Parameter],
        subjects: Set<Subject.Kind>
    ) {
        self.id = id
        self.summary = summary
        self.capabilities = capabilities
        self.parameters = parameters
        self.subjects = subjects
    }
}
