import Foundation
import Trust

/// All a ``VirtualRegistry`` holds and remembers. Digests are kept as text, like everything that came over the wire.
struct RegistryState {
    struct Manifest {
        let bytes: [UInt8]
        let mediaType: String
        let document: RegistryDocument?
    }

    struct Repository {
        var manifests: [String: Manifest] = [:]
        var blobs: [String: [UInt8]] = [:]
        var tags: [String: String] = [:]
        /// Digests of manifests by that of their subject, in the order they were pushed.
        var referrers: [String: [String]] = [:]
    }

    let traits: RegistryTraits
    let authority: String
    var repositories: [String: Repository] = [:]
    /// What has arrived of uploads under way.
    var uploads: [String: [UInt8]] = [:]
    /// What each token allows.
    var tokens: [String: Set<String>] = [:]
    var faults: [PlannedFault] = []
    /// What tags named before a fault moved them, by repository.
    var moved: [String: [String: String]] = [:]
    /// Entries a fault adds to the list that is asked for now.
    var padding = 0
    var exchanges: [RegistryExchange] = []

    init(traits: RegistryTraits, authority: String) {
        self.traits = traits
        self.authority = authority
    }

    // MARK: - Content

    func repository(_ name: String) -> Repository { repositories[name] ?? Repository() }

    mutating func store(blob bytes: [UInt8], as digest: Digest, in name: String) {
        repositories[name, default: Repository()].blobs["\(digest)"] = bytes
    }

    /// - Parameter subject: listed as its referrer, beside the subject the manifest itself names.
    mutating func store(
        _ bytes: [UInt8], mediaType: String, as digest: Digest, in name: String, tag: String? = nil,
        subject: String? = nil
    ) {
        let document = RegistryDocument(bytes)
        var repository = repository(name)
        repository.manifests["\(digest)"] = Manifest(bytes: bytes, mediaType: mediaType, document: document)
        if let tag { repository.tags[tag] = "\(digest)" }
        for subject in Set([subject, document?.subject?.digest].compactMap { $0 })
        where repository.referrers[subject]?.contains("\(digest)") != true {
            repository.referrers[subject, default: []].append("\(digest)")
        }
        repositories[name] = repository
    }

    /// Writes the fallback tag of a subject, as a client does where there is no API for referrers.
    mutating func writeFallbackTag(of subject: String, in name: String) {
        guard let digest = Digest(subject) else { return }
        let index = Self.index(of: listed(subject, in: name))
        let tag = "\(digest.algorithm.rawValue.prefix(32))-\(digest.hex.prefix(64))"
        store(index, mediaType: Self.indexType, as: Digest.of(index), in: name, tag: tag)
    }

    // MARK: - Lists

    static let indexType = "application/vnd.oci.image.index.v1+json"

    /// The descriptors of a subject's referrers.
    func listed(_ subject: String, in name: String) -> [[String: Any]] {
        let repository = repository(name)
        return (repository.referrers[subject] ?? []).map { digest in
            guard let manifest = repository.manifests[digest] else {
                return ["mediaType": "application/vnd.oci.image.manifest.v1+json", "digest": digest, "size": 2]
            }
            var descriptor: [String: Any] = [
                "mediaType": manifest.mediaType, "digest": digest, "size": manifest.bytes.count,
            ]
            descriptor["artifactType"] = manifest.document?.listedType
            descriptor["annotations"] = manifest.document?.annotations
            return descriptor
        }
    }

    static func index(of descriptors: [[String: Any]]) -> [UInt8] {
        json(["schemaVersion": 2, "mediaType": indexType, "manifests": descriptors])
    }

    static func json(_ object: [String: Any]) -> [UInt8] {
        let data = try? JSONSerialization.data(withJSONObject: object, options: [.sortedKeys, .withoutEscapingSlashes])
        guard let data else { preconditionFailure("only what JSON can say is put in a list") }
        return Array(data)
    }
}
