import Trust

/// What a software bill of materials says, its format put aside. Only what the checks ask of it is kept.
struct BillOfMaterials: Sendable, Hashable {
    enum Format: String, Sendable, Hashable, CaseIterable {
        case cycloneDX = "cyclonedx"
        case spdx
    }

    let format: Format
    /// `1.6`, `2.3`, `3.0`.
    let version: String
    /// When the document says it was made; nil when it does not say.
    let timestamp: Instant?
    /// Who vouches for the document: people and organisations, never the tool that wrote it.
    let authors: [String]
    /// The programs that wrote it.
    let tools: [String]
    /// When in the life of the software it was made: `build`, `pre-build`, `source`, as the document words it.
    let contexts: [String]
    /// Everything listed, the thing described included when it is listed.
    let components: [BillComponent]
    /// How many of `components` there are besides the thing described.
    let partCount: Int
    /// Components by reference that take part in a dependency relationship. "The document describes this" is not one.
    let connected: Set<String>

    /// `CycloneDX 1.6`, `SPDX 2.3`.
    var title: String {
        switch format {
        case .cycloneDX: "CycloneDX \(version)"
        case .spdx: "SPDX \(version)"
        }
    }

    /// What counts as said: SPDX's `NOASSERTION` and `NONE` are legal values that say nothing, and so are blanks.
    static func said(_ text: String?) -> String? {
        guard let text, text != "NOASSERTION", text != "NONE", text.contains(where: { !$0.isWhitespace }) else {
            return nil
        }
        return text
    }
}
