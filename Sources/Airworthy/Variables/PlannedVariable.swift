public import Trust

/// A variable of the checklist with the value it has in one plan, and who gave it.
public struct PlannedVariable: Sendable, Hashable {
    public enum Origin: String, Sendable, Hashable, CaseIterable {
        case commandLine = "command-line"
        case release
        case standard = "default"
    }

    public let name: String
    public let type: ValueType
    public let value: VariableValue
    public let origin: Origin

    /// As plans and statements record it.
    public var json: JSON {
        ["name": .string(name), "type": .string(type.name), "value": value.json, "from": .string(origin.rawValue)]
    }
}
