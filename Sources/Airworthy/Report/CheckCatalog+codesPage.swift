extension CheckCatalog {
    /// `Docs/codes.md`: every finding a check can make. Codes are permanent, so a change of this page is a change of
    /// the interface.
    public static var codesPage: String {
        var lines = [
            "# Finding codes", "",
            "Generated from the code by `make docs`; a test compares the two. Each kind has a page below `checks/`.",
            "",
            "| kind | code | meaning | remedy |", "|---|---|---|---|",
        ]
        for type in all { lines += rows(of: type) }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func rows<Kind: Check>(of type: Kind.Type) -> [String] {
        let id = Kind.kind.id
        return Kind.Code.allCases.map { code in
            "| [`\(id)`](checks/\(id).md) | `\(code.rawValue)` | \(cell(code.meaning)) | \(cell(code.remedy)) |"
        }
    }

    private static func cell(_ text: String) -> String { text.replacing("|", with: "\\|") }
}
