public import Trust

/// One way in which the release is not as required.
public struct Finding<Code: FindingCode>: Sendable, Hashable {
    public let code: Code
    public let message: String
    public let location: Location?
    public let remedy: String
    public let notes: [String]

    public init(
        _ code: Code, _ message: String, at location: Location? = nil, remedy: String? = nil, notes: [String] = []
    ) {
        self.code = code
        self.message = message
        self.location = location
        self.remedy = remedy ?? code.remedy
        self.notes = notes
    }

    public var diagnostic: Diagnostic {
        Diagnostic(code.rawValue, message, at: location, remedy: remedy, notes: notes)
    }
}
