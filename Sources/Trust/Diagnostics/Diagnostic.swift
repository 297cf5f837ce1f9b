/// One negative, named: which rule, what was expected and found, where, and what to do now.
///
/// Messages are lower case without a full stop and quote names in backticks. The remedy is one imperative sentence.
/// Codes are kebab-case and permanent: scripts and waivers depend on them.
public struct Diagnostic: Error, Sendable, Hashable {
    public var code: String
    public var message: String
    public var location: Location?
    public var remedy: String?
    /// Supporting facts, one a line: the OpenSSL error queue, rejected candidates, the path that led here.
    public var notes: [String]

    public init(
        _ code: String, _ message: String, at location: Location? = nil, remedy: String? = nil, notes: [String] = []
    ) {
        self.code = code
        self.message = message
        self.location = location
        self.remedy = remedy
        self.notes = notes
    }
}

extension Diagnostic: CustomStringConvertible {
    public var description: String {
        let place = location.map { "\($0): " } ?? ""
        return "\(place)\(message) [\(code)]"
    }
}
