public import Trust

/// Reads `release.yaml` strictly. The format is documented in `Docs/formats/release.md`.
public enum ReleaseLoader {
    /// - Parameters:
    ///   - bytes: the manifest, exactly as it will be signed.
    ///   - source: how messages and attestations call the file.
    /// - Throws: every defect found, at its line.
    public static func load(_ bytes: [UInt8], source: String) throws(InputError) -> Release {
        let root = try YAMLDocument.parse(bytes, name: source)
        var fields = try FieldReader(root, as: "the release")
        var errors = ErrorCollector()

        let id = errors.attempt { () throws(InputError) in try fields.string("release") }
        let environment = errors.attempt { () throws(InputError) in try fields.string("environment") }
        let sequence = errors.attempt { () throws(InputError) in try self.sequence(&fields) }
        let previous = errors.attempt { () throws(InputError) in try self.previous(&fields) }
        let window = errors.attempt { () throws(InputError) in try self.window(&fields) }
        let services = members("services", &fields, &errors, ServiceLoader.load)
        let migrations = errors.elements("migrations", of: &fields, MigrationLoader.load)
        let flags = members("flags", &fields, &errors, FeatureFlagLoader.load)
        let configs = members("configs", &fields, &errors, ConfigLoader.load)
        let platforms = errors.attempt { () throws(InputError) in try PlatformList.load(&fields) }
        let requires = errors.attempt { () throws(InputError) in try fields.optionalStrings("requires") ?? [] }
        let intended = errors.attempt { () throws(InputError) in
            try fields.node("intended").map(IntendedLoader.load) ?? .nothing
        }
        let variables = errors.attempt { () throws(InputError) in try self.variables(&fields) }
        // Read by the rollout checks from the file itself; their shapes are those checks' business.
        _ = fields.node("strategy")
        _ = fields.node("rollback")
        _ = errors.attempt { () throws(InputError) in try fields.finish() }

        if services.isEmpty, errors.diagnostics.isEmpty {
            errors.report(
                Diagnostic(
                    "empty-release", "the release ships no service", at: fields.location,
                    remedy: "list at least one service under `services`"))
        }
        // Each is a subject of the run's statement, which names the manifest too.
        if services.count > Self.mostServices {
            errors.report(
                Diagnostic(
                    "too-many-items", "`services` lists \(services.count)", at: fields.location,
                    remedy: "list at most \(Self.mostServices), and ship the others with a release of their own"))
        }
        ServiceGraph.validate(services, &errors)
        unique(migrations.map { ($0.id, $0.location) }, what: "migration", &errors)
        try errors.throwIfAny()
        guard let id, let environment, let sequence, let previous, let window, let platforms, let requires,
            let intended, let variables
        else {
            preconditionFailure("a missing part of a release was not reported")
        }
        return Release(
            id: id, environment: environment, sequence: sequence, previous: previous, window: window,
            services: services, migrations: migrations, flags: flags, configs: configs, platforms: platforms,
            requires: requires, intended: intended, variables: variables, manifestDigest: .of(bytes), source: source)
    }

    static let mostServices = 1_000

    private static func sequence(_ fields: inout FieldReader) throws(InputError) -> Int {
        guard let sequence = try fields.optionalInteger("sequence") else { throw fields.missing("sequence") }
        guard sequence >= 1 else {
            throw InputError(
                "out-of-range", "`sequence` is \(sequence), and counts from 1", at: fields.place(of: "sequence"),
                remedy: "use the previous release's sequence plus one")
        }
        return sequence
    }

    /// Nil inside the optional is "no previous release", which only the first may say.
    private static func previous(_ fields: inout FieldReader) throws(InputError) -> Digest? {
        guard let text = try fields.optionalString("previous") else { return nil }
        guard let digest = Digest(text) else {
            throw InputError(
                "bad-digest", "`previous` is not a digest", at: fields.place(of: "previous"),
                remedy: "write `sha256:` and 64 lower-case hex digits")
        }
        return digest
    }

    private static func window(_ fields: inout FieldReader) throws(InputError) -> ReleaseWindow {
        var window = try FieldReader(try fields.requiredNode("window"), as: "`window`")
        let start = try window.instant("start")
        guard let budget = try window.optionalDuration("budget") else { throw window.missing("budget") }
        let bake = try window.optionalDuration("bake") ?? .zero
        guard let horizon = try window.optionalDuration("rollbackHorizon") else {
            throw window.missing("rollbackHorizon")
        }
        try window.finish()
        return ReleaseWindow(start: start, budget: budget, bake: bake, rollbackHorizon: horizon)
    }

    private static func variables(_ fields: inout FieldReader) throws(InputError) -> [String: [YAMLNode.Member]] {
        var variables: [String: [YAMLNode.Member]] = [:]
        for checklist in try fields.optionalMembers("variables") ?? [] {
            guard case .mapping(let members, _) = checklist.value else {
                throw InputError(
                    "wrong-type", "`\(checklist.key)` of `variables` must be a mapping, found \(checklist.value.noun)",
                    at: checklist.value.location, remedy: "write the variables below the name of their checklist")
            }
            variables[checklist.key] = members
        }
        return variables
    }

    private static func members<Part>(
        _ key: String, _ fields: inout FieldReader, _ errors: inout ErrorCollector,
        _ load: (YAMLNode.Member) throws(InputError) -> Part
    ) -> [Part] {
        let members = errors.attempt { () throws(InputError) in try fields.optionalMembers(key) ?? [] } ?? []
        return members.compactMap { member in errors.attempt { () throws(InputError) in try load(member) } }
    }

    private static func unique(_ ids: [(String, Location)], what: String, _ errors: inout ErrorCollector) {
        var seen: Set<String> = []
        for (id, location) in ids where !seen.insert(id).inserted {
            errors.report(
                Diagnostic(
                    "duplicate-id", "\(what) `\(id)` is listed twice", at: location, remedy: "rename one of them"))
        }
    }
}
