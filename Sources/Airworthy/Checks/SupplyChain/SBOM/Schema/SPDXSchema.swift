import Trust

/// The schemas of SPDX 2.2 and 2.3. Chosen by what the document says it is: 2.3 spells a category of references
/// differently, and would refuse the specification's own 2.2 example.
enum SPDXSchema {
    static func version(_ version: String) -> FormatSchema? {
        switch version {
        case "2.2": v22
        case "2.3": v23
        default: nil
        }
    }

    private static let v22 = compile("2.2")
    private static let v23 = compile("2.3")

    private static func compile(_ version: String) -> FormatSchema {
        do {
            return try FormatSchema(parts: [part1], version: version, root: "spdx:")
        } catch {
            preconditionFailure("the schema of SPDX \(version) does not compile: \(error)")
        }
    }
}
