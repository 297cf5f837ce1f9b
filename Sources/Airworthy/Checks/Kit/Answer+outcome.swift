import Trust

extension Answer {
    /// The answer with its codes erased, as plans and records hold it.
    public var outcome: Outcome {
        switch self {
        case .passed(let summary, let evidence, let warnings):
            .passed(summary: summary, evidence, warnings: warnings.map(\.diagnostic))
        case .failed(let findings, let evidence): .failed(findings.map(\.diagnostic), evidence)
        case .inconclusive(let findings, let evidence): .inconclusive(findings.map(\.diagnostic), evidence)
        }
    }
}
