import Airworthy
import Trust

extension Answer {
    /// Findings of a failure or an inconclusive answer, none of a pass.
    var findings: [Finding<Code>] {
        switch self {
        case .passed: []
        case .failed(let findings, _), .inconclusive(let findings, _): findings.array
        }
    }

    var codes: [Code] { findings.map(\.code) }

    var warnings: [Code] {
        if case .passed(_, _, let warnings) = self { warnings.map(\.code) } else { [] }
    }

    var evidence: [Evidence] {
        switch self {
        case .passed(_, let evidence, _): evidence.array
        case .failed(_, let evidence), .inconclusive(_, let evidence): evidence
        }
    }

    /// The fact a pass reports.
    var summary: String? {
        if case .passed(let summary, _, _) = self { summary } else { nil }
    }

    var isPass: Bool {
        if case .passed = self { true } else { false }
    }

    var isInconclusive: Bool {
        if case .inconclusive = self { true } else { false }
    }
}
