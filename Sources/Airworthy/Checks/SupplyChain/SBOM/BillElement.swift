/// One thing a bill of materials may be asked to say, of itself or of each component.
enum BillElement: String, Sendable, Hashable, CaseIterable {
    // NTIA, "The Minimum Elements For a Software Bill of Materials" (July 2021), table 1.
    case supplier, name, version, identifier, relationships, author, timestamp
    // CISA, "2025 Minimum Elements for a Software Bill of Materials (SBOM)" (draft, August 2025), which asks for who makes
    // a component in place of who supplies it.
    case producer, hash, licence, tool, context

    /// Whether every component must have its own. A document whose first package is complete says nothing about the other
    /// thousand.
    var isOfComponents: Bool {
        switch self {
        case .supplier, .name, .version, .identifier, .producer, .hash, .licence: true
        case .relationships, .author, .timestamp, .tool, .context: false
        }
    }

    func isMissing(of component: BillComponent) -> Bool {
        switch self {
        case .supplier: component.supplier == nil
        case .name: component.name == nil
        case .version: component.version == nil
        case .identifier: component.identifiers.isEmpty
        case .producer: component.producer == nil
        case .hash: component.hashes.isEmpty
        case .licence: component.licences.isEmpty
        case .relationships, .author, .timestamp, .tool, .context: false
        }
    }

    /// How the document itself lacks this element, in words; nil when it does not, or it is one of components.
    func gap(ofDocument bill: BillOfMaterials) -> String? {
        switch self {
        case .relationships: bill.connected.isEmpty ? "no component depends on or contains another" : nil
        case .author: bill.authors.isEmpty ? "nobody is named as author; a tool is not one" : nil
        case .timestamp: bill.timestamp == nil ? "the document does not say when it was made" : nil
        case .tool: bill.tools.isEmpty ? "the document does not name the tool that wrote it" : nil
        case .context:
            bill.contexts.isEmpty ? "the document does not say when in the life of the software it was made" : nil
        case .supplier, .name, .version, .identifier, .producer, .hash, .licence: nil
        }
    }

    /// How `bill` lacks this element, in words; nil when it does not.
    func gap(in bill: BillOfMaterials) -> String? {
        guard isOfComponents else { return gap(ofDocument: bill) }
        let lacking = bill.components.filter(isMissing)
        guard !lacking.isEmpty else { return nil }
        let named = lacking.prefix(3).map { "`\(Excerpt.of($0.title))`" }.joined(separator: ", ")
        let more = lacking.count > 3 ? " and \(lacking.count - 3) more" : ""
        return "\(lacking.count) of \(bill.components.count) components have no \(rawValue): \(named)\(more)"
    }
}
