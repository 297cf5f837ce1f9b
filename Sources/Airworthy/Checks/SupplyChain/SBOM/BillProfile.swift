/// A published list of what a bill of materials must say at least.
enum BillProfile: String, Sendable, Hashable, CaseIterable {
    /// NTIA, "The Minimum Elements For a Software Bill of Materials" (July 2021).
    case ntia2021 = "ntia-2021"
    /// CISA, "2025 Minimum Elements for a Software Bill of Materials (SBOM)", as published for comment in August 2025.
    case cisa2025 = "cisa-2025"

    var elements: [BillElement] {
        switch self {
        case .ntia2021: [.supplier, .name, .version, .identifier, .relationships, .author, .timestamp]
        case .cisa2025:
            [
                .author, .producer, .name, .version, .identifier, .hash, .licence, .relationships, .tool, .timestamp,
                .context,
            ]
        }
    }
}
