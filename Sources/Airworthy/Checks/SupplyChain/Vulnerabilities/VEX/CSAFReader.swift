import Trust

/// CSAF 2.0 and 2.1, profile `csaf_vex` (OASIS, section 4.5).
enum CSAFReader {
    static func read(_ root: ScanFields, name: String) throws(ScanFault) -> [VEXStatement] {
        guard let document = try root.object("document") else { throw ScanFault("`document` is missing") }
        guard try document.text("category") == "csaf_vex" else { throw ScanFault("`category` is not `csaf_vex`") }
        guard let version = try document.text("csaf_version"), ["2.0", "2.1"].contains(version) else {
            throw ScanFault("`csaf_version` is neither 2.0 nor 2.1")
        }
        guard let tracking = try document.object("tracking"), let at = try tracking.instant("current_release_date")
        else { throw ScanFault("`current_release_date` is missing") }
        guard let status = try tracking.text("status"), ["final", "interim"].contains(status) else {
            throw ScanFault("`tracking.status` is neither `final` nor `interim`: a draft says nothing yet")
        }
        var products = Products()
        if let tree = try root.object("product_tree") { try products.add(tree) }
        var statements: [VEXStatement] = []
        for (number, vulnerability) in try root.objects("vulnerabilities").enumerated() {
            statements += try read(
                vulnerability, products: products, at: at, place: "\(name) vulnerability \(number + 1)")
        }
        return statements
    }

    private static let groups: [(String, VEXStatement.Status)] = [
        ("known_not_affected", .notAffected), ("known_affected", .affected), ("first_affected", .affected),
        ("last_affected", .affected), ("fixed", .fixed), ("first_fixed", .fixed),
        ("under_investigation", .underInvestigation),
    ]

    private static func read(
        _ vulnerability: ScanFields, products: Products, at: Instant, place: String
    ) throws(ScanFault) -> [VEXStatement] {
        var names: [String] = []
        if let cve = try vulnerability.text("cve") { names.append(cve) }
        for id in try vulnerability.objects("ids") { if let text = try id.text("text") { names.append(text) } }
        guard !names.isEmpty else { throw ScanFault("neither `cve` nor `ids`", at: vulnerability.value) }
        let reasons = try reasons(vulnerability)
        guard let status = try vulnerability.object("product_status") else {
            throw ScanFault("`product_status` is missing", at: vulnerability.value)
        }
        var statements: [VEXStatement] = []
        var seen: [String: VEXStatement.Status] = [:]
        for (group, meaning) in groups {
            for id in try status.texts(group) {
                // Contradicting groups (6.1.6) leave nothing to believe.
                if let other = seen.updateValue(meaning, forKey: id), other != meaning {
                    throw ScanFault(
                        "`\(Excerpt.of(id))` is both \(other.rawValue) and \(meaning.rawValue)", at: status.value)
                }
                let reason = reasons[id] ?? reasons[""]
                if meaning == .notAffected, reason == nil {
                    throw ScanFault(
                        "no flag or threat says why `\(Excerpt.of(id))` is not affected (6.1.27.9)", at: status.value)
                }
                guard let product = products.product(id) else {
                    throw ScanFault("`\(Excerpt.of(id))` is no product of the document (6.1.1)", at: status.value)
                }
                statements.append(
                    VEXStatement(
                        vulnerabilities: names, products: [product], status: meaning, reason: reason, at: at,
                        place: place))
            }
        }
        return statements
    }

    /// Why, by product; under the empty name where it is said of all.
    private static func reasons(_ vulnerability: ScanFields) throws(ScanFault) -> [String: String] {
        var reasons: [String: String] = [:]
        for flag in try vulnerability.objects("flags") {
            let label = try flag.requiredText("label")
            for id in try ids(flag) { reasons[id] = label }
        }
        for threat in try vulnerability.objects("threats") where try threat.text("category") == "impact" {
            let details = try threat.requiredText("details")
            for id in try ids(threat) where reasons[id] == nil { reasons[id] = details }
        }
        return reasons
    }

    private static func ids(_ fields: ScanFields) throws(ScanFault) -> [String] {
        // Groups of products are not followed: what is said of one is said of nothing we know.
        guard fields.optional("group_ids") == nil || fields.optional("product_ids") != nil else { return [] }
        let ids = try fields.texts("product_ids")
        return ids.isEmpty ? [""] : ids
    }

    /// The product tree: what each identifier of the document stands for.
    private struct Products {
        private var names: [String: [ProductName]] = [:]
        /// What is part of what.
        private var parts: [String: (part: String, whole: String)] = [:]

        mutating func add(_ tree: ScanFields) throws(ScanFault) {
            for product in try tree.objects("full_product_names") { try add(product: product) }
            // Branches by a list of what is left: depth is the document's, not our stack's.
            var left = try tree.objects("branches")
            while let branch = left.popLast() {
                if let product = try branch.object("product") { try add(product: product) }
                left += try branch.objects("branches")
            }
            for relationship in try tree.objects("relationships") {
                guard let product = try relationship.object("full_product_name") else {
                    throw ScanFault("`full_product_name` is missing", at: relationship.value)
                }
                let id = try product.requiredText("product_id")
                parts[id] = (
                    try relationship.requiredText("product_reference"),
                    try relationship.requiredText("relates_to_product_reference")
                )
                try add(product: product)
            }
        }

        private mutating func add(product: ScanFields) throws(ScanFault) {
            let id = try product.requiredText("product_id")
            var found: [ProductName] = []
            if let hints = try product.object("product_identification_helper") {
                for purl in try [hints.text("purl")].compactMap({ $0 }) + hints.texts("purls") {
                    found.append(ProductName(purl))
                }
                for hashes in try hints.objects("hashes") {
                    for hash in try hashes.objects("file_hashes") where try hash.text("algorithm") == "sha256" {
                        if let digest = Digest("sha256:\(try hash.requiredText("value"))") {
                            found.append(.digest(digest))
                        }
                    }
                }
            }
            guard names.updateValue(found.isEmpty ? [.text(id)] : found, forKey: id) == nil else {
                throw ScanFault("`\(Excerpt.of(id))` is two products (6.1.2)", at: product.value)
            }
        }

        func product(_ id: String) -> VEXStatement.Product? {
            guard let own = names[id] else { return nil }
            guard let (part, whole) = parts[id], let wholes = names[whole], let parts = names[part] else {
                return VEXStatement.Product(names: own, parts: [])
            }
            return VEXStatement.Product(names: wholes, parts: parts)
        }
    }
}
