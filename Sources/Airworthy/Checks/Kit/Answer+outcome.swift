import Trust

extension Answer {
    /// The answer with its codes erased, as plans and records hold it.
    public var outcome: Outcome {
        switch self {
        case .passed(let summary, let evidence, let warnings):
            // Closures, because a key path through a generic type is made anew at each use.
            .passed(summary: summary, evidence, warnings: warnings.map { $0.diagnostic })
        case .failed(let findings, let evidence): .failed(findings.map { $0.diagnostic }, evidence)
        case .inconclusive(let findings, let evidence): .inconclusive(findings.map { $0.diagnostic }, evidence)
        }
    }
}
