public import Trust

extension Outcome {
    /// Whether something was seen that a person can accept: what was not looked at, or could not be, is no finding.
    var isFinding: Bool {
        switch self {
        case .passed, .failed, .inconclusive: true
        case .errored, .skipped: false
        }
    }

    /// Everything that was seen, whatever came of it.
    public var evidence: [Evidence] {
        switch self {
        case .passed(_, let evidence, _): evidence.array
        case .failed(_, let evidence), .inconclusive(_, let evidence): evidence
        case .errored, .skipped: []
        }
    }

    /// What there is to say against the subject: findings, warnings or the obstacle.
    public var diagnostics: [Diagnostic] {
        switch self {
        case .passed(_, _, let warnings): warnings
        case .failed(let findings, _), .inconclusive(let findings, _): findings.array
        case .errored(let diagnostic): [diagnostic]
        case .skipped: []
        }
    }

    /// `passed`, `failed`, `inconclusive`, `errored` or `skipped`.
    public var name: String {
        switch self {
        case .passed: "passed"
        case .failed: "failed"
        case .inconclusive: "inconclusive"
        case .errored: "errored"
        case .skipped: "skipped"
        }
    }
}
