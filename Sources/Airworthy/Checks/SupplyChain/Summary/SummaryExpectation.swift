import Trust

/// What is asked of a verification summary once it is believed: steps 4 to 7 of the specification's "How to verify". The
/// first three (signature, subject, predicate type) have been taken by whoever found it.
struct SummaryExpectation: Sendable {
    typealias Code = SummaryCheck.Code

    let verifiers: [TrustedVerifier]
    let levels: [VerifiedLevel]
    /// At least what every dependency must have been verified at; nil to ask nothing of them.
    let dependencies: VerifiedLevel?
    let age: AgeLimit?

    /// Everything in which the statement is not as expected; empty when it is.
    func findings(
        about statement: SummaryStatement, signedBy signers: [String], resource: String, at place: Location,
        instant: Instant
    ) -> [Finding<Code>] {
        var findings: [Finding<Code>] = []
        func object(_ code: Code, _ message: String?) {
            if let message { findings.append(Finding(code, message, at: place)) }
        }
        object(.wrongVerifier, verifierObjection(to: statement, signedBy: signers))
        if !statement.resource.isExactly(resource) {
            object(.wrongResource, "it is about `\(Excerpt.of(statement.resource, limit: 160))`, not `\(resource)`")
        }
        if !statement.result.isExactly("PASSED") {
            object(.notPassed, "the result is `\(Excerpt.of(statement.result))`, not `PASSED`")
        }
        object(.levelTooLow, levelObjection(to: statement))
        object(.dependencyTooLow, dependencyObjection(to: statement))
        return findings + ageFindings(about: statement, at: place, instant: instant)
    }

    private func verifierObjection(to statement: SummaryStatement, signedBy signers: [String]) -> String? {
        let named = verifiers.filter { $0.id.isExactly(statement.verifierID) }
        let id = Excerpt.of(statement.verifierID, limit: 160)
        guard !named.isEmpty else { return "the verifier `\(id)` is none of those named" }
        guard !named.contains(where: { $0.signers.contains(where: signers.contains) }) else { return nil }
        return "it says it is by `\(id)`, for which \(signers.joined(separator: ", ")) does not speak"
    }

    private func levelObjection(to statement: SummaryStatement) -> String? {
        let found = statement.levels.map(VerifiedLevel.init)
        let missing = levels.filter { wanted in !found.contains(where: wanted.isMet) }
        guard !missing.isEmpty else { return nil }
        let wanted = missing.map { "`\($0)`" }.joined(separator: ", ")
        let stated =
            statement.levels.isEmpty ? "nothing" : Excerpt.of(statement.levels.joined(separator: ", "), limit: 120)
        return "verified is \(stated), which does not contain \(wanted)"
    }

    private func dependencyObjection(to statement: SummaryStatement) -> String? {
        guard let dependencies, case .level(_, let track) = dependencies else { return nil }
        guard let counts = statement.dependencies else { return "it makes no claim about dependencies" }
        // A level that is not there counts none, and so does one with a zero; an empty object says there are none.
        let counted = counts.filter { $0.value > 0 }
        guard !counted.isEmpty else { return nil }
        // A result like any other, of no track: those did not verify at all.
        if let failed = counted["FAILED"] { return "\(failed) of the dependencies are `FAILED`" }
        var tracks: [String: Int64] = [:]
        for (level, count) in counted {
            guard let track = VerifiedLevel.track(of: level) else { continue }
            let (sum, isTooMany) = tracks[track, default: 0].addingReportingOverflow(count)
            tracks[track] = isTooMany ? .max : sum
        }
        let ours = counted.filter { VerifiedLevel.track(of: $0.key)?.isExactly(track) ?? false }
        guard !ours.isEmpty else { return "it says nothing of its dependencies in the track `\(track)`" }
        // Each dependency is counted once in every track: where another counts more, some are judged there only.
        if let most = tracks.values.max(), let own = tracks[track], own < most {
            return "of \(most) dependencies only \(own) are counted in the track `\(track)`"
        }
        let low = ours.filter { !dependencies.isMet(by: VerifiedLevel($0.key)) }
        guard !low.isEmpty else { return nil }
        let list = low.sorted { $0.key < $1.key }.map { "\($0.value) at `\(Excerpt.of($0.key))`" }
        return "dependencies are below `\(dependencies)`: \(list.joined(separator: ", "))"
    }

    private func ageFindings(
        about statement: SummaryStatement, at place: Location, instant: Instant
    ) -> [Finding<Code>] {
        guard let age else { return [] }
        guard let text = statement.verified else {
            return [Finding(.stale, "it does not say when it was verified", at: place)]
        }
        guard let verified = Instant(rfc3339: text) else {
            return [Finding(.stale, "`\(Excerpt.of(text))` is no instant in UTC", at: place)]
        }
        switch age.objection(to: verified, at: instant) {
        case .stale(let message): return [Finding(.stale, message, at: place)]
        case .madeLater(let message): return [Finding(.madeLater, message, at: place)]
        case nil: return []
        }
    }
}
