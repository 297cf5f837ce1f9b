/// Could not tell: unreachable, unreadable, timed out, too large to look at. Never a pass, never a finding: exit 3.
public struct Obstacle: Error, Sendable, Hashable {
    public var diagnostic: Diagnostic

    public init(_ diagnostic: Diagnostic) {
        self.diagnostic = diagnostic
    }

    public init(
        _ code: String, _ message: String, at location: Location? = nil, remedy: String? = nil, notes: [String] = []
    ) {
        self.diagnostic = Diagnostic(code, message, at: location, remedy: remedy, notes: notes)
    }
}

extension Obstacle: CustomStringConvertible {
    public var description: String { diagnostic.description }
}
