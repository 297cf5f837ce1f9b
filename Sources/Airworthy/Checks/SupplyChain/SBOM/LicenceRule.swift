import Trust

/// Which licences may be used: those on a list, or those not on another.
struct LicenceRule: Sendable {
    /// Nil: every licence that is not denied.
    let allowed: [LicencePattern]?
    let denied: [LicencePattern]
    /// Whether a component that says nothing of its licence is let pass.
    let acceptsUnknown: Bool

    enum Objection: Sendable, Hashable {
        /// The licences it could not be used without, as written.
        case refused([String])
        /// Nothing is said, or nothing that can be read.
        case unknown(String)
    }

    /// What stands against using `component`; nil when nothing does.
    func objection(to component: BillComponent) -> Objection? {
        guard !component.licences.isEmpty else {
            return acceptsUnknown ? nil : .unknown("says nothing of its licence")
        }
        var refused: [String] = []
        for text in component.licences {
            guard let expression = LicenceExpression(text) else {
                if denied.contains(where: { $0.covers(named: text) }) {
                    refused.append(text)
                } else if allowed?.contains(where: { $0.covers(named: text) }) != true, !acceptsUnknown {
                    return .unknown("has the licence `\(Excerpt.of(text))`, which is no SPDX expression")
                }
                continue
            }
            if !expression.isUsable(isAccepted) {
                refused += expression.licences.filter { !isAccepted($0) }.map(\.text)
            }
        }
        return refused.isEmpty ? nil : .refused(refused)
    }

    /// An exception only adds permissions, so that what allows a licence allows it `WITH` one; and a rule that names both
    /// speaks for that pair before any rule for the licence alone.
    private func isAccepted(_ licence: LicenceExpression.Licence) -> Bool {
        let spellings = Self.spellings(of: licence)
        if let exception = licence.exception?.lowercased() {
            if denied.contains(where: { $0.covers(spellings, with: exception) }) { return false }
            if allowed?.contains(where: { $0.covers(spellings, with: exception) }) == true { return true }
        }
        if denied.contains(where: { $0.covers(spellings) }) { return false }
        return allowed.map { $0.contains { $0.covers(spellings) } } ?? true
    }

    /// The deprecated identifiers of the GNU licences say the same as the present ones (SPDX licence list, 3.0), and
    /// `+` includes the version it follows.
    private static func spellings(of licence: LicenceExpression.Licence) -> [String] {
        let name = licence.identifier.lowercased()
        if licence.orLater { return [name, "\(name)+", "\(name)-or-later", "\(name)-only"] }
        if name.hasSuffix("-only") { return [name, String(name.dropLast(5))] }
        if name.hasSuffix("-or-later") {
            let base = String(name.dropLast(9))
            return [name, base, "\(base)+", "\(base)-only"]
        }
        return [name, "\(name)-only"]
    }
}
