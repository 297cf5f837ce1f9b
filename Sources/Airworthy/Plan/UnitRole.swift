/// What a unit is for, and thus when it runs. Positions are those of the plan.
public enum UnitRole: Sendable, Hashable {
    /// Looks, and may be repeated at will.
    case check
    /// Changes the world: under the environment's lease, and never blindly repeated.
    case action
    /// Undoes an action once the run is over, newest action first.
    case compensation(of: Int)
    /// Looks again after something was undone.
    case steadyState(of: Int)
}

extension UnitRole {
    /// Whether the unit belongs to the run itself, and not to what may follow it.
    public var isMain: Bool {
        switch self {
        case .check, .action: true
        case .compensation, .steadyState: false
        }
    }

    /// Whether performing it changes anything.
    public var isEffect: Bool {
        switch self {
        case .action, .compensation: true
        case .check, .steadyState: false
        }
    }

    /// `check`, `action`, `compensation` or `steady-state`.
    public var name: String {
        switch self {
        case .check: "check"
        case .action: "action"
        case .compensation: "compensation"
        case .steadyState: "steady-state"
        }
    }
}
