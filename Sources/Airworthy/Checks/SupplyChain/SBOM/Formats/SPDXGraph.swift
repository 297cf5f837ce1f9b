/// What the relationships of an SPDX 2 document say about its packages (SPDX 2.3, clause 11).
struct SPDXGraph {
    private(set) var described: Set<String>
    private(set) var connected: Set<String> = []

    init(described: Set<String> = []) { self.described = described }

    /// Relationships that say what depends on or is part of what.
    private static let dependencies: Set<String> = [
        "DEPENDS_ON", "DEPENDENCY_OF", "CONTAINS", "CONTAINED_BY", "BUILD_DEPENDENCY_OF", "DEV_DEPENDENCY_OF",
        "OPTIONAL_DEPENDENCY_OF", "PROVIDED_DEPENDENCY_OF", "RUNTIME_DEPENDENCY_OF", "TEST_DEPENDENCY_OF",
        "DYNAMIC_LINK", "STATIC_LINK", "PACKAGE_OF", "HAS_PREREQUISITE", "PREREQUISITE_FOR",
    ]

    /// Types of external references that name a package everywhere.
    static let identifierTypes: Set<String> = ["purl", "cpe22Type", "cpe23Type", "swid", "swh", "gitoid"]

    mutating func add(_ type: String, from: String, to: String) {
        switch type {
        case "DESCRIBES": described.insert(to)
        case "DESCRIBED_BY": described.insert(from)
        case _ where Self.dependencies.contains(type) && BillOfMaterials.said(to) != nil:
            connected.formUnion([from, to])
        default: break
        }
    }

    /// How many packages there are besides the thing described. Generators that describe every package still list parts:
    /// only one is taken to be the whole. A lone package is the whole, whether or not that is said.
    static func partCount(of components: [BillComponent], described: Set<String>) -> Int {
        guard components.count > 1 else { return 0 }
        return components.contains { $0.reference.map(described.contains) == true }
            ? components.count - 1 : components.count
    }

    static func isReference(_ text: String) -> Bool {
        guard text.hasPrefix("SPDXRef-"), text.utf8.count > 8 else { return false }
        return text.dropFirst(8).allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "." || $0 == "-") }
    }
}

/// `Person: Dana (dana@acme.example)`, `Organization: Acme`, `Tool: made-1.0` (SPDX 2.3, clause 6.8).
enum SPDXCreator {
    /// A tool is not who vouches.
    static func authors(_ creators: [String]) -> [String] {
        creators.compactMap { value("Person:", $0) ?? value("Organization:", $0) }
    }

    static func tools(_ creators: [String]) -> [String] { creators.compactMap { value("Tool:", $0) } }

    /// Of a supplier or originator.
    static func name(_ text: String?) -> String? {
        guard let text = BillOfMaterials.said(text) else { return nil }
        for prefix in ["Person:", "Organization:"] where text.hasPrefix(prefix) { return value(prefix, text) }
        return text
    }

    private static func value(_ prefix: String, _ text: String) -> String? {
        guard text.hasPrefix(prefix) else { return nil }
        return BillOfMaterials.said(String(text.dropFirst(prefix.count).drop(while: \.isWhitespace)))
    }
}
