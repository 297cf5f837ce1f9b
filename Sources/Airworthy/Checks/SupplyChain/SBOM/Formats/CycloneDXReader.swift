import Trust

/// CycloneDX 1.2 to 1.7 in JSON (ECMA-424): valid by the schema of its version, then read.
struct CycloneDXReader {
    private var faults = BillFaults()
    private let minor: Int

    static func read(_ root: JSONValue) throws(BillFault) -> BillOfMaterials {
        guard root["bomFormat"]?.string == "CycloneDX" else { throw BillFault("`bomFormat` is not `CycloneDX`") }
        let said = root["specVersion"]?.string
        guard let version = said, let schema = CycloneDXSchema.version(version), let minor = Int(version.dropFirst(2))
        else {
            throw BillFault("`specVersion` is \(said.map { "`\(Excerpt.of($0))`" } ?? "missing"), not 1.2 to 1.7")
        }
        let faults = schema.faults(in: root, limit: BillFault.placeLimit)
        guard faults.isEmpty else {
            throw BillFault("the document is not valid CycloneDX \(version)", at: faults.map(\.text))
        }
        var reader = CycloneDXReader(minor: minor)
        return try reader.read(root, version: version)
    }

    private init(minor: Int) { self.minor = minor }

    private mutating func read(_ root: JSONValue, version: String) throws(BillFault) -> BillOfMaterials {
        let metadata = root["metadata"]
        var components: [BillComponent] = []
        // The thing described is listed apart; it is counted with the others for the elements, not as a part.
        if let described = metadata?["component"] { try add(described, "/metadata/component", to: &components) }
        let described = components.count
        for (place, component) in (root["components"]?.elements ?? []).enumerated() {
            try add(component, "/components/\(place)", to: &components)
        }
        try faults.requireNone(in: "CycloneDX \(version)")
        return BillOfMaterials(
            format: .cycloneDX, version: version,
            timestamp: (metadata?["timestamp"]?.string).flatMap(Instant.init(rfc3339OfAnyOffset:)),
            authors: metadata.map(authors) ?? [], tools: metadata.map(tools) ?? [],
            contexts: (metadata?["lifecycles"]?.elements ?? []).compactMap {
                BillOfMaterials.said($0["phase"]?.string ?? $0["name"]?.string)
            },
            components: components, partCount: components.count - min(described, 1), connected: dependencies(of: root))
    }

    // Nested components by a list of what is left, not by recursion: depth is the document's, not our stack's.
    private mutating func add(
        _ value: JSONValue, _ place: String, to components: inout [BillComponent]
    ) throws(BillFault) {
        var left = [(value, place)]
        while let (next, place) = left.popLast() {
            guard components.count < BillReader.componentLimit else {
                throw BillFault("more than \(BillReader.componentLimit) components are listed")
            }
            components.append(component(next, at: place))
            for (number, part) in (next["components"]?.elements ?? []).enumerated().reversed() {
                left.append((part, "\(place)/components/\(number)"))
            }
        }
    }

    private mutating func component(_ value: JSONValue, at place: String) -> BillComponent {
        var reference: String?
        var group: String?
        var name: String?
        var version: String?
        var purl: String?
        var supplier: String?
        var makers: [String] = []
        var others: [String] = []
        var hashes: [String] = []
        var licences: [String] = []
        var unreadLicences: [String] = []
        // One pass: a look-up by name walks the members from the start.
        for (key, member) in value.members {
            switch key {
            case "bom-ref": reference = member.string
            case "group": group = BillOfMaterials.said(member.string)
            case "name": name = BillOfMaterials.said(member.string)
            case "version": version = BillOfMaterials.said(member.string)
            case "purl": purl = BillOfMaterials.said(member.string)
            case "cpe": if let cpe = BillOfMaterials.said(member.string) { others.append(cpe) }
            case "swid": if let tag = BillOfMaterials.said(member["tagId"]?.string) { others.append(tag) }
            case "omniborId", "swhid": others += member.elements.compactMap { BillOfMaterials.said($0.string) }
            case "supplier": supplier = BillOfMaterials.said(member["name"]?.string)
            case "manufacturer": makers += [BillOfMaterials.said(member["name"]?.string)].compactMap { $0 }
            case "author", "publisher": makers += [BillOfMaterials.said(member.string)].compactMap { $0 }
            case "authors": makers += member.elements.compactMap { BillOfMaterials.said($0["name"]?.string) }
            case "hashes": hashes = member.elements.compactMap { $0["alg"]?.string }
            case "licenses":
                let texts = member.elements.map(Self.licence)
                licences = texts.compactMap(BillOfMaterials.said)
                unreadLicences = texts.filter { BillOfMaterials.said($0) == nil }
            default: continue
            }
        }
        faults.claim(reference, at: place)
        let packageURLs = faults.packageURLs([purl].compactMap { $0 }, at: place)
        return BillComponent(
            place: place, reference: reference, group: group, name: name, version: version, supplier: supplier,
            producer: makers.first ?? supplier, packageURLs: packageURLs,
            identifiers: [purl].compactMap { $0 } + others,
            hashes: hashes, licences: licences, unreadLicences: unreadLicences)
    }

    /// An expression as written, or a licence's identifier or name.
    private static func licence(_ value: JSONValue) -> String {
        value["expression"]?.string ?? value["license"]?["id"]?.string ?? value["license"]?["name"]?.string ?? ""
    }

    // `tools` is left out on purpose: a program is not who vouches. `manufacture` of 1.2 to 1.5 is who made the
    // described component, not the document; `manufacturer` of 1.6 is.
    private func authors(of metadata: JSONValue) -> [String] {
        var authors = (metadata["authors"]?.elements ?? []).compactMap { author in
            BillOfMaterials.said(author["name"]?.string) ?? BillOfMaterials.said(author["email"]?.string)
        }
        if minor >= 6, let name = BillOfMaterials.said(metadata["manufacturer"]?["name"]?.string) {
            authors.append(name)
        }
        return authors
    }

    /// A list of programs up to 1.4; since then also components and services that took part.
    private func tools(of metadata: JSONValue) -> [String] {
        guard let tools = metadata["tools"] else { return [] }
        let listed = tools.kind == .array ? [tools] : [tools["components"], tools["services"]].compactMap { $0 }
        return listed.flatMap(\.elements).compactMap { BillOfMaterials.said($0["name"]?.string) }
    }

    private func dependencies(of root: JSONValue) -> Set<String> {
        var connected: Set<String> = []
        for dependency in root["dependencies"]?.elements ?? [] {
            guard let reference = dependency["ref"]?.string else { continue }
            let targets = dependency["dependsOn"]?.elements.compactMap(\.string) ?? []
            if !targets.isEmpty { connected.insert(reference) }
            connected.formUnion(targets)
        }
        return connected
    }
}
