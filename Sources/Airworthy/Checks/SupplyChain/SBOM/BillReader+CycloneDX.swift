import Trust

/// CycloneDX 1.2 to 1.7 in JSON (ECMA-424; `bom-<version>.schema.json`).
extension BillReader {
    private static let versions = ["1.2", "1.3", "1.4", "1.5", "1.6", "1.7"]

    /// Component types by the version that brought them.
    private static let types: [(since: Int, types: Set<String>)] = [
        (2, ["application", "framework", "library", "container", "operating-system", "device", "firmware", "file"]),
        (5, ["platform", "device-driver", "machine-learning-model", "data"]),
        (6, ["cryptographic-asset"]),
    ]

    mutating func cycloneDX(_ root: JSONValue) throws(BillFault) -> BillOfMaterials {
        guard root["bomFormat"]?.string == "CycloneDX" else {
            throw BillFault(message: "`bomFormat` is not `CycloneDX`", places: [])
        }
        guard let version = root["specVersion"]?.string, Self.versions.contains(version),
            let minor = Int(version.dropFirst(2))
        else {
            throw BillFault(
                message:
                    "`specVersion` is \(root["specVersion"]?.string.map { "`\($0)`" } ?? "missing"), not 1.2 to 1.7",
                places: [])
        }
        checkHeader(root, minor: minor)
        let metadata = object("metadata", of: root)
        var components: [BillComponent] = []
        // The thing described is listed apart; it is counted with the others for the elements, not as a part.
        if let described = metadata.flatMap({ object("component", of: $0) }) {
            try add(described, minor: minor, to: &components)
        }
        let described = components.count
        for component in elements("components", of: root) { try add(component, minor: minor, to: &components) }
        return BillOfMaterials(
            format: .cycloneDX, version: version,
            timestamp: metadata.flatMap { timestamp("timestamp", of: $0) },
            authors: metadata.map { authors(of: $0, minor: minor) } ?? [], components: components,
            partCount: components.count - min(described, 1), connected: dependencies(of: root))
    }

    private mutating func checkHeader(_ root: JSONValue, minor: Int) {
        // Required up to 1.4, and 1 where it is absent since.
        if let version = root["version"] {
            if (version.integer ?? 0) < 1 { fault(version, "must be a whole number from 1") }
        } else if minor <= 4 {
            fault(root, "`version` is missing")
        }
        if let serial = optionalText("serialNumber", of: root), !Self.isSerialNumber(serial),
            let field = root["serialNumber"]
        {
            fault(field, "`\(serial)` is not `urn:uuid:` and a UUID")
        }
    }

    private static func isSerialNumber(_ text: String) -> Bool {
        guard text.hasPrefix("urn:uuid:") else { return false }
        let groups = text.dropFirst(9).split(separator: "-", omittingEmptySubsequences: false)
        return groups.map(\.count) == [8, 4, 4, 4, 12]
            && groups.joined().allSatisfy { $0.isASCII && $0.isHexDigit }
    }

    // Nested components by a list of what is left, not by recursion: depth is the document's, not our stack's.
    private mutating func add(
        _ value: JSONValue, minor: Int, to components: inout [BillComponent]
    ) throws(BillFault) {
        var left = [value]
        while let next = left.popLast() {
            guard components.count < Self.componentLimit else {
                throw BillFault(message: "more than \(Self.componentLimit) components are listed", places: [])
            }
            guard next.kind == .object else {
                fault(next, "must be an object")
                continue
            }
            components.append(component(next, minor: minor))
            left += elements("components", of: next).reversed()
        }
    }

    private mutating func component(_ value: JSONValue, minor: Int) -> BillComponent {
        if let type = text("type", of: value),
            !Self.types.contains(where: { $0.since <= minor && $0.types.contains(type) })
        {
            fault(value, "`\(type)` is no component type of 1.\(minor)")
        }
        let reference = optionalText("bom-ref", of: value)
        claim(reference, for: value)
        let name = text("name", of: value)
        let version = minor <= 3 ? text("version", of: value) : optionalText("version", of: value)
        let packageURL = Self.said(optionalText("purl", of: value))
        if let packageURL, !packageURL.hasPrefix("pkg:") { fault(value, "`\(packageURL)` is not a package URL") }
        let swid = object("swid", of: value).flatMap { optionalText("tagId", of: $0) }
        let supplier = object("supplier", of: value).flatMap { optionalText("name", of: $0) }
        return BillComponent(
            reference: reference, name: Self.said(name), version: Self.said(version), supplier: Self.said(supplier),
            packageURL: packageURL,
            identifiers: [packageURL, Self.said(optionalText("cpe", of: value)), Self.said(swid)].compactMap { $0 })
    }

    // `tools` is left out on purpose: a program is not who vouches. `manufacture` of 1.2 to 1.5 is who made the
    // described component, not the document; `manufacturer` of 1.6 is.
    private mutating func authors(of metadata: JSONValue, minor: Int) -> [String] {
        var authors = elements("authors", of: metadata).compactMap { author in
            Self.said(author["name"]?.string) ?? Self.said(author["email"]?.string)
        }
        if minor >= 6, let manufacturer = object("manufacturer", of: metadata) {
            if let name = Self.said(optionalText("name", of: manufacturer)) { authors.append(name) }
        }
        return authors
    }

    private mutating func dependencies(of root: JSONValue) -> Set<String> {
        var connected: Set<String> = []
        for dependency in elements("dependencies", of: root) {
            guard let reference = text("ref", of: dependency) else { continue }
            for target in elements("dependsOn", of: dependency) {
                guard let target = target.string else {
                    fault(target, "must be a string")
                    continue
                }
                connected.formUnion([reference, target])
            }
        }
        return connected
    }
}
