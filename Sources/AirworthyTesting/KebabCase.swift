/// The spelling of ids and codes.
public enum KebabCase {
    /// `DriftFiles` → `drift-files`, `SBOMAge` → `sbom-age`: a capital begins a word unless it stands inside a run of
    /// capitals.
    public static func of(_ typeName: String) -> String {
        let characters = Array(typeName)
        var text = ""
        for (index, character) in characters.enumerated() {
            if character.isUppercase, index > 0 {
                let next = index + 1 < characters.count ? characters[index + 1] : nil
                if !characters[index - 1].isUppercase || next?.isLowercase == true { text += "-" }
            }
            text += character.lowercased()
        }
        return text
    }

    /// `[a-z][a-z0-9]*` joined by single hyphens.
    public static func isKebab(_ text: String) -> Bool {
        guard let first = text.first, first.isASCII, first.isLetter else { return false }
        return text.split(separator: "-", omittingEmptySubsequences: false).allSatisfy { word in
            !word.isEmpty && word.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber) }
        }
    }
}
