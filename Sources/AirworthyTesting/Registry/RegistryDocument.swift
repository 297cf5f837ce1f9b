import Foundation
import Trust

/// As much of a manifest as a registry looks at, read with Foundation: it shares no reader with the code under test.
struct RegistryDocument: Decodable {
    struct Link: Decodable {
        let mediaType: String?
        let digest: String?
        let urls: [String]?
    }

    let mediaType: String?
    let artifactType: String?
    let config: Link?
    let layers: [Link]?
    let manifests: [Link]?
    let subject: Link?
    let annotations: [String: String]?

    init?(_ bytes: [UInt8]) {
        guard let read = try? JSONDecoder().decode(RegistryDocument.self, from: Data(bytes)) else { return nil }
        self = read
    }

    /// What the list of referrers says of it (distribution-spec, "Listing Referrers").
    var listedType: String? { artifactType.flatMap { $0.isEmpty ? nil : $0 } ?? config?.mediaType }
}
