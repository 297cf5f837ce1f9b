import Trust

/// Reads one element of `migrations`.
enum MigrationLoader {
    static func load(_ node: YAMLNode) throws(InputError) -> Migration {
        var fields = try FieldReader(node, as: "a migration")
        let id = try fields.string("id")
        let engine = try fields.string("engine")
        guard let phase = try fields.optionalChoice("phase", of: Migration.Phase.self) else {
            throw fields.missing("phase")
        }
        let up = try BoundFileLoader.load(try fields.requiredNode("up"), as: "`up` of migration `\(id)`")
        var down: BoundFile?
        if let node = fields.node("down") {
            down = try BoundFileLoader.load(node, as: "`down` of migration `\(id)`")
        }
        try fields.finish()
        return Migration(id: id, engine: engine, phase: phase, up: up, down: down, location: fields.location)
    }
}
