import Trust

/// SPDX 2.2 and 2.3 in tag-value (ISO/IEC 5962).
struct SPDXTagValueReader {
    private enum Section { case document, package, file, snippet, licence, other }

    private struct Package {
        let line: Int
        var values: [String: String] = [:]
        var purls: [String] = []
        var identifiers: [String] = []
        var hashes: [String] = []
    }

    private var faults = BillFaults()
    private var section = Section.document
    private var header: [String: String] = [:]
    private var creators: [String] = []
    private var packages: [Package] = []
    private var graph = SPDXGraph()

    /// Whether the first line that says anything begins as such documents begin. Tags have an order, and this one is
    /// first (clause 6.1).
    static func isTagValue(_ bytes: [UInt8]) -> Bool {
        var lines = SPDXTagValueLines(bytes)
        guard bytes.first != UInt8(ascii: "{"), case .pair(let pair)? = lines.next() else { return false }
        return pair.tag == "SPDXVersion"
    }

    static func read(_ bytes: [UInt8]) throws(BillFault) -> BillOfMaterials {
        var reader = SPDXTagValueReader()
        for line in SPDXTagValueLines(bytes) {
            switch line {
            case .fault(let number, let message): reader.faults.add("line \(number)", message)
            case .pair(let pair): reader.take(pair)
            }
            guard reader.packages.count <= BillReader.componentLimit else {
                throw BillFault("more than \(BillReader.componentLimit) packages are listed")
            }
        }
        return try reader.finish()
    }

    // MARK: Lines

    private static let sections: [String: Section] = [
        "PackageName": .package, "FileName": .file, "SnippetSPDXID": .snippet, "LicenseID": .licence,
        "Reviewer": .other,
    ]

    /// Tags of a package that occur once, with those that may be repeated in `repeated`.
    private static let packageTags: Set<String> = [
        "PackageName", "SPDXID", "PackageVersion", "PackageFileName", "PackageSupplier", "PackageOriginator",
        "PackageDownloadLocation", "FilesAnalyzed", "PackageVerificationCode", "PackageHomePage", "PackageSourceInfo",
        "PackageLicenseConcluded", "PackageLicenseDeclared", "PackageLicenseComments", "PackageCopyrightText",
        "PackageSummary", "PackageDescription", "PackageComment", "PrimaryPackagePurpose", "ReleaseDate", "BuiltDate",
        "ValidUntilDate",
    ]
    private static let repeated: Set<String> = [
        "PackageChecksum", "PackageLicenseInfoFromFiles", "PackageAttributionText", "ExternalRef", "ExternalRefComment",
    ]
    private static let headerTags: Set<String> = [
        "SPDXVersion", "DataLicense", "SPDXID", "DocumentName", "DocumentNamespace", "LicenseListVersion", "Created",
        "CreatorComment", "DocumentComment",
    ]

    private mutating func take(_ pair: SPDXTagValueLines.Pair) {
        // Relationships and annotations may stand anywhere, and end nothing but themselves.
        switch pair.tag {
        case "Relationship": return relationship(pair)
        case "RelationshipComment", "AnnotationDate", "AnnotationComment", "AnnotationType", "SPDXREF": return
        case "Annotator": return
        case "Creator" where section == .document: return creators.append(pair.value)
        case "ExternalDocumentRef" where section == .document: return
        default: break
        }
        if let next = Self.sections[pair.tag] {
            section = next
            if next == .package { packages.append(Package(line: pair.line)) }
        }
        switch section {
        case .document:
            guard Self.headerTags.contains(pair.tag) else {
                return faults.add("line \(pair.line)", "`\(Excerpt.of(pair.tag))` is no tag of the document")
            }
            if header.updateValue(pair.value, forKey: pair.tag) != nil {
                faults.add("line \(pair.line)", "`\(pair.tag)` is given twice")
            }
        case .package: package(pair)
        // Files, snippets and licences are not judged; their identifiers still name one thing.
        case .file: if pair.tag == "SPDXID" { faults.claim(pair.value, at: "line \(pair.line)") }
        case .snippet, .licence, .other: break
        }
    }

    private mutating func package(_ pair: SPDXTagValueLines.Pair) {
        let last = packages.count - 1
        if Self.packageTags.contains(pair.tag) {
            if packages[last].values.updateValue(pair.value, forKey: pair.tag) != nil {
                faults.add("line \(pair.line)", "`\(pair.tag)` is given twice")
            }
        } else if pair.tag == "ExternalRef" {
            let words = pair.value.split(separator: " ", maxSplits: 2).map(String.init)
            guard words.count == 3 else {
                return faults.add("line \(pair.line)", "`ExternalRef` is not a category, a type and a locator")
            }
            guard SPDXGraph.identifierTypes.contains(words[1]) else { return }
            packages[last].identifiers.append(words[2])
            if words[1] == "purl" { packages[last].purls.append(words[2]) }
        } else if pair.tag == "PackageChecksum" {
            guard let colon = pair.value.firstIndex(of: ":") else {
                return faults.add("line \(pair.line)", "`PackageChecksum` names no algorithm")
            }
            packages[last].hashes.append(String(pair.value[..<colon]))
        } else if !Self.repeated.contains(pair.tag) {
            faults.add("line \(pair.line)", "`\(Excerpt.of(pair.tag))` is no tag of a package")
        }
    }

    private mutating func relationship(_ pair: SPDXTagValueLines.Pair) {
        let words = pair.value.split(separator: " ").map(String.init)
        guard words.count == 3 else {
            return faults.add("line \(pair.line)", "`Relationship` is not an element, a type and an element")
        }
        graph.add(words[1], from: words[0], to: words[2])
    }

    // MARK: The whole

    private mutating func finish() throws(BillFault) -> BillOfMaterials {
        let said = header["SPDXVersion"]
        guard let said, ["SPDX-2.2", "SPDX-2.3"].contains(said) else {
            throw BillFault(
                "`SPDXVersion` is \(said.map { "`\(Excerpt.of($0))`" } ?? "missing"), not SPDX-2.2 or SPDX-2.3")
        }
        let version = String(said.dropFirst(5))
        for tag in ["DataLicense", "SPDXID", "DocumentName", "DocumentNamespace", "Created"] where header[tag] == nil {
            faults.add("the document", "`\(tag)` is missing")
        }
        if creators.isEmpty { faults.add("the document", "`Creator` is missing") }
        if let licence = header["DataLicense"], licence != "CC0-1.0" {
            faults.add("the document", "`DataLicense` is `\(Excerpt.of(licence))`, not `CC0-1.0`")
        }
        if let identifier = header["SPDXID"], identifier != "SPDXRef-DOCUMENT" {
            faults.add("the document", "`SPDXID` is `\(Excerpt.of(identifier))`, not `SPDXRef-DOCUMENT`")
        }
        let timestamp = header["Created"].flatMap { Instant(rfc3339: $0) }
        if let text = header["Created"], timestamp == nil {
            faults.add("the document", "`Created` is `\(Excerpt.of(text))`, no instant in UTC")
        }
        let components = packages.map { component($0, version: version) }
        try faults.requireNone(in: "SPDX \(version)")
        return BillOfMaterials(
            format: .spdx, version: version, timestamp: timestamp, authors: SPDXCreator.authors(creators),
            tools: SPDXCreator.tools(creators), contexts: [], components: components,
            partCount: SPDXGraph.partCount(of: components, described: graph.described), connected: graph.connected)
    }

    private mutating func component(_ package: Package, version: String) -> BillComponent {
        let place = "line \(package.line)"
        var required = ["SPDXID", "PackageDownloadLocation"]
        if version == "2.2" {
            required += ["PackageLicenseConcluded", "PackageLicenseDeclared", "PackageCopyrightText"]
        }
        for tag in required where package.values[tag] == nil { faults.add(place, "`\(tag)` is missing") }
        let reference = package.values["SPDXID"]
        if let reference, !SPDXGraph.isReference(reference) {
            faults.add(place, "`\(Excerpt.of(reference))` is not an SPDX identifier")
        }
        faults.claim(reference, at: place)
        func said(_ tag: String) -> String? { BillOfMaterials.said(package.values[tag]) }
        let supplier = SPDXCreator.name(package.values["PackageSupplier"])
        let packageURLs = faults.packageURLs(package.purls, at: place)
        return BillComponent(
            place: place, reference: reference, name: said("PackageName"), version: said("PackageVersion"),
            supplier: supplier, producer: SPDXCreator.name(package.values["PackageOriginator"]) ?? supplier,
            packageURLs: packageURLs, identifiers: package.identifiers, hashes: package.hashes,
            licences: [said("PackageLicenseConcluded") ?? said("PackageLicenseDeclared")].compactMap { $0 })
    }
}
