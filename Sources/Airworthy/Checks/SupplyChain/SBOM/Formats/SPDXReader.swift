import Trust

/// SPDX 2.2 and 2.3 (ISO/IEC 5962) in JSON: valid by the schema of its version and by what the specification asks
/// beside it, then read.
struct SPDXReader {
    private var faults = BillFaults()
    private let version: String

    static func read(_ root: JSONValue) throws(BillFault) -> BillOfMaterials {
        let said = root["spdxVersion"]?.string
        guard let said, said.hasPrefix("SPDX-"), let schema = SPDXSchema.version(String(said.dropFirst(5))) else {
            throw BillFault(
                "`spdxVersion` is \(said.map { "`\(Excerpt.of($0))`" } ?? "no text"), not SPDX-2.2 or SPDX-2.3")
        }
        let version = String(said.dropFirst(5))
        let faults = schema.faults(in: root, limit: BillFault.placeLimit)
        guard faults.isEmpty else {
            throw BillFault("the document is not valid SPDX \(version)", at: faults.map(\.text))
        }
        var reader = SPDXReader(version: version)
        return try reader.read(root)
    }

    private init(version: String) { self.version = version }

    private mutating func read(_ root: JSONValue) throws(BillFault) -> BillOfMaterials {
        checkHeader(root)
        let creation = root["creationInfo"]
        let creators = (creation?["creators"]?.elements ?? []).compactMap(\.string)
        let packages = root["packages"]?.elements ?? []
        guard packages.count <= BillReader.componentLimit else {
            throw BillFault("more than \(BillReader.componentLimit) packages are listed")
        }
        var components: [BillComponent] = []
        components.reserveCapacity(packages.count)
        for (number, package) in packages.enumerated() {
            components.append(component(package, at: "/packages/\(number)"))
        }
        for (number, file) in (root["files"]?.elements ?? []).enumerated() {
            faults.claim(file["SPDXID"]?.string, at: "/files/\(number)")
        }
        var graph = SPDXGraph(described: Set((root["documentDescribes"]?.elements ?? []).compactMap(\.string)))
        for relationship in root["relationships"]?.elements ?? [] {
            guard let from = relationship["spdxElementId"]?.string, let to = relationship["relatedSpdxElement"]?.string,
                let type = relationship["relationshipType"]?.string
            else { continue }
            graph.add(type, from: from, to: to)
        }
        let timestamp = created(creation?["created"]?.string)
        try faults.requireNone(in: "SPDX \(version)")
        return BillOfMaterials(
            format: .spdx, version: version, timestamp: timestamp, authors: SPDXCreator.authors(creators),
            tools: SPDXCreator.tools(creators), contexts: [], components: components,
            partCount: SPDXGraph.partCount(of: components, described: graph.described), connected: graph.connected)
    }

    /// What clause 6 asks and the schema leaves open.
    private mutating func checkHeader(_ root: JSONValue) {
        if let identifier = root["SPDXID"]?.string, identifier != "SPDXRef-DOCUMENT" {
            faults.add("", "`SPDXID` of the document is `\(Excerpt.of(identifier))`, not `SPDXRef-DOCUMENT`")
        }
        if let licence = root["dataLicense"]?.string, licence != "CC0-1.0" {
            faults.add("", "`dataLicense` is `\(Excerpt.of(licence))`, not `CC0-1.0`")
        }
        if root["documentNamespace"]?.string == nil { faults.add("", "`documentNamespace` is missing") }
    }

    private mutating func created(_ text: String?) -> Instant? {
        guard let text else { return nil }
        // Clause 6.9: UTC, `YYYY-MM-DDThh:mm:ssZ`.
        guard let instant = Instant(rfc3339: text) else {
            faults.add("/creationInfo/created", "`\(Excerpt.of(text))` is not an instant in UTC")
            return nil
        }
        return instant
    }

    private mutating func component(_ value: JSONValue, at place: String) -> BillComponent {
        let reference = value["SPDXID"]?.string
        if let reference, !SPDXGraph.isReference(reference) {
            faults.add(place, "`\(Excerpt.of(reference))` is not an SPDX identifier")
        }
        faults.claim(reference, at: place)
        var purls: [String] = []
        var identifiers: [String] = []
        for external in value["externalRefs"]?.elements ?? [] {
            guard let type = external["referenceType"]?.string, SPDXGraph.identifierTypes.contains(type),
                let locator = BillOfMaterials.said(external["referenceLocator"]?.string)
            else { continue }
            identifiers.append(locator)
            if type == "purl" { purls.append(locator) }
        }
        let supplier = SPDXCreator.name(value["supplier"]?.string)
        let licence =
            BillOfMaterials.said(value["licenseConcluded"]?.string)
            ?? BillOfMaterials.said(value["licenseDeclared"]?.string)
        return BillComponent(
            place: place, reference: reference, name: BillOfMaterials.said(value["name"]?.string),
            version: BillOfMaterials.said(value["versionInfo"]?.string), supplier: supplier,
            producer: SPDXCreator.name(value["originator"]?.string) ?? supplier,
            packageURLs: faults.packageURLs(purls, at: place), identifiers: identifiers,
            hashes: (value["checksums"]?.elements ?? []).compactMap { $0["algorithm"]?.string },
            licences: [licence].compactMap { $0 })
    }
}
