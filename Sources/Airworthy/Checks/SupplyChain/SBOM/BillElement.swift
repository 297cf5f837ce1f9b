/// The seven minimum elements of NTIA, "The Minimum Elements For a Software Bill of Materials" (July 2021).
enum BillElement: String, Sendable, Hashable, CaseIterable {
    case supplier, name, version, identifier, relationships, author, timestamp

    /// How `bill` lacks this element, in words; nil when it does not. Components are judged one by one: a document
    /// whose first package is complete says nothing about the other thousand.
    func gap(in bill: BillOfMaterials) -> String? {
        switch self {
        case .supplier: lacking(bill.components.filter { $0.supplier == nil }, of: bill)
        case .name: lacking(bill.components.filter { $0.name == nil }, of: bill)
        case .version: lacking(bill.components.filter { $0.version == nil }, of: bill)
        case .identifier: lacking(bill.components.filter(\.identifiers.isEmpty), of: bill)
        case .relationships: bill.connected.isEmpty ? "no component depends on or contains another" : nil
        case .author: bill.authors.isEmpty ? "nobody is named as author; a tool is not one" : nil
        case .timestamp: bill.timestamp == nil ? "the document does not say when it was made" : nil
        }
    }

    private func lacking(_ components: [BillComponent], of bill: BillOfMaterials) -> String? {
        guard !components.isEmpty else { return nil }
        let named = components.prefix(3).map { "`\($0.title)`" }.joined(separator: ", ")
        let more = components.count > 3 ? " and \(components.count - 3) more" : ""
        return "\(components.count) of \(bill.components.count) components have no \(rawValue): \(named)\(more)"
    }
}
