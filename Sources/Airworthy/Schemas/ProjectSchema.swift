import Trust

/// `airworthy.yaml`, see ``Project``.
enum ProjectSchema {
    static let json = SchemaTerm.object(
        [
            "apiVersion": ["const": "airworthy/v1"],
            "trust": SchemaTerm.string,
            "state": SchemaTerm.string,
            "verifier": SchemaTerm.object(
                ["id": ["type": "string", "description": "a URI"]], required: ["id"]),
            "parallelism": SchemaTerm.integer(from: 1, to: 64),
            "waivers": SchemaTerm.object(["notice": SchemaTerm.duration], required: []),
            "cache": SchemaTerm.object(
                ["maxAge": SchemaTerm.duration, "layers": SchemaTerm.bool], required: []),
            "registries": SchemaTerm.map(of: registry),
            "hosts": SchemaTerm.map(of: host),
        ], required: ["apiVersion"], "The settings of one project.")

    private static let transport: [String: JSON] = [
        "plainHTTP": SchemaTerm.bool,
        "caFile": SchemaTerm.string,
        "clientCertificate": SchemaTerm.string,
        "clientKey": SchemaTerm.string,
    ]

    private static let certificates = ["caFile", "clientCertificate", "clientKey"]
    private static let isPlain = SchemaTerm.says("plainHTTP", ["const": true])

    /// Settings that contradict each other, see `RegistrySettings`.
    private static let transportRules: [JSON] = [
        SchemaTerm.when(SchemaTerm.has("clientCertificate"), SchemaTerm.has("clientKey")),
        SchemaTerm.when(SchemaTerm.has("clientKey"), SchemaTerm.has("clientCertificate")),
        SchemaTerm.when(isPlain, ["not": SchemaTerm.hasAny(of: ["caFile", "clientCertificate"])]),
    ]

    private static let host = SchemaTerm.schema(
        SchemaTerm.object(transport, required: []), with: ["allOf": .array(transportRules)])

    /// What is not contacted itself has nothing to be contacted with.
    private static func standIn(_ key: String, besides others: [String]) -> JSON {
        SchemaTerm.when(
            SchemaTerm.has(key),
            [
                "properties": ["plainHTTP": ["const": false], "mirrors": ["maxItems": 0]],
                "not": SchemaTerm.hasAny(of: certificates + others),
            ])
    }

    private static let registry: JSON = {
        let members: [String: JSON] = [
            "layout": SchemaTerm.string,
            "location": SchemaTerm.text,
            "mirrors": SchemaTerm.array(of: SchemaTerm.text),
            "requests": SchemaTerm.integer(from: 1, to: 1_000_000),
        ]
        let rules = transportRules + [standIn("layout", besides: ["location"]), standIn("location", besides: [])]
        return SchemaTerm.schema(
            SchemaTerm.object(members.merging(transport) { own, _ in own }, required: []),
            with: ["allOf": .array(rules)])
    }()
}
