/// What ``CommandCheck`` can find.
public enum CommandCode: String, FindingCode {
    case exitStatus = "exit-status"
    case outputMismatch = "output-mismatch"
    case outputUnreadable = "output-unreadable"
    case truncatedOutput = "truncated-output"
    case signalled

    public var meaning: String {
        switch self {
        case .exitStatus: "the program ended with another status than the one that means success"
        case .outputMismatch: "the program did not say what would prove success"
        case .outputUnreadable: "what the program printed cannot be held against what is expected"
        case .truncatedOutput: "the program wrote more than is kept, and what is kept does not decide"
        case .signalled: "a signal ended the program before it could answer"
        }
    }

    public var remedy: String {
        switch self {
        case .exitStatus: "read the kept output and mend what the program complains of"
        case .outputMismatch: "read the kept output, then mend the cause or the expectation"
        case .outputUnreadable: "make the program print what is asked about, as a value of that type"
        case .truncatedOutput: "make the program print a short summary, or print the decisive line first"
        case .signalled: "find what ended it (memory limit, timeout, crash) and run the step again"
        }
    }
}
