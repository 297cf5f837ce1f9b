import Trust

/// The schemas of CycloneDX, the strict ones where a version has two.
enum CycloneDXSchema {
    static func version(_ version: String) -> FormatSchema? { schemas[version]?() }

    private static let schemas: [String: @Sendable () -> FormatSchema] = [
        "1.2": { v12 }, "1.3": { v13 }, "1.4": { v14 }, "1.5": { v15 }, "1.6": { v16 }, "1.7": { v17 },
    ]

    // Compiled when first asked for: most runs meet one version.
    private static let v12 = compile("1.2")
    private static let v13 = compile("1.3")
    private static let v14 = compile("1.4")
    private static let v15 = compile("1.5")
    private static let v16 = compile("1.6")
    private static let v17 = compile("1.7")

    /// `spdx.schema.json`, beside those of the format: the identifiers of the SPDX licence list.
    static let spdxIdentifiers = FormatSchema.block("spdx:", of: parts)?["enum"]?.elements ?? []

    private static let parts = [part1, part2, part3, part4]

    private static func compile(_ version: String) -> FormatSchema {
        do {
            return try FormatSchema(parts: parts, version: version, root: "bom:")
        } catch {
            preconditionFailure("the schema of CycloneDX \(version) does not compile: \(error)")
        }
    }
}
