import Trust

/// What a run's statements are about: every image index, every platform manifest seen below it, and the manifest.
enum RunSubjects {
    /// The release manifest first, then images in release order, platforms after their index. Where these are more than
    /// verifiers read (``Statement/maximumSubjects``), no platform is named: each is in its image's own statement.
    static func all(_ facts: RunFacts, _ seen: RunEvidence) -> [StatementSubject] {
        let release = facts.plan.release
        let manifest = StatementSubject(name: release.source, digests: [release.manifestDigest])
        let all = [manifest] + release.services.flatMap { image($0, seen) }
        guard all.count > Statement.maximumSubjects else { return all }
        return [manifest] + release.services.map(index)
    }

    /// One service's index and the platform manifests that evidence of this run shows inside it.
    static func image(_ service: Service, _ seen: RunEvidence) -> [StatementSubject] {
        let index = index(service)
        return [index]
            + platforms(below: index.digests[0], seen).prefix(Statement.maximumSubjects - 1).map { name, digest in
                StatementSubject(name: "\(service.image.repository) (\(name))", digests: [digest])
            }
    }

    private static func index(_ service: Service) -> StatementSubject {
        guard let digest = service.image.digest else { preconditionFailure("a loaded release is pinned") }
        return StatementSubject(name: service.image.repository, digests: [digest])
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
