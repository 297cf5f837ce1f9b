import Trust

/// OpenVEX 0.0.1 and 0.2.0 (OpenVEX specification).
enum OpenVEXReader {
    private static let contexts = [
        "https://openvex.dev/ns", "https://openvex.dev/ns/v0.0.1", "https://openvex.dev/ns/v0.2.0",
    ]
    private static let justifications: Set<String> = [
        "component_not_present", "vulnerable_code_not_present", "vulnerable_code_not_in_execute_path",
        "vulnerable_code_cannot_be_controlled_by_adversary", "inline_mitigations_already_exist",
    ]

    static func read(_ root: ScanFields, name: String) throws(ScanFault) -> [VEXStatement] {
        let context = try root.requiredText("@context")
        guard contexts.contains(context) else { throw ScanFault("`@context` `\(Excerpt.of(context))` is not known") }
        _ = try root.requiredText("author")
        let made = try root.instant("timestamp")
        guard let elements = try root.list("statements") else { throw ScanFault("`statements` is missing") }
        var statements: [VEXStatement] = []
        for (number, element) in elements.enumerated() {
            statements.append(
                try statement(try ScanFields(element), made: made, place: "\(name) statement \(number + 1)"))
        }
        return statements
    }

    private static func statement(
        _ fields: ScanFields, made: Instant?, place: String
    ) throws(ScanFault) -> VEXStatement {
        // A statement inherits its document's time (specification, "Inheritance").
        guard let at = try fields.instant("timestamp") ?? made else {
            throw ScanFault("neither the statement nor the document has a `timestamp`", at: fields.value)
        }
        let word = try fields.requiredText("status")
        guard let status = VEXStatement.Status(rawValue: word) else {
            throw ScanFault("`status` `\(Excerpt.of(word))` is not known", at: fields.value)
        }
        let justification = try fields.text("justification")
        if let justification, !justifications.contains(justification) {
            throw ScanFault("`justification` `\(Excerpt.of(justification))` is not known", at: fields.value)
        }
        let reason = try fields.firstText("justification", "impact_statement")
        if status == .notAffected, reason?.isEmpty ?? true {
            throw ScanFault("`not_affected` needs a `justification` or an `impact_statement`", at: fields.value)
        }
        return VEXStatement(
            vulnerabilities: try vulnerabilities(fields), products: try products(fields), status: status,
            reason: reason, at: at, place: place)
    }

    private static func vulnerabilities(_ fields: ScanFields) throws(ScanFault) -> [String] {
        guard let field = fields.optional("vulnerability") else {
            throw ScanFault("`vulnerability` is missing", at: fields.value)
        }
        // A plain name in 0.0.1.
        if let name = field.string { return [name] }
        let vulnerability = try ScanFields(field)
        return [try vulnerability.requiredText("name")] + (try vulnerability.texts("aliases"))
    }

    private static func products(_ fields: ScanFields) throws(ScanFault) -> [VEXStatement.Product] {
        // Beside the product in 0.0.1, inside it since.
        let shared = try fields.texts("subcomponents").map { ProductName($0) }
        var products: [VEXStatement.Product] = []
        for element in try fields.list("products") ?? [] {
            if let name = element.string {
                products.append(VEXStatement.Product(names: [ProductName(name)], parts: shared))
                continue
            }
            let product = try ScanFields(element)
            var parts: [ProductName] = []
            for part in try product.objects("subcomponents") { parts += try names(part) }
            products.append(VEXStatement.Product(names: try names(product), parts: parts.isEmpty ? shared : parts))
        }
        return products
    }

    private static func names(_ component: ScanFields) throws(ScanFault) -> [ProductName] {
        var names: [ProductName] = []
        if let id = try component.text("@id") { names.append(ProductName(id)) }
        if let purl = try component.object("identifiers")?.text("purl") { names.append(ProductName(purl)) }
        if let hash = try component.object("hashes")?.text("sha-256"), let digest = Digest("sha256:\(hash)") {
            names.append(.digest(digest))
        }
        guard !names.isEmpty else { throw ScanFault("a product without a name", at: component.value) }
        return names
    }
}
