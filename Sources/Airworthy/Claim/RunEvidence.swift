import Trust

/// What a run saw, found by what its statements ask for. Gathered once: a release may have hundreds of images, and each
/// of them is asked about.
struct RunEvidence {
    private let contents: [Digest: [UInt8]]
    private let byService: [String: [Evidence]]

    init(_ facts: RunFacts) {
        var contents: [Digest: [UInt8]] = [:]
        var byService: [String: [Evidence]] = [:]
        for (planned, unit) in zip(facts.plan.units, facts.record.units) {
            let evidence = unit.outcome.evidence
            for seen in evidence where contents[seen.digest] == nil { contents[seen.digest] = seen.content }
            guard case .image(_, let service?) = planned.subject else { continue }
            byService[service.name, default: []] += evidence
        }
        self.contents = contents
        self.byService = byService
    }

    /// The bytes that were seen under a digest, where they were kept.
    func content(_ digest: Digest) -> [UInt8]? { contents[digest] }

    /// What the units about a service's image saw, in the order of the plan.
    func evidence(about service: Service) -> [Evidence] { byService[service.name] ?? [] }
}
