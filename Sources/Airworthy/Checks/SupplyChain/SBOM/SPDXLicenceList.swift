import Trust

/// The SPDX licence list, as the schemas of CycloneDX carry it: identifiers whose texts are known.
enum SPDXLicenceList {
    /// In lower case, for identifiers compare without case (SPDX 2.3, annex D). The deprecated ones are among them.
    static let licences: Set<String> = {
        let identifiers = CycloneDXSchema.spdxIdentifiers.compactMap(\.string)
        // The list of exceptions follows that of licences, both sorted; this one is its first.
        return Set(identifiers.prefix { $0 != "389-exception" }.map { $0.lowercased() })
    }()
}
