import Trust

/// What is asked of a bill of materials once there is one.
struct BillDemands: Sendable {
    let elements: [BillElement]
    let age: AgeLimit?
    let banned: [Glob]

    func findings(about bill: BillOfMaterials, at place: Location, instant: Instant) -> [Finding<SBOMCheck.Code>] {
        guard bill.partCount > 0 else {
            return [Finding(.empty, "the \(bill.title) document lists no component", at: place)]
        }
        let gaps = elements.compactMap { $0.gap(in: bill) }
        var findings: [Finding<SBOMCheck.Code>] = []
        if let first = gaps.first {
            let more = gaps.count > 1 ? ", and \(gaps.count - 1) more kinds of gap" : ""
            findings.append(Finding(.missingElements, first + more, at: place, notes: Array(gaps.dropFirst())))
        }
        return findings + ageFindings(about: bill, at: place, instant: instant) + bannedFindings(about: bill, at: place)
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
            let matches = bill.components.filter { component in names(of: component).contains(where: glob.matches) }
            guard let first = matches.first else { continue }
            let more = matches.count > 1 ? " and \(matches.count - 1) more" : ""
            findings.append(
                Finding(
                    .banned, "`\(first.title)`\(more) matches `\(glob)`", at: place,
                    notes: matches.prefix(20).map(\.title)))
        }
        return findings
    }

    // The name, the package URL, and the package URL without qualifiers and subpath, which say where a package came
    // from and not which one it is (purl-spec).
    private func names(of component: BillComponent) -> [String] {
        let bare = component.packageURL.map { String($0.prefix { $0 != "?" && $0 != "#" }) }
        return [component.name, component.packageURL, bare].compactMap { $0 }
    }
}
