/// What ``HTTPCheck`` can find.
public enum HTTPCode: String, FindingCode {
    case statusMismatch = "status-mismatch"
    case headerMismatch = "header-mismatch"
    case bodyMismatch = "body-mismatch"
    case bodyNotJSON = "body-not-json"
    case bodyTooLarge = "body-too-large"
    case bodyUntold = "body-untold"

    /// Whether it leaves open what is the case.
    var isUndecided: Bool { self == .bodyTooLarge || self == .bodyUntold }

    public var meaning: String {
        switch self {
        case .statusMismatch: "the server answers with another status than expected"
        case .headerMismatch: "a header is absent, or not exactly what it should be"
        case .bodyMismatch: "the body lacks a text, a JSON value or the digest it should have"
        case .bodyNotJSON: "the body is no JSON document, and a value in it is expected"
        case .bodyTooLarge: "the body is larger than what is read of it, and what was read does not decide"
        case .bodyUntold: "what a matcher asks about is missing, of another type or empty"
        }
    }

    public var remedy: String {
        switch self {
        case .statusMismatch: "read the kept body and the server's log, and mend what it complains of"
        case .headerMismatch: "mend what sets the header, or the expectation"
        case .bodyMismatch: "read the kept body, then mend the server or the expectation"
        case .bodyNotJSON: "ask for an address that answers with JSON, or mend the server"
        case .bodyTooLarge: "ask for a smaller answer, or raise `maxBodyBytes`"
        case .bodyUntold: "ask about what the server says, or have it say what is asked about"
        }
    }
}
