import Trust

/// One thing a bill of materials lists.
struct BillComponent: Sendable, Hashable {
    /// Where the document lists it: a JSON pointer, or `line 12`.
    let place: String
    /// `bom-ref`, `SPDXID` or `spdxId`: unique in its document, and no identifier outside it.
    let reference: String?
    /// CycloneDX's `group`: what stands before the name, `org.apache.logging.log4j` or `@acme`.
    var group: String?
    let name: String?
    let version: String?
    /// Who hands it over (NTIA, 2021).
    let supplier: String?
    /// Who makes it (CISA, 2025).
    let producer: String?
    /// Every one the document gives: any of them may be the name by which a rule knows the component.
    let packageURLs: [PackageURL]
    /// Package URL, CPE, SWID and the like: what names the component everywhere.
    let identifiers: [String]
    /// Algorithms by which the component's bytes are bound, as the document words them.
    let hashes: [String]
    /// As written: SPDX expressions, identifiers or names. All of them hold at once; a choice is inside one expression.
    /// Empty where nothing is said.
    let licences: [String]
    /// What is said of its licence beside those and cannot be read, or says nothing: it may ask for anything.
    var unreadLicences: [String] = []

    /// Package URL, without which most tools find nothing.
    var packageURL: PackageURL? { packageURLs.first }

    /// For messages.
    var title: String {
        packageURL?.description ?? [name, version].compactMap { $0 }.joined(separator: "@")
    }
}
