import Trust

/// Which element is missing where, component by component: what a generator's owner needs to mend it.
struct ElementReport: Sendable {
    /// Incomplete components listed one by one; all are counted.
    static let componentLimit = 10_000

    let elements: [BillElement]
    private let bill: BillOfMaterials
    private let incomplete: [(component: BillComponent, missing: [BillElement])]
    /// Components without the element, by element of components; only those above zero.
    private let counts: [BillElement: Int]

    init(_ bill: BillOfMaterials, elements: [BillElement]) {
        self.bill = bill
        self.elements = elements
        let asked = elements.filter(\.isOfComponents)
        var incomplete: [(BillComponent, [BillElement])] = []
        var counts: [BillElement: Int] = [:]
        for component in bill.components {
            let missing = asked.filter { $0.isMissing(of: component) }
            guard !missing.isEmpty else { continue }
            for element in missing { counts[element, default: 0] += 1 }
            incomplete.append((component, missing))
        }
        self.incomplete = incomplete
        self.counts = counts
    }

    /// One line for each element that is missing anywhere, in the order asked for.
    var gaps: [String] {
        elements.compactMap { element in
            guard element.isOfComponents else { return element.gap(ofDocument: bill) }
            return counts[element] == nil ? nil : element.gap(in: bill)
        }
    }

    var json: JSON {
        let byElement = elements.map { element -> JSON in
            if element.isOfComponents {
                return ["element": .string(element.rawValue), "missing": .integer(Int64(counts[element] ?? 0))]
            }
            return ["element": .string(element.rawValue), "present": .bool(element.gap(ofDocument: bill) == nil)]
        }
        let listed = incomplete.prefix(Self.componentLimit).map { component, missing in
            JSON.members([
                "component": .string(component.title), "missing": .array(missing.map { .string($0.rawValue) }),
                "place": .string(component.place),
            ])
        }
        return .members([
            "components": .integer(Int64(bill.components.count)), "document": .string(bill.title),
            "elements": .array(byElement), "incomplete": .integer(Int64(incomplete.count)), "listed": .array(listed),
        ])
    }

    /// The report, kept with the run beside the document.
    func evidence(of origin: String) -> Evidence {
        let content = json.canonicalBytes()
        return Evidence(
            uri: "\(origin) elements", digest: Digest.of(content), mediaType: "application/json", content: content)
    }
}
