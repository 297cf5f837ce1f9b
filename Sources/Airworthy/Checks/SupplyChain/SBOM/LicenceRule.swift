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
        var unknown = component.unreadLicences.map { "`\(Excerpt.of($0))`, which is not read" }
        for text in component.licences {
            guard let expression = LicenceExpression(text) else {
                if denied.contains(where: { $0.covers(named: text) }) {
                    refused.append(text)
                } else if allowed?.contains(where: { $0.covers(named: text) }) != true, !acceptsUnknown {
                    unknown.append("`\(Excerpt.of(text))`, which is no SPDX expression")
                }
                continue
            }
            if expression.isUsable({ judge($0) == .accepted }) { continue }
            refused += expression.licences.filter { judge($0) == .refused }.map(\.text)
            unknown += expression.licences.filter { judge($0) == .unknown }.map {
                "`\(Excerpt.of($0.text))`, of which nobody here knows what it asks"
            }
        }
        if !refused.isEmpty { return .refused(refused) }
        guard !acceptsUnknown, let first = unknown.first else { return nil }
        return .unknown("has the licence \(first)")
    }

    private enum Verdict {
        case accepted, refused, unknown
    }

    /// An exception only adds permissions, so that what allows a licence allows it `WITH` one; and a rule that names both
    /// speaks for that pair before any rule for the licence alone.
    private func judge(_ licence: LicenceExpression.Licence) -> Verdict {
        let spellings = Self.spellings(of: licence)
        if let exception = licence.exception?.lowercased() {
            if denied.contains(where: { $0.covers(spellings, with: exception) }) { return .refused }
            if allowed?.contains(where: { $0.covers(spellings, with: exception) }) == true { return .accepted }
        }
        if denied.contains(where: { $0.covers(spellings) }) { return .refused }
        if let allowed { return allowed.contains { $0.covers(spellings) } ? .accepted : .refused }
        // `GPLv3` is not `GPL-3.0-only` to a rule, and a `LicenseRef` may be any text: that none of them is denied says
        // nothing of what they ask.
        return acceptsUnknown || SPDXLicenceList.licences.contains(licence.identifier.lowercased())
            ? .accepted : .unknown
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
