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
            "registries": SchemaTerm.map(
                of: SchemaTerm.object(
                    ["layout": SchemaTerm.string, "plainHTTP": SchemaTerm.bool, "caFile": SchemaTerm.string],
                    required: [])),
        ], required: ["apiVersion"], "The settings of one project.")
}
