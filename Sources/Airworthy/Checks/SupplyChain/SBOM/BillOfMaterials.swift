import Trust

/// What a software bill of materials says, its format put aside. Only what the checks ask of it is kept.
struct BillOfMaterials: Sendable, Hashable {
    enum Format: String, Sendable, Hashable, CaseIterable {
        case cycloneDX = "cyclonedx"
        case spdx
    }

    let format: Format
    /// `1.6`, `2.3`.
    let version: String
    /// When the document says it was made; nil when it does not say.
    let timestamp: Instant?
    /// Who vouches for the document: people and organisations, never the tool that wrote it.
    let authors: [String]
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
}

/// One thing a bill of materials lists.
struct BillComponent: Sendable, Hashable {
    /// `bom-ref` or `SPDXID`: unique in its document, and no identifier outside it.
    let reference: String?
    let name: String?
    let version: String?
    let supplier: String?
    /// Package URL, without which most tools find nothing.
    let packageURL: String?
    /// Package URL, CPE, SWID and the like: what names the component everywhere.
    let identifiers: [String]

    /// For messages.
    var title: String { packageURL ?? [name, version].compactMap { $0 }.joined(separator: "@") }
}
