public import Trust

/// The settings of one project, from `airworthy.yaml`; every path relative to that file's directory.
public struct Project: Sendable, Hashable {
    public var trust = "Keys/trust.yaml"
    /// Where runs, evidence and the ledger are kept.
    public var state = ".airworthy"
    /// URI of who verifies, for the VSA.
    public var verifierID = "https://airworthy.dev/gate"
    public var cache = CacheSettings()
    /// By registry host.
    public var registries: [String: RegistrySettings] = [:]
    /// How other services are reached, by `host[:port]`: transport settings only.
    public var hosts: [String: RegistrySettings] = [:]
    /// How long before its end a waiver is told to end.
    public var waiverNotice = WaiverStanding.defaultNotice
    /// Most checks under way at once.
    public var parallelism = 4

    public init() {}

    public static let fileName = "airworthy.yaml"

    /// - Throws: every defect found, at its line.
    public init(_ bytes: [UInt8], source: String) throws(InputError) {
        let root = try YAMLDocument.parse(bytes, name: source)
        var fields = try FieldReader(root, as: "the project file")
        let version = try fields.string("apiVersion")
        guard version == "airworthy/v1" else {
            throw InputError(
                "wrong-kind", "`apiVersion` is `\(version)`, and must be `airworthy/v1`",
                at: fields.place(of: "apiVersion"), remedy: "write `apiVersion: airworthy/v1`")
        }
        trust = try fields.optionalString("trust") ?? trust
        state = try fields.optionalString("state") ?? state
        if let node = fields.node("verifier") {
            var verifier = try FieldReader(node, as: "`verifier`")
            verifierID = try verifier.string("id")
            try verifier.finish()
        }
        parallelism = try fields.optionalInteger("parallelism") ?? parallelism
        guard (1...64).contains(parallelism) else {
            throw InputError(
                "out-of-range", "`parallelism` is \(parallelism)", at: fields.place(of: "parallelism"),
                remedy: "write between 1 and 64")
        }
        if let node = fields.node("waivers") {
            var waivers = try FieldReader(node, as: "`waivers`")
            waiverNotice = try waivers.optionalDuration("notice") ?? waiverNotice
            try waivers.finish()
        }
        if let node = fields.node("cache") { cache = try CacheSettings(node) }
        for member in try fields.optionalMembers("registries") ?? [] {
            registries[member.key] = try RegistrySettings(member.value, host: member.key)
        }
        for member in try fields.optionalMembers("hosts") ?? [] {
            hosts[member.key] = try RegistrySettings(transport: member.value, host: member.key)
        }
        try fields.finish()
    }
}
