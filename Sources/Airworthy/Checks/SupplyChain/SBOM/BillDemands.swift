import Trust

/// What is asked of a bill of materials once there is one.
struct BillDemands: Sendable {
    let elements: [BillElement]
    let age: AgeLimit?
    let banned: [Glob]
    let licences: LicenceRule?

    /// Findings told one by one; the rest are counted.
    private static let findingLimit = 50

    func findings(
        about bill: BillOfMaterials, report: ElementReport, at place: Location, instant: Instant
    ) -> [Finding<SBOMCheck.Code>] {
        guard bill.partCount > 0 else {
            return [Finding(.empty, "the \(bill.title) document lists no component", at: place)]
        }
        let gaps = report.gaps
        var findings: [Finding<SBOMCheck.Code>] = []
        if let first = gaps.first {
            let more = gaps.count > 1 ? ", and \(gaps.count - 1) more kinds of gap" : ""
            findings.append(Finding(.missingElements, first + more, at: place, notes: Array(gaps.dropFirst())))
        }
        return findings + ageFindings(about: bill, at: place, instant: instant) + bannedFindings(about: bill, at: place)
            + licenceFindings(about: bill, at: place)
    }

    private func ageFindings(
        about bill: BillOfMaterials, at place: Location, instant: Instant
    ) -> [Finding<SBOMCheck.Code>] {
        guard let age else { return [] }
        guard let made = bill.timestamp else {
            return [Finding(.stale, "the document does not say when it was made", at: place)]
        }
        switch age.objection(to: made, at: instant) {
        case .stale(let message): return [Finding(.stale, message, at: place)]
        case .madeLater(let message): return [Finding(.madeLater, message, at: place)]
        case nil: return []
        }
    }

    private func bannedFindings(about bill: BillOfMaterials, at place: Location) -> [Finding<SBOMCheck.Code>] {
        var findings: [Finding<SBOMCheck.Code>] = []
        for glob in banned {
            let ban = ComponentBan(glob)
            let matches = bill.components.filter(ban.covers)
            guard let first = matches.first else { continue }
            let more = matches.count > 1 ? " and \(matches.count - 1) more" : ""
            findings.append(
                Finding(
                    .banned, "`\(first.title)`\(more) matches `\(glob)`", at: place,
                    notes: matches.prefix(20).map { "\($0.title) at \($0.place)" }))
        }
        return findings
    }

    /// One finding for each set of licences that stands in the way.
    private func licenceFindings(about bill: BillOfMaterials, at place: Location) -> [Finding<SBOMCheck.Code>] {
        guard let licences else { return [] }
        var refused: [String: [String]] = [:]
        var unknown: [String] = []
        for component in bill.components {
            switch licences.objection(to: component) {
            case .refused(let names):
                refused[names.uniqued.joined(separator: ", "), default: []].append(component.title)
            case .unknown(let what): unknown.append("\(component.title) \(what)")
            case nil: continue
            }
        }
        var findings: [Finding<SBOMCheck.Code>] = refused.sorted { $0.key < $1.key }.prefix(Self.findingLimit).map {
            let more = $0.value.count > 1 ? " and \($0.value.count - 1) more" : ""
            return Finding(
                .bannedLicence, "`\($0.value[0])`\(more) cannot be used without \(Excerpt.of($0.key))", at: place,
                notes: Array($0.value.prefix(20)))
        }
        if let first = unknown.first {
            let more = unknown.count > 1 ? ", and so \(unknown.count - 1) more" : ""
            findings.append(
                Finding(.unknownLicence, first + more, at: place, notes: Array(unknown.dropFirst().prefix(20))))
        }
        return findings
    }
}

extension [String] {
    fileprivate var uniqued: [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}
