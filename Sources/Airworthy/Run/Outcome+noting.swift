import Trust

extension Outcome {
    /// The same with a note to its first diagnostic; unchanged where there is none.
    func noting(_ note: String) -> Outcome {
        func noted(_ findings: NonEmpty<Diagnostic>) -> NonEmpty<Diagnostic> {
            NonEmpty(noted(findings.first), findings.rest)
        }
        func noted(_ diagnostic: Diagnostic) -> Diagnostic {
            var diagnostic = diagnostic
            diagnostic.notes.append(note)
            return diagnostic
        }
        switch self {
        case .failed(let findings, let evidence): return .failed(noted(findings), evidence)
        case .inconclusive(let findings, let evidence): return .inconclusive(noted(findings), evidence)
        case .errored(let diagnostic): return .errored(noted(diagnostic))
        case .passed, .skipped: return self
        }
    }
}
