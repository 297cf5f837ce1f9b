import Trust

/// Predicates as builders write them, made small.
enum ProvenanceSpecimen {
    static let commit = "16fd7557ee886bdc622b95e6eb3b44de3ebf56df"
    static let repository = "https://github.com/acme/web"
    static let workflowType = "https://actions.github.io/buildtypes/workflow/v1"
    static let npmType = "https://slsa-framework.github.io/github-actions-buildtypes/workflow/v1"
    static let cloudBuildType = "https://cloud.google.com/build/gcb-buildtypes/google-worker/v1"
    static let delegatorType = "https://github.com/slsa-framework/slsa-github-generator/delegator-generic@v0"
    static let generatorType = "https://github.com/slsa-framework/slsa-github-generator/generic@v1"
    static let hosted = "https://github.com/actions/runner/github-hosted"
    static let generator =
        "https://github.com/slsa-framework/slsa-github-generator/.github/workflows/generator_generic_slsa3.yml"

    /// GitHub's own attestations, and with another build type npm's.
    static func gitHub(
        repository: String = repository, ref: String? = "refs/tags/v13.0.30", buildType: String = workflowType,
        builder: String = hosted, materials: JSON? = nil, more: [String: JSON] = [:],
        finished: String? = "2026-11-20T08:00:00Z"
    ) -> JSON {
        let workflow: JSON = .members([
            "repository": .string(repository), "ref": ref.map(JSON.string), "path": ".github/workflows/release.yml",
        ])
        let at = ref.map { "@\($0)" } ?? ""
        return version1(
            buildType: buildType, builder: builder, parameters: more.merging(["workflow": workflow]) { old, _ in old },
            materials: materials ?? [material("git+\(repository)\(at)", commit)], finished: finished)
    }

    static func version1(
        buildType: String, builder: String = hosted, parameters: [String: JSON], materials: JSON? = nil,
        finished: String? = nil
    ) -> JSON {
        [
            "buildDefinition": .members([
                "buildType": .string(buildType), "externalParameters": .object(parameters),
                "resolvedDependencies": materials,
            ]),
            "runDetails": [
                "builder": ["id": .string(builder)], "metadata": .members(["finishedOn": finished.map(JSON.string)]),
            ],
        ]
    }

    /// slsa-github-generator, and with another build type npm before 2023.
    static func version02(
        source: String? = "git+https://github.com/acme/web@refs/tags/v13.0.30", buildType: String = generatorType,
        builder: String = "\(generator)@refs/tags/v1.10.0", materials: JSON? = nil, parameters: JSON? = [:],
        environment: JSON? = nil, finished: String? = nil
    ) -> JSON {
        let config: JSON = .members([
            "uri": source.map(JSON.string), "digest": ["sha1": .string(commit)], "entryPoint": "release.yml",
        ])
        return .members([
            "builder": ["id": .string(builder)], "buildType": .string(buildType),
            "invocation": .members([
                "configSource": config, "parameters": parameters, "environment": environment,
            ]),
            "metadata": .members(["buildFinishedOn": finished.map(JSON.string)]),
            "materials": materials ?? .array(source.map { [material($0, commit, "sha1")] } ?? []),
        ])
    }

    static func material(_ uri: String, _ commit: String? = nil, _ algorithm: String = "gitCommit") -> JSON {
        .members(["uri": .string(uri), "digest": commit.map { [algorithm: .string($0)] }])
    }

    static func statement(_ predicate: JSON?, type: String) throws -> Statement {
        let subject = StatementSubject(name: "web", digests: [Digest.of([1])])
        let json = Statement.json(subjects: [subject], predicateType: type, predicate: predicate ?? .null)
        return try Statement(payload: json.canonicalBytes(), name: "statement")
    }
}
