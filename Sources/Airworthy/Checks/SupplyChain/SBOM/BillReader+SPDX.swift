import Trust

/// SPDX 2.2 and 2.3 in JSON (ISO/IEC 5962; `spdx-schema.json` of each version).
extension BillReader {
    mutating func spdx(_ root: JSONValue) throws(BillFault) -> BillOfMaterials {
        guard let text = root["spdxVersion"]?.string, ["SPDX-2.2", "SPDX-2.3"].contains(text) else {
            throw BillFault(
                message:
                    "`spdxVersion` is \(root["spdxVersion"]?.string.map { "`\($0)`" } ?? "no text"), not SPDX-2.2 or SPDX-2.3",
                places: [])
        }
        let version = String(text.dropFirst(5))
        checkHeader(root)
        let creation = object("creationInfo", of: root)
        if creation == nil { fault(root, "`creationInfo` is missing") }
        let packages = elements("packages", of: root)
        guard packages.count <= Self.componentLimit else {
            throw BillFault(message: "more than \(Self.componentLimit) packages are listed", places: [])
        }
        let components = packages.map { package($0, version: version) }
        let graph = relationships(of: root)
        let described = components.count { $0.reference.map(graph.described.contains) == true }
        return BillOfMaterials(
            format: .spdx, version: version, timestamp: creation.flatMap { created($0) },
            authors: creation.map { creators(of: $0) } ?? [], components: components,
            // Generators that describe every package still list parts: only one is taken to be the whole.
            partCount: components.count - min(described, 1), connected: graph.connected)
    }

    private mutating func checkHeader(_ root: JSONValue) {
        if let identifier = text("SPDXID", of: root), identifier != "SPDXRef-DOCUMENT" {
            fault(root, "`SPDXID` of the document is `\(identifier)`, not `SPDXRef-DOCUMENT`")
        }
        if let licence = text("dataLicense", of: root), licence != "CC0-1.0" {
            fault(root, "`dataLicense` is `\(licence)`, not `CC0-1.0`")
        }
        _ = text("name", of: root)
        _ = text("documentNamespace", of: root)
    }

    private mutating func created(_ creation: JSONValue) -> Instant? {
        guard creation["created"] != nil else {
            fault(creation, "`created` is missing")
            return nil
        }
        return timestamp("created", of: creation)
    }

    private mutating func creators(of creation: JSONValue) -> [String] {
        let creators = elements("creators", of: creation).compactMap(\.string)
        if creators.isEmpty { fault(creation, "`creators` names nobody") }
        // `Tool: …` is not who vouches.
        return creators.compactMap { creator in
            for prefix in ["Person:", "Organization:"] where creator.hasPrefix(prefix) {
                return Self.said(String(creator.dropFirst(prefix.count).drop(while: \.isWhitespace)))
            }
            return nil
        }
    }

    private mutating func package(_ value: JSONValue, version: String) -> BillComponent {
        let reference = text("SPDXID", of: value)
        if let reference, !Self.isReference(reference) { fault(value, "`\(reference)` is not an SPDX identifier") }
        claim(reference, for: value)
        let name = text("name", of: value)
        _ = text("downloadLocation", of: value)
        if version == "2.2" {
            for key in ["copyrightText", "licenseConcluded", "licenseDeclared"] { _ = text(key, of: value) }
        }
        var packageURL: String?
        var identifiers: [String] = []
        for external in elements("externalRefs", of: value) {
            guard let type = text("referenceType", of: external),
                let locator = Self.said(text("referenceLocator", of: external))
            else { continue }
            guard Self.identifierTypes.contains(type) else { continue }
            identifiers.append(locator)
            if type == "purl", packageURL == nil { packageURL = locator }
        }
        return BillComponent(
            reference: reference, name: Self.said(name), version: Self.said(optionalText("versionInfo", of: value)),
            supplier: Self.said(optionalText("supplier", of: value)), packageURL: packageURL, identifiers: identifiers)
    }

    private static let identifierTypes: Set<String> = ["purl", "cpe22Type", "cpe23Type", "swid", "swh", "gitoid"]

    private static func isReference(_ text: String) -> Bool {
        guard text.hasPrefix("SPDXRef-"), text.utf8.count > 8 else { return false }
        return text.dropFirst(8).allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "." || $0 == "-") }
    }

    /// Relationships that say what depends on or is part of what (SPDX 2.3, clause 11).
    private static let dependencies: Set<String> = [
        "DEPENDS_ON", "DEPENDENCY_OF", "CONTAINS", "CONTAINED_BY", "BUILD_DEPENDENCY_OF", "DEV_DEPENDENCY_OF",
        "OPTIONAL_DEPENDENCY_OF", "PROVIDED_DEPENDENCY_OF", "RUNTIME_DEPENDENCY_OF", "TEST_DEPENDENCY_OF",
        "DYNAMIC_LINK", "STATIC_LINK", "PACKAGE_OF", "HAS_PREREQUISITE", "PREREQUISITE_FOR",
    ]

    private mutating func relationships(of root: JSONValue) -> (described: Set<String>, connected: Set<String>) {
        var described = Set(elements("documentDescribes", of: root).compactMap(\.string))
        var connected: Set<String> = []
        for relationship in elements("relationships", of: root) {
            guard let from = text("spdxElementId", of: relationship),
                let type = text("relationshipType", of: relationship),
                let to = text("relatedSpdxElement", of: relationship)
            else { continue }
            switch type {
            case "DESCRIBES": described.insert(to)
            case "DESCRIBED_BY": described.insert(from)
            case _ where Self.dependencies.contains(type) && Self.said(to) != nil: connected.formUnion([from, to])
            default: break
            }
        }
        return (described, connected)
    }
}
