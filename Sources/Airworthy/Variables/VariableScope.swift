import Trust

/// Where a step's variables come from: the checklist itself, or the step group it was included from, whose variables
/// are bound where the group is included. A group sees its own variables only.
struct VariableScope: Sendable, Hashable {
    /// How findings call it: "the checklist", "step group `rollout`".
    let name: String
    let declarations: [VariableDeclaration]
    /// What the ids of its steps begin with; empty where nothing was said.
    let prefix: String
    /// The scope that includes it, and what that gives its variables; nil for the checklist's own.
    let binding: Binding?

    struct Binding: Sendable, Hashable {
        let parent: Int
        let values: [YAMLNode.Member]
        let location: Location
    }

    func declaration(_ name: String) -> VariableDeclaration? { declarations.first { $0.name == name } }
}
