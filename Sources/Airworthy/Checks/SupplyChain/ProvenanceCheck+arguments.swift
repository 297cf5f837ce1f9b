import Trust

extension ProvenanceCheck {
    static func expectation(_ arguments: inout FieldReader) throws(InputError) -> ProvenanceExpectation {
        var expectation = ProvenanceExpectation()
        expectation.builder = try builder("builder", &arguments)
        expectation.source = try source(&arguments)
        expectation.ref = try ref(&arguments)
        expectation.revision = try revision(&arguments)
        expectation.buildType = try arguments.optionalString("buildType")
        expectation.parameters = try parameters(&arguments) + matching(&arguments)
        expectation.refusesOtherParameters =
            try arguments.optionalChoice("otherParameters", of: OtherParameters.self) == .refuse
        expectation.level = try level("level", &arguments)
        expectation.builders = try builders(&arguments)
        expectation.age = try arguments.optionalDuration("maxAge").map(AgeLimit.init(maxAge:))
        if (expectation.level ?? 0) > TrustedBuilder.defaultLevel, expectation.builders.isEmpty {
            // Nothing could ever reach it.
            throw arguments.missing("builders")
        }
        guard expectation.canFail else {
            throw InputError(
                "no-expectation", "\(arguments.subject) says nothing that provenance could contradict",
                at: arguments.location, remedy: "add `source`, `builder` or another expectation")
        }
        return expectation
    }

    private static func builder(_ key: String, _ arguments: inout FieldReader) throws(InputError) -> BuilderPattern? {
        guard let text = try arguments.optionalString(key) else { return nil }
        guard let pattern = BuilderPattern(text) else {
            throw InputError(
                "malformed-builder", "`\(key)` of \(arguments.subject) is `\(text)`, which is not `id` or `id@version`",
                at: arguments.place(of: key), remedy: "write the builder's id as the provenance has it")
        }
        return pattern
    }

    private static func source(_ arguments: inout FieldReader) throws(InputError) -> RepositoryURI? {
        guard let text = try arguments.optionalString("source") else { return nil }
        guard let located = RepositoryURI.locate(text, assuming: "https") else {
            throw InputError(
                "malformed-source", "`source` of \(arguments.subject) is `\(text)`, which names no repository",
                at: arguments.place(of: "source"), remedy: "write it as `github.com/acme/web` or as a URI")
        }
        guard located.ref == nil else {
            throw InputError(
                "malformed-source", "`source` of \(arguments.subject) has a ref after its `@`",
                at: arguments.place(of: "source"), remedy: "write the ref as `ref`, `branch` or `tag`")
        }
        return located.repository
    }

    private static func ref(_ arguments: inout FieldReader) throws(InputError) -> RefExpectation? {
        var found: [RefExpectation] = []
        if let ref = try text("ref", &arguments) {
            guard ref.hasPrefix("refs/") else {
                throw InputError(
                    "malformed-ref", "`ref` of \(arguments.subject) is `\(ref)`, which is no whole ref",
                    at: arguments.place(of: "ref"), remedy: "write `refs/heads/…` or `refs/tags/…`")
            }
            found.append(.exact(ref))
        }
        if let branch = try text("branch", &arguments) { found.append(.branch(branch)) }
        if let tag = try text("tag", &arguments) { found.append(.tag(tag)) }
        if let text = try text("versionedTag", &arguments) {
            guard let version = VersionTag(text) else {
                throw InputError(
                    "malformed-version", "`versionedTag` of \(arguments.subject) is `\(text)`, which is no version",
                    at: arguments.place(of: "versionedTag"), remedy: "write `v1`, `v1.2`, `v1.2.3` or `v1.2.3-rc.1`")
            }
            found.append(.version(version, text))
        }
        guard found.count <= 1 else {
            throw InputError(
                "conflicting-arguments", "\(arguments.subject) names the ref in \(found.count) ways",
                at: arguments.location, remedy: "keep one of `ref`, `branch`, `tag` and `versionedTag`")
        }
        return found.first
    }

    private static func revision(_ arguments: inout FieldReader) throws(InputError) -> String? {
        guard let text = try arguments.optionalString("revision") else { return nil }
        guard [40, 64].contains(text.utf8.count), Hex.decode(text) != nil else {
            throw InputError(
                "malformed-revision", "`revision` of \(arguments.subject) is not 40 or 64 lower-case hex digits",
                at: arguments.place(of: "revision"), remedy: "write what `git rev-parse HEAD` prints")
        }
        return text
    }

    private static func parameters(_ arguments: inout FieldReader) throws(InputError) -> [ParameterExpectation] {
        let remedy = "name at least one, or write `otherParameters: refuse` alone to allow none"
        return try named("parameters", &arguments, remedy).map { ParameterExpectation($0.key, .value($0.value.json)) }
    }

    private static func matching(_ arguments: inout FieldReader) throws(InputError) -> [ParameterExpectation] {
        let members = try named("matching", &arguments, "name a parameter and what its value must be")
        return try members.map { (member) throws(InputError) in
            let subject = "`\(Excerpt.of(member.key))` of `matching`"
            return ParameterExpectation(member.key, .matcher(try MatcherLoader.load(member.value, as: subject)))
        }
    }

    /// Parameters by their names: none where `key` is not there, and never an empty mapping.
    private static func named(
        _ key: String, _ arguments: inout FieldReader, _ remedy: String
    ) throws(InputError) -> [YAMLNode.Member] {
        guard let members = try arguments.optionalMembers(key) else { return [] }
        guard !members.isEmpty else {
            throw InputError(
                "empty-mapping", "`\(key)` of \(arguments.subject) is empty", at: arguments.place(of: key),
                remedy: remedy)
        }
        return members
    }

    private static func level(_ key: String, _ arguments: inout FieldReader) throws(InputError) -> Int? {
        guard let level = try arguments.optionalInteger(key) else { return nil }
        guard (1...3).contains(level) else {
            throw InputError(
                "out-of-range", "`\(key)` of \(arguments.subject) is \(level), not 1 to 3",
                at: arguments.place(of: key), remedy: "write 1, 2 or 3")
        }
        return level
    }

    private static func builders(_ arguments: inout FieldReader) throws(InputError) -> [TrustedBuilder] {
        try (arguments.optionalList("builders") ?? []).map { (node) throws(InputError) in
            var fields = try FieldReader(node, as: "each of `builders`")
            guard let id = try builder("id", &fields) else { throw fields.missing("id") }
            guard let signers = try fields.optionalStrings("signers"), !signers.isEmpty else {
                throw fields.missing("signers")
            }
            guard let level = try level("level", &fields) else { throw fields.missing("level") }
            try fields.finish()
            return TrustedBuilder(id: id, signers: signers, level: level)
        }
    }

    // An empty text would be asked for and never found, or worse, mean something.
    private static func text(_ key: String, _ arguments: inout FieldReader) throws(InputError) -> String? {
        guard let text = try arguments.optionalString(key) else { return nil }
        guard !text.isEmpty else {
            throw InputError(
                "empty-text", "`\(key)` of \(arguments.subject) is empty", at: arguments.place(of: key),
                remedy: "write it out, or remove `\(key)`")
        }
        return text
    }
}

extension ProvenanceExpectation {
    /// Whether any statement at all could be refused. Level 1 is what every statement has.
    fileprivate var canFail: Bool {
        builder != nil || source != nil || ref != nil || revision != nil || buildType != nil || age != nil
            || !parameters.isEmpty || refusesOtherParameters || (level ?? 0) > TrustedBuilder.defaultLevel
    }
}
