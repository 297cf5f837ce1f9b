import Trust

/// Every statement that is believed, of all documents together.
struct VEXStatements: Sendable {
    private let byName: [String: [VEXStatement]]
    /// Whose digest the statements must be about.
    private let image: Digest

    /// - Parameter instant: statements made later say nothing yet.
    init(_ statements: [VEXStatement], about image: Digest, at instant: Instant) {
        self.image = image
        var byName: [String: [VEXStatement]] = [:]
        for statement in statements where statement.at <= instant {
            for name in Set(statement.vulnerabilities.map { $0.uppercased() }) {
                byName[name, default: []].append(statement)
            }
        }
        self.byName = byName
    }

    /// The statement that counts for `match`. An advisory about several vulnerabilities is covered by a statement about
    /// itself that no later one about a part gainsays, or by statements about every part.
    func statement(about match: VulnerabilityMatch) -> VEXStatement? {
        let naming = match.naming
        let parts = naming.parts.map { latest([$0], of: match) }
        guard let own = latest(naming.names, of: match) else {
            return parts.contains(nil) ? nil : parts.compactMap { $0 }.min { !$0.status.covers && $1.status.covers }
        }
        return parts.compactMap { $0 }.first { !$0.status.covers && $0.at >= own.at } ?? own
    }

    /// The latest about one of the names in this package of this image. Of two of the same instant, one that does not
    /// cover.
    private func latest(_ names: [String], of match: VulnerabilityMatch) -> VEXStatement? {
        var latest: VEXStatement?
        for name in names {
            for statement in byName[name.uppercased()] ?? [] where applies(statement, to: match) {
                guard let known = latest else {
                    latest = statement
                    continue
                }
                if statement.at > known.at || statement.at == known.at && !statement.status.covers {
                    latest = statement
                }
            }
        }
        return latest
    }

    private func applies(_ statement: VEXStatement, to match: VulnerabilityMatch) -> Bool {
        statement.products.contains { product in
            if product.names.contains(where: { $0.names(image) }) {
                guard !product.parts.isEmpty else { return true }
                return match.packageURL.map { package in product.parts.contains { $0.names(package) } } ?? false
            }
            guard product.parts.isEmpty, let package = match.packageURL else { return false }
            return product.names.contains { $0.names(package) }
        }
    }
}
