import Trust

/// `airworthy.yaml`, see ``Project``.
enum ProjectSchema {
    static let json = SchemaTerm.object(
        [
            "apiVersion": ["const": "airworthy/v1"],
            "trust": SchemaTerm.string,
            "state": SchemaTerm.string,
            "verifier": SchemaTerm.object(["id": ["type": "string", "format": "uri"]], required: ["id"]),
            "parallelism": ["type": "integer", "minimum": 1, "maximum": 64],
            "waivers": SchemaTerm.object(["notice": SchemaTerm.duration], required: []),
            "cache": SchemaTerm.object(
                ["maxAge": SchemaTerm.duration, "layers": SchemaTerm.bool], required: []),
            "registries": SchemaTerm.map(of: registry),
            "hosts": SchemaTerm.map(of: host),
        ], required: ["apiVersion"], "The settings of one project.")

    private static let host = SchemaTerm.object(
        [
            "plainHTTP": SchemaTerm.bool,
            "caFile": SchemaTerm.string,
            "clientCertificate": SchemaTerm.string,
            "clientKey": SchemaTerm.string,
        ], required: [])

    private static let registry = SchemaTerm.object(
        [
            "layout": SchemaTerm.string,
            "location": SchemaTerm.string,
            "mirrors": SchemaTerm.array(of: SchemaTerm.string, atLeast: 1),
            "plainHTTP": SchemaTerm.bool,
            "caFile": SchemaTerm.string,
            "clientCertificate": SchemaTerm.string,
            "clientKey": SchemaTerm.string,
            "requests": ["type": "integer", "minimum": 1, "maximum": 1_000_000],
        ], required: [])
}
