/// Input or configuration is wrong: exit 2. Carries every defect found in one reading, in file order, so that
/// the reader mends them in one go.
public struct InputError: Error, Sendable, Hashable {
    public let diagnostics: NonEmpty<Diagnostic>

    public init(_ diagnostics: NonEmpty<Diagnostic>) {
        self.diagnostics = diagnostics
    }

    public init(_ diagnostic: Diagnostic) {
        self.init(NonEmpty(diagnostic))
    }

    public init(
        _ code: String, _ message: String, at location: Location? = nil, remedy: String? = nil, notes: [String] = []
    ) {
        self.init(Diagnostic(code, message, at: location, remedy: remedy, notes: notes))
    }
}

extension InputError: CustomStringConvertible {
    public var description: String { diagnostics.map(\.description).array.joined(separator: "\n") }
}
