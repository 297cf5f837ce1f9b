import Trust

/// Defects of Argo's AnalysisTemplates, metric by metric.
struct AnalysisLint {
    typealias Code = LintCode

    private let document: ForeignLint.Document

    init(_ document: ForeignLint.Document) {
        self.document = document
    }

    func findings() -> [Finding<Code>] {
        (document.root.member(at: "spec", "metrics")?.elements ?? []).flatMap(judge)
    }

    /// Providers that measure a value, which only a condition judges (argo-rollouts, utils/evaluate).
    private static let measuring: Set<String> = [
        "cloudWatch", "datadog", "graphite", "influxdb", "newRelic", "prometheus", "skywalking", "wavefront", "web",
    ]

    private func judge(_ metric: YAMLNode) -> [Finding<Code>] {
        let name = "metric `\(Excerpt.of(metric.member("name")?.scalar ?? ""))`"
        var findings: [Finding<Code>] = []
        let conditions = ["successCondition", "failureCondition"].compactMap { metric.member($0) }
        let providers = metric.member("provider")?.members.map(\.key) ?? []
        if conditions.isEmpty, providers.contains(where: Self.measuring.contains) {
            findings.append(Finding(.noCondition, "\(name) has no condition", at: metric.location))
        }
        guard let prometheus = metric.member(at: "provider", "prometheus") else { return findings }
        if (prometheus.member("address")?.scalar ?? "").isEmpty {
            findings.append(
                Finding(.noAddress, "\(name) does not say which Prometheus is asked", at: prometheus.location))
        }
        guard let node = prometheus.member("query"), let text = node.scalar else {
            findings.append(Finding(.queryInvalid, "\(name) has no query", at: prometheus.location))
            return findings
        }
        let query: QueryText
        do throws(QueryText.Defect) {
            query = try QueryText(text)
        } catch {
            let place = LintText(text, at: node.location, in: document.lines).place(of: error.fragment)
            findings.append(Finding(.queryInvalid, "the query of \(name): \(error.message)", at: place))
            return findings
        }
        if !query.isScalar {
            for condition in conditions where Self.comparesWhole(condition.scalar ?? "") {
                findings.append(
                    Finding(
                        .scalarResult, "\(name) compares the whole `result`: `\(Excerpt.of(condition.scalar ?? ""))`",
                        at: condition.location))
            }
        }
        if !query.isScoped {
            findings.append(Finding(.queryUnscoped, "the query of \(name) selects no version", at: node.location))
        }
        if query.lacksZero {
            findings.append(
                Finding(
                    .noDataUnhandled, "\(name) divides what may not have been counted yet", at: node.location))
        }
        return findings
    }

    /// `result < 0.02`, `0.02 > result`: the list itself, not an element and nothing made of it.
    static func comparesWhole(_ condition: String) -> Bool {
        let text = condition.filter { !$0.isWhitespace }
        let signs: Set<Character> = ["<", ">", "=", "!"]
        var rest = text[...]
        while let range = rest.firstRange(of: "result") {
            let before = rest[..<range.lowerBound].last ?? text[..<range.lowerBound].last
            let after = text[range.upperBound...].first
            let isWord = before.map { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." } ?? false
            let isWhole = after.map { !($0.isLetter || $0.isNumber || "_.[".contains($0)) } ?? true
            if !isWord, isWhole, after.map(signs.contains) ?? false || before.map(signs.contains) ?? false {
                return true
            }
            rest = rest[range.upperBound...]
        }
        return false
    }
}

extension QueryText {
    /// `scalar(…)` and plain numbers return one number.
    var isScalar: Bool { tokens.first == .word("scalar") || tokens.count == 1 && window == nil && isNumber }

    private var isNumber: Bool {
        if case .word(let word)? = tokens.first { Double(word) != nil } else { false }
    }

    /// Words by which versions of one service are told apart.
    private static let scopes = ["hash", "canary", "stable", "baseline", "preview", "revision", "version", "release"]

    var isScoped: Bool {
        tokens.contains { token in
            switch token {
            case .word(let text), .text(let text): Self.scopes.contains { text.lowercased().contains($0) }
            case .mark: false
            }
        }
    }

    /// A ratio whose upper part selects by status, which has no series until the first such answer, and gives no zero.
    var lacksZero: Bool {
        guard let slash = tokens.firstIndex(of: .mark("/")) else { return false }
        let upper = tokens[..<slash]
        let selects = upper.contains { token in
            guard case .word(let word) = token else { return false }
            return ["status", "code", "status_code", "response_code", "grpc_code", "outcome", "result"].contains(word)
        }
        return selects && !tokens.contains(.word("or"))
    }
}
