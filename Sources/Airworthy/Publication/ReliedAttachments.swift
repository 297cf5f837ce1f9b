import Trust

/// What a run relied on that was attached to images: manifests among the evidence of its passed steps.
struct ReliedAttachments {
    struct Attachment {
        /// `registry/path`.
        let repository: String
        let digest: Digest
        /// Ids of the steps it was evidence of.
        var steps: [String]
        /// What the same service's steps looked at: images and platforms.
        var images: Set<Digest>
    }

    /// In the order of the steps.
    private(set) var all: [Attachment] = []

    /// - Parameter run: a `checklist-run/v1` statement.
    init(_ run: Statement) {
        let own = Set(run.subjects.flatMap(\.digests))
        var looked: [String: Set<Digest>] = [:]
        var services: [String] = []
        for step in run.predicate?["steps"]?.elements ?? [] where step["status"]?.string == "passed" {
            guard let id = step["id"]?.string, let service = step["subject"]?.string else { continue }
            let name = id.hasSuffix("/\(service)") ? String(id.dropLast(service.utf8.count + 1)) : id
            for evidence in step["evidence"]?.elements ?? [] {
                // A manifest's `uri` is its reference, and nothing else.
                guard let uri = evidence["uri"]?.string, let reference = try? ImageReference(uri),
                    let digest = reference.digest
                else { continue }
                if own.contains(digest) {
                    looked[service, default: []].insert(digest)
                } else if let type = evidence["mediaType"]?.string, Self.manifests.contains(type) {
                    add(digest, in: reference.repository, by: name, service, to: &services)
                }
            }
        }
        for (index, service) in services.enumerated() { all[index].images = looked[service] ?? [] }
    }

    private static let manifests: Set<String> = [MediaType.imageManifest, MediaType.imageIndex]

    private mutating func add(
        _ digest: Digest, in repository: String, by step: String, _ service: String, to services: inout [String]
    ) {
        guard let known = all.firstIndex(where: { $0.digest == digest && $0.repository == repository }) else {
            all.append(Attachment(repository: repository, digest: digest, steps: [step], images: []))
            services.append(service)
            return
        }
        if !all[known].steps.contains(step) { all[known].steps.append(step) }
    }
}
