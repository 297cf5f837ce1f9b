import Airworthy
import AirworthyTesting
import Foundation
import Testing
import Trust

/// Real plans: OpenTofu's equivalence and `show -json` tests.
@Suite("drift-terraform: the plans of OpenTofu's own tests")
struct DriftTerraformCorpusTests {
    private static let equivalence = "13-terraform/opentofu/testing/equivalence-tests/outputs"
    private static let showing = "13-terraform/opentofu/internal/command/testdata"

    @Test("the atomic changes add up to what the plan's own last line says", .enabled(if: Fixtures.has(equivalence)))
    func counts() async throws {
        guard let folder = Fixtures.folder(Self.equivalence, cases: 25) else { return }
        var counted = 0
        for path in try folder.allFiles(suffix: "/plan.json") {
            let text = try folder.text(String(path.dropLast(".json".count)))
            guard let line = text.split(separator: "\n").first(where: { $0.hasPrefix("Plan: ") }) else { continue }
            let numbers = line.split { !$0.isNumber }.compactMap { Int($0) }
            let changes = try await changes(in: folder.bytes(path)).filter { $0.origin == "resource" }
            func objects(_ actions: Set<String>) -> Int {
                Set(changes.filter { actions.contains($0.action) }.map(\.address)).count
            }
            let found = [objects(["create", "replace"]), objects(["update"]), objects(["delete", "replace"])]
            #expect(found == numbers, "\(path): \(line)")
            counted += 1
        }
        print("plan lines counted: \(counted)")
        #expect(counted == 23)
    }

    @Test("a plan without a line still tells what it changes", .enabled(if: Fixtures.has(equivalence)))
    func withoutLine() async throws {
        guard let folder = Fixtures.folder(Self.equivalence, cases: 2) else { return }
        let moved = try await changes(in: folder.bytes("moved_with_refresh_only/plan.json"))
        #expect(moved.map { "\($0.origin) \($0.action)" } == ["drift move"])
        let outputs = try await changes(in: folder.bytes("variables_and_outputs/plan.json"))
        #expect(outputs.count == 5)
        #expect(outputs.allSatisfy { $0.origin == "output" && $0.action == "create" })
    }

    /// The last part of each directory's name says what it is.
    @Test(
        "a directory's name is its verdict", .enabled(if: Fixtures.has(showing)),
        arguments: [
            ("show-json/basic-create", ["create"]), ("show-json/basic-delete", ["delete", "update", "create"]),
            ("show-json/basic-update", []), ("show-json/requires-replace", ["replace"]),
            ("show-json/moved", ["move", "update"]), ("show-json/drift", ["update"]),
            ("show-json/moved-drift", ["move", "update"]), ("show-json/modules", ["create"]),
            ("show-json/multi-resource-update", ["create", "move"]), ("show-json/sensitive-values", ["create"]),
            ("show-json/unknown-output", ["create"]), ("show-json-identity/destroy", ["delete"]),
            ("show-json-identity/update", ["update"]), ("show-json-sensitive", ["create"]),
        ] as [(String, Set<String>)])
    func names(directory: String, actions: Set<String>) async throws {
        guard let folder = Fixtures.folder(Self.showing, cases: 1) else { return }
        let found = try await changes(in: folder.bytes("\(directory)/output.json"))
        #expect(Set(found.map(\.action)) == actions)
    }

    @Test(
        "what is no plan, or a failed one, never passes", .enabled(if: Fixtures.has(showing)),
        arguments: [
            ("command/testdata/show-json/plan-error/output.json", DriftTerraformCode.errored),
            ("command/testdata/show-json-state/basic/output.json", .notPlan),
            ("command/testdata/show-json-state/empty/output.json", .notPlan),
            ("command/testdata/show-json-state/modules/output.json", .notPlan),
            ("command/testdata/show-json-state/no-state/output.json", .notPlan),
            ("command/testdata/show-json-state/sensitive-variables/output.json", .notPlan),
            ("cloud/testdata/plan-json-basic/plan-redacted.json", .notPlan),
            ("cloud/testdata/plan-json-basic-no-unredacted/plan-redacted.json", .notPlan),
            ("cloud/testdata/plan-json-no-changes/plan-redacted.json", .notPlan),
            ("cloud/testdata/plan-json-error/plan-redacted.json", .notPlan),
            ("command/testdata/plan/output.jsonlog", .invalid), ("command/testdata/apply/output.jsonlog", .invalid),
        ] as [(String, DriftTerraformCode)])
    func refused(path: String, code: DriftTerraformCode) async throws {
        guard let folder = Fixtures.folder("13-terraform/opentofu/internal", cases: 1) else { return }
        let answer = try await TerraformSample.examine(try folder.bytes(path), [], "assumeComplete: true")
        #expect(answer.codes.first == code)
    }

    private static let conditions: [String: DriftTerraformCode] = [
        "internal/command/testdata/show-json/conditions/output.json": .conditionUndecided,
        "internal/command/testdata/show-json/conditions/output-refresh-only.json": .conditionFailed,
    ]

    @Test(
        "for every atomic change of every plan: all lines pass, and without any one of them it fails",
        .enabled(if: Fixtures.has(equivalence)))
    func mutations() async throws {
        guard let folder = Fixtures.folder("13-terraform/opentofu", cases: 50) else { return }
        var flipped = 0
        for path in try folder.allFiles(suffix: ".json") {
            let bytes = try folder.bytes(path)
            let bare = try await TerraformSample.examine(bytes, [], "assumeComplete: true")
            let told = try TerraformSample.changes(told: bare)
            guard !told.isEmpty, !bare.isInconclusive else { continue }
            let lines = try told.map(TerraformSample.line)
            let whole = try await TerraformSample.examine(bytes, lines, "assumeComplete: true")
            // Nothing but conditions stands between two of these plans and a pass.
            guard whole.isPass else {
                #expect(Set(whole.codes) == Self.conditions[path].map { [$0] }, "\(path)")
                continue
            }
            for index in lines.indices where !lines[..<index].contains(lines[index]) {
                let others = lines.enumerated().filter { $0.offset != index }.map(\.element)
                let answer = try await TerraformSample.examine(bytes, others, "assumeComplete: true")
                let isCovered = others.contains { covers($0, told[index]) }
                #expect(!answer.isPass || isCovered, "\(path): \(lines[index])")
                #expect(answer.codes.allSatisfy { [.undeclared, .undeclaredDrift].contains($0) })
                if !answer.isPass { flipped += 1 }
            }
        }
        print("declared lines whose removal failed the plan: \(flipped)")
        #expect(flipped == 123)
    }

    @Test("a plan written again, members in another order, changes the same", .enabled(if: Fixtures.has(equivalence)))
    func reserialised() async throws {
        guard let folder = Fixtures.folder("13-terraform/opentofu", cases: 50) else { return }
        var generator = SeededGenerator()
        print(generator)
        var compared = 0
        for path in try folder.allFiles(suffix: ".json") {
            let bytes = try folder.bytes(path)
            guard let root = try? JSONDocument(bytes, name: path).root else { continue }
            let again = Shuffle.text(of: root, using: &generator)
            let first = try await TerraformSample.examine(bytes).evidence.first { $0.uri == "plan-facts.json" }
            let second = try await TerraformSample.examine(Array(again.utf8)).evidence.first {
                $0.uri == "plan-facts.json"
            }
            guard let content = first?.content, let other = second?.content else {
                #expect(first == nil && second == nil, "\(path) \(generator)")
                continue
            }
            // The order of outputs is the document's; the changes are not.
            #expect(try sorted(content) == sorted(other), "\(path) \(generator)")
            compared += 1
        }
        #expect(compared >= 45)
    }

    // A whole-object line stands for all of its places.
    private func covers(_ line: String, _ change: JSONValue) -> Bool {
        guard let address = change["address"]?.string, let action = change["action"]?.string else { return false }
        return line.contains("\"\(address)\"") && line.contains("[\(action)]") && !line.contains("paths")
    }

    private func sorted(_ facts: [UInt8]) throws -> [String] {
        try JSONDocument(facts, name: "facts").root["changes"]?.elements
            .map { String(decoding: $0.sourceBytes, as: UTF8.self) }.sorted() ?? []
    }

    private struct Change {
        let origin: String
        let action: String
        let address: String
    }

    private func changes(in bytes: [UInt8]) async throws -> [Change] {
        try TerraformSample.changes(told: try await TerraformSample.examine(bytes)).map { change in
            Change(
                origin: change["origin"]?.string ?? "", action: change["action"]?.string ?? "",
                address: change["address"]?.string ?? "")
        }
    }
}
