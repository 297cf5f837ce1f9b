import Trust

/// Defects of a Rollout's steps together with the analyses they ask for.
struct RolloutLint {
    typealias Code = LintCode

    private let document: ForeignLint.Document
    private let templates: [String: [ForeignLint.Document]]

    /// - Parameter templates: every AnalysisTemplate of the files that are looked at, by its title.
    init(_ document: ForeignLint.Document, templates: [String: [ForeignLint.Document]]) {
        self.document = document
        self.templates = templates
    }

    func findings() -> [Finding<Code>] {
        var findings: [Finding<Code>] = []
        // Seconds since the weight was set; nil before the first weight, and after a pause that somebody ends.
        var held: Double?
        for step in document.root.member(at: "spec", "strategy", "canary", "steps")?.elements ?? [] {
            if step.member("setWeight") != nil { held = 0 }
            if let pause = step.member("pause") {
                held = Self.seconds(pause.member("duration")).flatMap { seconds in held.map { $0 + seconds } }
            }
            guard let analysis = step.member("analysis") else { continue }
            for reference in analysis.member("templates")?.elements ?? [] {
                for (metric, lines) in metrics(of: reference) {
                    findings += judge(metric, lines, held: held, at: reference.location)
                }
            }
        }
        return findings
    }

    private func metrics(of reference: YAMLNode) -> [(YAMLNode, SourceLines)] {
        let kind = reference.member("clusterScope")?.scalar == "true" ? "ClusterAnalysisTemplate" : "AnalysisTemplate"
        return (templates["\(kind)/\(reference.member("templateName")?.scalar ?? "")"] ?? []).flatMap { template in
            (template.root.member(at: "spec", "metrics")?.elements ?? []).map { ($0, template.lines) }
        }
    }

    private func judge(
        _ metric: YAMLNode, _ lines: SourceLines, held: Double?, at place: Location
    ) -> [Finding<Code>] {
        let name = "metric `\(Excerpt.of(metric.member("name")?.scalar ?? ""))`"
        var findings: [Finding<Code>] = []
        // argo-rollouts, ValidateAnalysisTemplateWithType: "runs indefinitely".
        if metric.member("interval") != nil, metric.member("count") == nil {
            findings.append(
                Finding(
                    .endlessAnalysis, "\(name) is measured again and again, and the step waits for its end",
                    at: metric.member("interval")?.location ?? metric.location, notes: ["asked for at \(place)"]))
        }
        let text = metric.member(at: "provider", "prometheus", "query")?.scalar
        if let held, let window = text.flatMap({ (try? QueryText($0))?.window }) {
            let waited = held + (Self.seconds(metric.member("initialDelay")) ?? 0)
            // At the same length the first value still holds what came in while the weight was being set.
            if waited <= window {
                findings.append(
                    Finding(
                        .windowOverlap,
                        "\(name) looks back \(Int(window)) s, \(Int(waited)) s after the weight was set", at: place))
            }
        }
        return findings
    }

    /// `30`, `"30"` or `1m`; nil for a pause without an end.
    private static func seconds(_ node: YAMLNode?) -> Double? {
        guard let text = node?.scalar else { return nil }
        if let count = Double(text) { return (0..<QueryText.longest).contains(count) ? count : nil }
        return QueryText.seconds(text)
    }
}
