public import Trust

/// One variable of a checklist or a step group.
public struct VariableDeclaration: Sendable, Hashable {
    public let name: String
    public let type: ValueType
    /// Nil for one that must be given.
    public let defaultValue: VariableValue?
    public let location: Location
}
