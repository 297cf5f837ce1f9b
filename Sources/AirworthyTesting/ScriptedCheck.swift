public import Airworthy
public import Trust

/// A check that answers what its `answer` argument says: for tests of everything around checks.
public struct ScriptedCheck: Check {
    public enum Code: String, FindingCode {
        case scripted
        case undecided

        public var meaning: String { "the script said so" }
        public var remedy: String { "change the script" }
    }

    public static let kind = CheckKind(
        id: "scripted", summary: "what does the script say?", capabilities: [],
        parameters: [Parameter("answer", .choice, default: "pass", "pass, fail, inconclusive, error or hang")],
        subjects: Set(Subject.Kind.allCases))

    private let answer: String

    public init(from arguments: inout FieldReader) throws(InputError) {
        answer = try arguments.optionalString("answer") ?? "pass"
    }

    public func examine(_ subject: Subject, in context: CheckContext) async throws(Obstacle) -> Answer<Code> {
        switch answer {
        case "pass":
            let seen = Array((subject.name ?? "release").utf8)
            return .passed(
                "as scripted",
                NonEmpty(Evidence(uri: "script", digest: .of(seen), mediaType: "text/plain", content: seen)))
        case "fail": return .failed(Finding(.scripted, "the script fails"))
        case "inconclusive": return .inconclusive(NonEmpty(Finding(.undecided, "the script does not know")))
        case "hang":
            // Ignores cancellation on purpose: the worst a check can do.
            await withCheckedContinuation { (_: CheckedContinuation<Void, Never>) in Self.abandon() }
            throw Obstacle("unreachable", "never")
        default: throw Obstacle("scripted-obstacle", "the script cannot look")
        }
    }

    private static func abandon() {}
}
