extension UnitStatus {
    /// ``word`` for people.
    public var phrase: String { self == .notApplicable ? "not applicable" : word }

    /// One character wide; never the only thing that tells statuses apart.
    public var symbol: String {
        switch self {
        case .failed: "✖"
        case .undetermined: "?"
        case .warned: "▲"
        case .waived: "◌"
        case .passed: "✔"
        case .notApplicable: "·"
        }
    }

    var ink: Palette.Ink {
        switch self {
        case .failed, .undetermined: .red
        case .warned, .waived: .yellow
        case .passed: .green
        case .notApplicable: .dim
        }
    }

    /// Whether readers look for it: everything but what passed or does not apply.
    public var isOpen: Bool { self < .passed }
}
