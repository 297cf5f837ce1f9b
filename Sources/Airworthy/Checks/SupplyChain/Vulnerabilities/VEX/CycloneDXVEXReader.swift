import Trust

/// The `analysis` of vulnerabilities in CycloneDX 1.4 and later.
enum CycloneDXVEXReader {
    static func read(_ root: ScanFields, name: String) throws(ScanFault) -> [VEXStatement] {
        let bill: BillOfMaterials
        do throws(BillFault) {
            bill = try CycloneDXReader.read(root.value)
        } catch {
            throw ScanFault(([error.message] + error.places.prefix(3)).joined(separator: "; "))
        }
        let components = Dictionary(
            bill.components.compactMap { component in component.reference.map { ($0, component) } }
        ) { first, _ in first }
        var statements: [VEXStatement] = []
        for (number, vulnerability) in try root.objects("vulnerabilities").enumerated() {
            guard let analysis = try vulnerability.object("analysis"), let state = try analysis.text("state") else {
                continue
            }
            let place = "\(name) vulnerability \(number + 1)"
            let times = [
                try analysis.instant("lastUpdated"), try vulnerability.instant("updated"),
                try vulnerability.instant("published"), bill.timestamp,
            ]
            guard let at = times.compactMap({ $0 }).first else {
                throw ScanFault("nothing says when the analysis was made", at: vulnerability.value)
            }
            let reason = try analysis.firstText("justification", "detail")
            let status = try status(state, vulnerability.value)
            if status == .notAffected, state == "not_affected", reason?.isEmpty ?? true {
                throw ScanFault("`not_affected` needs a `justification` or a `detail`", at: vulnerability.value)
            }
            var products: [VEXStatement.Product] = []
            let affects = try vulnerability.objects("affects")
            for affected in affects {
                let names = try names(affected, components, covering: status.covers)
                if !names.isEmpty { products.append(VEXStatement.Product(names: names, parts: [])) }
            }
            // That something is exploitable, and nobody says what, takes every excuse back.
            if affects.isEmpty, !status.covers {
                products.append(VEXStatement.Product(names: [.everything], parts: []))
            }
            statements.append(
                VEXStatement(
                    vulnerabilities: [try vulnerability.requiredText("id")], products: products, status: status,
                    reason: reason ?? state, at: at, place: place))
        }
        return statements
    }

    /// What an analysis is about: the component, or the versions of it that are listed. Ranges are not compared, so that
    /// one excuses nothing, and one that excuses nothing is taken to be about all of it.
    private static func names(
        _ affected: ScanFields, _ components: [String: BillComponent], covering: Bool
    ) throws(ScanFault) -> [ProductName] {
        let reference = try affected.requiredText("ref")
        let packageURL = components[reference]?.packageURL
        let whole = packageURL.map { ProductName.packageURL($0) } ?? ProductName(reference)
        guard let versions = try affected.list("versions"), covering || !versions.isEmpty else { return [whole] }
        var names: [ProductName] = []
        for entry in versions {
            let entry = try ScanFields(entry)
            guard let version = try entry.text("version") else {
                if covering { continue }
                return [whole]
            }
            // Absent means affected (CycloneDX, `versions/status`).
            let isUnaffected = try entry.text("status") == "unaffected"
            guard isUnaffected == covering else { continue }
            if let named = packageURL?.at(version) {
                names.append(.packageURL(named))
            } else if !covering {
                return [whole]
            }
        }
        return names
    }

    private static func status(_ state: String, _ value: JSONValue) throws(ScanFault) -> VEXStatement.Status {
        switch state {
        case "resolved", "resolved_with_pedigree": return .fixed
        case "not_affected", "false_positive": return .notAffected
        case "exploitable": return .affected
        case "in_triage": return .underInvestigation
        default: throw ScanFault("`state` `\(Excerpt.of(state))` is not known", at: value)
        }
    }
}
