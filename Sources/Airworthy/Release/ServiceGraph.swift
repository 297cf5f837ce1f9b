import Trust

/// The dependency graph of a release's services: every edge leads somewhere, and none leads back.
enum ServiceGraph {
    static func validate(_ services: [Service], _ errors: inout ErrorCollector) {
        let names = Set(services.map(\.name))
        for service in services {
            for dependency in service.dependsOn where !names.contains(dependency) {
                errors.report(
                    Diagnostic(
                        "unknown-service", "service `\(service.name)` depends on `\(dependency)`, which is not listed",
                        at: service.location, remedy: "list it under `services`, or remove the dependency"))
            }
        }
        let edges = Dictionary(uniqueKeysWithValues: services.map { ($0.name, $0.dependsOn) })
        if let cycle = Cycle.first(in: edges, order: services.map(\.name)) {
            errors.report(
                Diagnostic(
                    "cycle", "services depend on each other in a circle: \(cycle.joined(separator: " → "))",
                    at: services.first { $0.name == cycle.first }?.location, remedy: "break the circle"))
        }
    }
}
