import Trust

/// SPDX 3.0 in JSON-LD, in the compact form that its specification serialises to: one context, one flat graph.
struct SPDX3Reader {
    private var faults = BillFaults()
    /// By `spdxId` or, for what has none, `@id`.
    private var elements: [String: (value: JSONValue, place: String)] = [:]
    private var creations: [String: JSONValue] = [:]

    private static let context = "https://spdx.org/rdf/3."

    static func isSPDX3(_ root: JSONValue) -> Bool {
        guard let context = root["@context"] else { return false }
        return ([context] + context.elements).contains { $0.string?.hasPrefix(Self.context) == true }
    }

    static func read(_ root: JSONValue) throws(BillFault) -> BillOfMaterials {
        let contexts = [root["@context"]].compactMap { $0 }.flatMap { $0.kind == .array ? $0.elements : [$0] }
        guard contexts.count == 1, let context = contexts[0].string,
            ["3.0.0", "3.0.1"].contains(where: { context == "https://spdx.org/rdf/\($0)/spdx-context.jsonld" })
        else { throw BillFault("`@context` is not that of SPDX 3.0 alone") }
        guard let graph = root["@graph"], graph.kind == .array else { throw BillFault("`@graph` is not a list") }
        var reader = SPDX3Reader()
        return try reader.read(graph.elements)
    }

    /// Classes whose members must be there (SPDX 3.0 model), beside the `spdxId` and `creationInfo` of every element.
    private static let required: [String: [String]] = [
        "CreationInfo": ["specVersion", "created", "createdBy"], "SpdxDocument": [],
        "Relationship": ["from", "to", "relationshipType"],
        "LifecycleScopedRelationship": ["from", "to", "relationshipType"],
        "Annotation": ["annotationType", "subject"], "software_Package": ["name"], "software_File": ["name"],
        "software_Snippet": ["software_snippetFromFile"], "software_Sbom": [], "Bom": [], "Bundle": ["context"],
        "simplelicensing_LicenseExpression": ["simplelicensing_licenseExpression"],
    ]
    private static let agents: Set<String> = ["Person", "Organization", "SoftwareAgent", "Agent", "Tool"]
    /// Members that are strings wherever they occur.
    private static let texts = [
        "name", "software_packageVersion", "software_packageUrl", "software_downloadLocation",
        "software_copyrightText", "relationshipType", "from", "suppliedBy", "simplelicensing_licenseExpression",
    ]
    /// Members that are lists wherever they occur.
    private static let lists = [
        "to", "element", "rootElement", "originatedBy", "externalIdentifier", "verifiedUsing", "software_sbomType",
        "profileConformance", "createdBy", "createdUsing",
    ]

    private mutating func read(_ graph: [JSONValue]) throws(BillFault) -> BillOfMaterials {
        var order: [String] = []
        for (number, element) in graph.enumerated() {
            guard let identifier = keep(element, at: "/@graph/\(number)") else { continue }
            order.append(identifier)
        }
        let things = order.compactMap { elements[$0] }
        let documents = things.filter { Self.type(of: $0.value) == "SpdxDocument" }
        if documents.count != 1 { faults.add("/@graph", "has \(documents.count) `SpdxDocument`, not one") }
        let packages = things.filter { Self.type(of: $0.value) == "software_Package" }
        guard packages.count <= BillReader.componentLimit else {
            throw BillFault("more than \(BillReader.componentLimit) packages are listed")
        }
        let relations = SPDX3Relations(things.map(\.value))
        let components = packages.map { component($0.value, at: $0.place, relations) }
        let creation = documents.first.flatMap { self.creation(of: $0.value, at: $0.place) }
        let timestamp = (creation?["created"]?.string).flatMap { Instant(rfc3339: $0) }
        let version = creation?["specVersion"]?.string
        try faults.requireNone(in: "SPDX \(version.map { Excerpt.of($0) } ?? "3.0")")
        let bills = things.filter { ["software_Sbom", "Bom"].contains(Self.type(of: $0.value)) }
        let roots = Set((documents + bills).flatMap { $0.value["rootElement"]?.elements.compactMap(\.string) ?? [] })
        return BillOfMaterials(
            format: .spdx, version: "3.0", timestamp: timestamp,
            authors: names(creation?["createdBy"], of: ["Person", "Organization", "Agent"]),
            tools: names(creation?["createdUsing"], of: ["Tool"])
                + names(creation?["createdBy"], of: ["SoftwareAgent"]),
            contexts: bills.flatMap { $0.value["software_sbomType"]?.elements.compactMap(\.string) ?? [] },
            components: components, partCount: SPDXGraph.partCount(of: components, described: roots),
            connected: relations.connected)
    }

    // MARK: Elements

    private static func type(of value: JSONValue) -> String { value["type"]?.string ?? value["@type"]?.string ?? "" }

    /// What the element is called, when it is one and is called something.
    private mutating func keep(_ value: JSONValue, at place: String) -> String? {
        guard value.kind == .object else {
            faults.add(place, "must be an object")
            return nil
        }
        let type = Self.type(of: value)
        guard !type.isEmpty else {
            faults.add(place, "`type` is missing")
            return nil
        }
        let required = Self.required[type] ?? []
        for name in required where value[name] == nil { faults.add(place, "`\(name)` of a \(type) is missing") }
        for name in Self.texts where value[name].map({ $0.string == nil }) == true {
            faults.add("\(place)/\(name)", "must be a string")
        }
        for name in Self.lists where value[name].map({ $0.kind != .array }) == true {
            faults.add("\(place)/\(name)", "must be a list")
        }
        guard let identifier = value["spdxId"]?.string ?? value["@id"]?.string else {
            // Only what other elements hold inside themselves goes without a name.
            if type == "CreationInfo" || !required.isEmpty || Self.agents.contains(type) {
                faults.add(place, "`spdxId` is missing")
            }
            return nil
        }
        faults.claim(identifier, at: place)
        if type == "CreationInfo" {
            checkCreation(value, at: place)
            creations[identifier] = value
            return nil
        }
        if (Self.required[type] != nil || Self.agents.contains(type)) && value["creationInfo"] == nil,
            !identifier.hasPrefix("_:")
        {
            faults.add(place, "`creationInfo` is missing")
        }
        elements[identifier] = (value, place)
        return identifier
    }

    private mutating func checkCreation(_ value: JSONValue, at place: String) {
        if let text = value["created"]?.string, Instant(rfc3339: text) == nil {
            faults.add("\(place)/created", "`\(Excerpt.of(text))` is not an instant in UTC")
        }
        if let version = value["specVersion"], version.string?.hasPrefix("3.0") != true {
            faults.add("\(place)/specVersion", "is not 3.0")
        }
        if let makers = value["createdBy"], makers.elements.isEmpty {
            faults.add("\(place)/createdBy", "names nobody")
        }
    }

    private mutating func creation(of document: JSONValue, at place: String) -> JSONValue? {
        guard let field = document["creationInfo"] else { return nil }
        if field.kind == .object { return field }
        guard let name = field.string, let creation = creations[name] else {
            faults.add("\(place)/creationInfo", "names no `CreationInfo` of the graph")
            return nil
        }
        return creation
    }

    private func names(_ references: JSONValue?, of types: Set<String>) -> [String] {
        (references?.elements ?? []).compactMap { reference in
            guard let element = reference.string.flatMap({ elements[$0]?.value }),
                types.contains(Self.type(of: element))
            else { return nil }
            return BillOfMaterials.said(element["name"]?.string)
        }
    }

    private func name(_ reference: String?) -> String? {
        reference.flatMap { elements[$0]?.value["name"]?.string }.flatMap { BillOfMaterials.said($0) }
    }

    private mutating func component(
        _ value: JSONValue, at place: String, _ relations: SPDX3Relations
    ) -> BillComponent {
        let reference = value["spdxId"]?.string ?? value["@id"]?.string
        let purl = BillOfMaterials.said(value["software_packageUrl"]?.string)
        var purls = [purl].compactMap { $0 }
        var identifiers = purls
        for external in value["externalIdentifier"]?.elements ?? [] {
            guard let type = external["externalIdentifierType"]?.string,
                ["packageUrl", "cpe22", "cpe23", "swid", "swhid", "gitoid"].contains(type),
                let identifier = BillOfMaterials.said(external["identifier"]?.string)
            else { continue }
            identifiers.append(identifier)
            if type == "packageUrl" { purls.append(identifier) }
        }
        let supplier = name(value["suppliedBy"]?.string)
        let makers = (value["originatedBy"]?.elements ?? []).compactMap { name($0.string) }
        let licences = licences(of: reference, relations)
        return BillComponent(
            place: place, reference: reference, name: BillOfMaterials.said(value["name"]?.string),
            version: BillOfMaterials.said(value["software_packageVersion"]?.string), supplier: supplier,
            producer: makers.first ?? supplier, packageURLs: faults.packageURLs(purls, at: place),
            identifiers: identifiers,
            hashes: (value["verifiedUsing"]?.elements ?? []).compactMap { $0["algorithm"]?.string },
            licences: licences.read, unreadLicences: licences.unread)
    }

    // MARK: Licences

    private typealias Licences = (read: [String], unread: [String])

    private static let listed = ["https://spdx.org/licenses/", "http://spdx.org/licenses/"]
    /// Ends of the names of individuals that say nothing (SPDX 3.0 model, ExpandedLicensing).
    private static let silent = ["NoAssertion", "NoAssertionLicense", "NoneLicense", "None"]

    /// The concluded ones, unless they say nothing; then the declared ones.
    private func licences(of reference: String?, _ relations: SPDX3Relations) -> Licences {
        guard let reference else { return ([], []) }
        let concluded = licences(relations.concluded[reference] ?? [])
        let isSilent = concluded.read.isEmpty && concluded.unread.allSatisfy { Self.saysNothing($0) }
        return isSilent ? licences(relations.declared[reference] ?? []) : concluded
    }

    private func licences(_ targets: [String]) -> Licences {
        var licences: Licences = ([], [])
        for target in targets {
            if let element = elements[target]?.value, let text = element["simplelicensing_licenseExpression"]?.string {
                if let text = BillOfMaterials.said(text) {
                    licences.read.append(text)
                } else {
                    licences.unread.append(text)
                }
            } else if let prefix = Self.listed.first(where: target.hasPrefix) {
                licences.read.append(String(target.dropFirst(prefix.count)))
            } else {
                licences.unread.append(target)
            }
        }
        return licences
    }

    private static func saysNothing(_ text: String) -> Bool {
        BillOfMaterials.said(text) == nil || silent.contains { text.hasSuffix("/\($0)") }
    }
}

/// What the relationships of an SPDX 3 graph say about its packages.
struct SPDX3Relations {
    private(set) var connected: Set<String> = []
    /// Licences by what is licensed.
    private(set) var concluded: [String: [String]] = [:]
    private(set) var declared: [String: [String]] = [:]

    private static let dependencies: Set<String> = [
        "contains", "dependsOn", "hasOptionalDependency", "hasProvidedDependency", "hasPrerequisite",
        "hasDynamicLink", "hasStaticLink", "hasOptionalComponent", "hasDependencyManifest",
    ]

    init(_ elements: [JSONValue]) {
        for element in elements {
            guard let from = element["from"]?.string, let type = element["relationshipType"]?.string else { continue }
            let targets = element["to"]?.elements.compactMap(\.string) ?? []
            switch type {
            case "hasConcludedLicense": concluded[from, default: []] += targets
            case "hasDeclaredLicense": declared[from, default: []] += targets
            case _ where Self.dependencies.contains(type) && !targets.isEmpty:
                connected.insert(from)
                connected.formUnion(targets)
            default: break
            }
        }
    }
}
