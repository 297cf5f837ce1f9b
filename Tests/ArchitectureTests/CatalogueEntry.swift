import Airworthy

/// One line of the catalogue with its type opened.
struct CatalogueEntry: Sendable {
    struct Code: Sendable {
        /// As reports show it: `tag-moved`.
        let code: String
        /// As Swift spells the case: `tagMoved`.
        let name: String
        let meaning: String
        let remedy: String
    }

    let typeName: String
    let kind: CheckKind
    let codes: [Code]

    init(_ type: any Check.Type) {
        typeName = String(describing: type)
        kind = type.kind
        codes = Self.codes(of: type)
    }

    private static func codes<Kind: Check>(of type: Kind.Type) -> [Code] {
        Kind.Code.allCases.map {
            Code(code: $0.rawValue, name: String(describing: $0), meaning: $0.meaning, remedy: $0.remedy)
        }
    }
}
