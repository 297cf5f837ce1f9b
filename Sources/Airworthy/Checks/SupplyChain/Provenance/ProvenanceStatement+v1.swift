import Trust

/// SLSA provenance v1 (slsa.dev/provenance/v1): GitHub's attestations, npm, slsa-github-generator, Google Cloud Build.
extension ProvenanceStatement {
    /// What `externalParameters` mean is for the build type to say. Of these it is known where they name the source;
    /// of others it is not guessed.
    private static let sourcePlaces: [String: [Places]] = [
        // actions/attest-build-provenance and `gh attestation`.
        "https://actions.github.io/buildtypes/workflow/v1": [workflow],
        // npm.
        "https://slsa-framework.github.io/github-actions-buildtypes/workflow/v1": [workflow],
        // slsa-github-generator: builders that others bring, and builds in a container.
        "https://github.com/slsa-framework/slsa-github-generator/delegator-generic@v0": [descriptor],
        "https://slsa.dev/container-based-build/v0.1?draft": [descriptor],
        "https://cloud.google.com/build/gcb-buildtypes/google-worker/v1": [
            Places(repository: ["buildConfigSource", "repository"], ref: ["buildConfigSource", "ref"]),
            Places(repository: ["sourceToBuild", "repository"], ref: ["sourceToBuild", "ref"]),
        ],
    ]
    private static let workflow = Places(repository: ["workflow", "repository"], ref: ["workflow", "ref"])
    private static let descriptor = Places(repository: ["source", "uri"], revision: ["source", "digest"])

    init(version1 predicate: PredicateFields) throws(PredicateFault) {
        let definition = try predicate.object("buildDefinition")
        let run = try predicate.object("runDetails")
        let external = try definition.object("externalParameters")
        let buildType = try definition.text("buildType")
        var sources: [Source] = []
        for places in Self.sourcePlaces[buildType] ?? [] {
            if let source = try Self.source(in: external, at: places) { sources.append(source) }
        }
        try self.init(
            title: "SLSA v1", builderID: try run.object("builder").text("id"), buildType: buildType,
            sources: sources, materials: try definition.optionalElements("resolvedDependencies") ?? [],
            parameters: external.value.json,
            finished: try run.optionalObject("metadata")?.optionalText("finishedOn"))
    }

    private static func source(
        in external: PredicateFields, at places: Places
    ) throws(PredicateFault) -> Source? {
        guard let uri = try text(in: external, at: places.repository), !uri.isEmpty else { return nil }
        let located = RepositoryURI.locate(uri)
        let digests = try object(in: external, at: places.revision)
        return Source(
            uri: uri, repository: located?.repository, ref: try text(in: external, at: places.ref) ?? located?.ref,
            revision: try revision(digests), places: places)
    }

    private static func text(
        in fields: PredicateFields, at path: [String]
    ) throws(PredicateFault) -> String? {
        guard let last = path.last else { return nil }
        return try parent(of: path, in: fields)?.optionalText(last)
    }

    private static func object(
        in fields: PredicateFields, at path: [String]
    ) throws(PredicateFault) -> PredicateFields? {
        guard let last = path.last else { return nil }
        return try parent(of: path, in: fields)?.optionalObject(last)
    }

    private static func parent(
        of path: [String], in fields: PredicateFields
    ) throws(PredicateFault) -> PredicateFields? {
        var fields = fields
        for name in path.dropLast() {
            guard let next = try fields.optionalObject(name) else { return nil }
            fields = next
        }
        return fields
    }
}
