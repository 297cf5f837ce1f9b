import Airworthy
import AirworthyTesting
import Trust

/// Plans and declarations in few words.
enum TerraformSample {
    /// A whole plan of format 1.2 with these members besides; later ones win.
    static func plan(_ members: [String: JSON] = [:]) -> JSON {
        let base: [String: JSON] = [
            "format_version": "1.2", "terraform_version": "1.9.0", "errored": false, "complete": true,
            "timestamp": "2026-11-21T13:30:00Z", "planned_values": ["root_module": ["resources": []]],
            "resource_changes": [entry("aws_vpc.main", ["no-op"])],
        ]
        return .object(base.merging(members) { _, new in new })
    }

    static func plan(changes: [JSON]) -> JSON { plan(["resource_changes": .array(changes)]) }

    static func entry(
        _ address: String, _ actions: [String], before: JSON = .null, after: JSON = .null,
        _ change: [String: JSON] = [:], besides: [String: JSON] = [:]
    ) -> JSON {
        let base: [String: JSON] = [
            "actions": .array(actions.map(JSON.string)), "before": before, "after": after, "after_unknown": [:],
            "before_sensitive": [:], "after_sensitive": [:],
        ]
        let entry: [String: JSON] = [
            "address": .string(address), "mode": "managed", "change": .object(base.merging(change) { _, new in new }),
        ]
        return .object(entry.merging(besides) { _, new in new })
    }

    static func update(_ address: String, _ before: JSON, _ after: JSON, _ change: [String: JSON] = [:]) -> JSON {
        entry(address, ["update"], before: before, after: after, change)
    }

    /// A release with these lines under `intended.terraform`.
    static func release(_ intended: [String]) throws(InputError) -> Release {
        let lines = "\nintended:\n  terraform: [\(intended.joined(separator: ", "))]\n"
        return try ReleaseLoader.load(Samples.manifest() + Array(lines.utf8), source: "release.yaml")
    }

    static func examine(
        _ plan: JSON, _ intended: [String] = [], _ arguments: String = "", files: MemoryFiles = MemoryFiles()
    ) async throws -> Answer<DriftTerraformCode> {
        try await examine(plan.canonicalBytes(), intended, arguments, files: files)
    }

    static func examine(
        _ bytes: [UInt8], _ intended: [String] = [], _ arguments: String = "", files: MemoryFiles = MemoryFiles()
    ) async throws -> Answer<DriftTerraformCode> {
        files.write(bytes, to: "plan.json")
        return try await DriftTerraformCheck.reading("plan: plan.json\n" + arguments).examine(
            .release, in: .alone(release: try release(intended), files: files))
    }

    /// The `intended` line that declares exactly one atomic change, as the facts of a plan tell it.
    static func line(for change: JSONValue) throws -> String {
        func quoted(_ text: String?) -> String {
            "\"" + (text ?? "").replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
        }
        let key: String =
            switch change["origin"]?.string {
            case "drift": "drift"
            case "output": "output"
            default: "address"
            }
        var parts = ["\(key): \(quoted(change["address"]?.string))", "actions: [\(change["action"]?.string ?? "")]"]
        // The whole of an object has the empty pointer, which a line leaves out.
        if let path = change["path"]?.string, !path.isEmpty { parts.append("paths: [\(quoted(path))]") }
        if let from = change["movedFrom"]?.string, change["action"]?.string == "move" {
            parts.append("from: \(quoted(from))")
        }
        if change["deposed"] != nil { parts.append("deposed: true") }
        return "{\(parts.joined(separator: ", "))}"
    }

    /// Atomic changes as the evidence of an answer tells them.
    static func changes(told answer: Answer<DriftTerraformCode>) throws -> [JSONValue] {
        guard let content = answer.evidence.first(where: { $0.uri == "plan-facts.json" })?.content else { return [] }
        return try JSONDocument(content, name: "facts").root["changes"]?.elements ?? []
    }
}
