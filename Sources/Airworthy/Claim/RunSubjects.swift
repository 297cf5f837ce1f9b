import Trust

/// What a run's statements are about: every image index, every platform manifest seen below it, and the manifest.
enum RunSubjects {
    /// The release manifest first, then images in release order, platforms after their index.
    static func all(_ facts: RunFacts, _ seen: RunEvidence) -> [StatementSubject] {
        let release = facts.plan.release
        return [StatementSubject(name: release.source, digests: [release.manifestDigest])]
            + release.services.flatMap { image($0, seen) }
    }

    /// One service's index and the platform manifests that evidence of this run shows inside it.
    static func image(_ service: Service, _ seen: RunEvidence) -> [StatementSubject] {
        guard let digest = service.image.digest else { preconditionFailure("a loaded release is pinned") }
        let index = StatementSubject(name: service.image.repository, digests: [digest])
        return [index]
            + platforms(below: digest, seen).map { name, digest in
                StatementSubject(name: "\(service.image.repository) (\(name))", digests: [digest])
            }
    }

    private static func platforms(below digest: Digest, _ seen: RunEvidence) -> [(String, Digest)] {
        guard let content = seen.content(digest), Digest.of(content) == digest,
            let document = try? JSONDocument(content, name: digest.description)
        else { return [] }
        return document.root["manifests"]?.elements.compactMap { entry in
            guard let child = entry["digest"]?.string.flatMap({ Digest($0) }) else { return nil }
            let platform = entry["platform"]
            let parts = [platform?["os"]?.string, platform?["architecture"]?.string, platform?["variant"]?.string]
            return (parts.compactMap(\.self).joined(separator: "/"), child)
        } ?? []
    }
}
