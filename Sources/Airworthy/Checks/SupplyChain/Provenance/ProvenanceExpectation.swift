import Trust

/// What is asked of provenance once it is believed. Nothing here looks at signatures: who signed is an argument.
struct ProvenanceExpectation: Sendable {
    typealias Code = ProvenanceCheck.Code

    var builder: BuilderPattern?
    var source: RepositoryURI?
    var ref: RefExpectation?
    /// A commit, in lower-case hexadecimal.
    var revision: String?
    var buildType: String?
    var parameters: [ParameterExpectation] = []
    var refusesOtherParameters = false
    var level: Int?
    var builders: [TrustedBuilder] = []
    var age: AgeLimit?

    /// Everything in which the statement is not as expected; empty when it is.
    func findings(
        about statement: ProvenanceStatement, signedBy signers: [String], at place: Location, instant: Instant
    ) -> [Finding<Code>] {
        var findings: [Finding<Code>] = []
        func object(_ code: Code, _ message: String?) {
            if let message { findings.append(Finding(code, message, at: place)) }
        }
        object(.wrongBuilder, builderObjection(to: statement))
        object(.wrongSource, sourceObjection(to: statement))
        object(.wrongRef, refObjection(to: statement))
        object(.wrongRevision, revisionObjection(to: statement))
        object(.wrongBuildType, buildTypeObjection(to: statement))
        for parameter in parameters { object(.wrongParameter, parameter.objection(in: statement.parameters)) }
        object(.unexpectedParameter, otherParametersObjection(to: statement))
        object(.levelTooLow, levelObjection(to: statement, signedBy: signers))
        return findings + ageFindings(about: statement, at: place, instant: instant)
    }

    /// The entry that names the builder in full comes before one for all its versions.
    func level(of statement: ProvenanceStatement, signedBy signers: [String]) -> Int {
        let vouching = builders.filter { $0.vouches(for: statement.builderID, signedBy: signers) }
        let entry = vouching.first { $0.id.isExactly(statement.builderID) } ?? vouching.first
        return entry?.level ?? TrustedBuilder.defaultLevel
    }

    private func builderObjection(to statement: ProvenanceStatement) -> String? {
        guard let builder, !builder.matches(statement.builderID) else { return nil }
        return "built by `\(Excerpt.of(statement.builderID, limit: 160))`, not by `\(builder)`"
    }

    private func sourceObjection(to statement: ProvenanceStatement) -> String? {
        guard let source else { return nil }
        if let objection = silence(of: statement) { return objection }
        if let other = statement.sources.first(where: { $0.repository != source }) {
            return "built from `\(Excerpt.of(other.uri, limit: 160))`, not from `\(source)`"
        }
        // A statement that contradicts itself is believed in neither half.
        guard statement.listsMaterials else { return nil }
        let astray = statement.sources.first { statement.materials(of: $0).isEmpty }
        return astray.map { "its materials do not hold `\(Excerpt.of($0.uri, limit: 160))`, which it was built from" }
    }

    private func refObjection(to statement: ProvenanceStatement) -> String? {
        guard let ref else { return nil }
        if let objection = silence(of: statement) { return objection }
        for source in statement.sources {
            guard let found = source.ref else { return "it does not say which ref it was built from" }
            if !ref.matches(found) { return "built from the ref `\(Excerpt.of(found, limit: 160))`, not from \(ref)" }
        }
        return nil
    }

    private func revisionObjection(to statement: ProvenanceStatement) -> String? {
        guard let revision else { return nil }
        if let objection = silence(of: statement) { return objection }
        let found = statement.revisions
        guard !found.isEmpty else { return "it does not say which commit it was built from" }
        return found.first { !$0.isExactly(revision) }.map {
            "built from the commit `\(Excerpt.of($0))`, not from `\(revision)`"
        }
    }

    private func silence(of statement: ProvenanceStatement) -> String? {
        guard statement.sources.isEmpty else { return nil }
        let type = Excerpt.of(statement.buildType, limit: 160)
        return "it does not say what it was built from in a way known of the build type `\(type)`"
    }

    private func buildTypeObjection(to statement: ProvenanceStatement) -> String? {
        guard let buildType, !statement.buildType.isExactly(buildType) else { return nil }
        return "the build type is `\(Excerpt.of(statement.buildType, limit: 160))`, not `\(buildType)`"
    }

    private func otherParametersObjection(to statement: ProvenanceStatement) -> String? {
        guard refusesOtherParameters else { return nil }
        var covered = parameters.map(\.path)
        for source in statement.sources {
            if self.source != nil { covered.append(source.places.repository) }
            if ref != nil { covered.append(source.places.ref) }
            if revision != nil { covered.append(source.places.revision) }
        }
        let others = ParameterExpectation.leftovers(in: statement.parameters, besides: covered)
        guard let first = others.first else { return nil }
        let more = others.count > 1 ? " and \(others.count - 1) more" : ""
        return "nothing is said about the parameter `\(Excerpt.of(first, limit: 120))`\(more)"
    }

    private func levelObjection(to statement: ProvenanceStatement, signedBy signers: [String]) -> String? {
        guard let level else { return nil }
        let found = self.level(of: statement, signedBy: signers)
        guard found < level else { return nil }
        let pair = "`\(Excerpt.of(statement.builderID, limit: 160))` signed for by \(signers.joined(separator: ", "))"
        return "\(pair) is trusted with level \(found), not \(level)"
    }

    private func ageFindings(
        about statement: ProvenanceStatement, at place: Location, instant: Instant
    ) -> [Finding<Code>] {
        guard let age else { return [] }
        guard let text = statement.finished else {
            return [Finding(.stale, "it does not say when the build finished", at: place)]
        }
        guard let finished = Instant(rfc3339: text) else {
            return [Finding(.stale, "`\(Excerpt.of(text))` is no instant in UTC", at: place)]
        }
        switch age.objection(to: finished, at: instant) {
        case .stale(let message): return [Finding(.stale, message, at: place)]
        case .madeLater(let message): return [Finding(.madeLater, message, at: place)]
        case nil: return []
        }
    }
}
