import Airworthy
import AirworthyTesting
import Testing
import Trust

@Suite("Included step groups")
struct IncludeTests {
    private static let group = """
        group: rollout
        variables:
          answer: {type: enum, values: [pass, fail]}
        steps:
          - {id: first, uses: scripted, with: {answer: "${{ vars.answer }}"}}
          - {id: second, uses: scripted, needs: [first]}
        """

    private static func digest(_ text: String) -> String { Digest.of(Array(text.utf8)).description }

    private func plan(_ steps: String, _ files: [String: String], head: String = "") async throws -> Plan {
        let text = "checklist: sample\nphase: release\ntitle: A sample\n\(head)\nsteps:\n\(steps)"
        let included = try await IncludedFiles.gather(Array(text.utf8), source: "sample.yaml") {
            (path) async throws(Obstacle) in files[path].map { Array($0.utf8) }
        }
        return try Samples.plan(checklist: text, for: Samples.release(), files: included)
    }

    private func diagnostics(_ steps: String, _ files: [String: String], head: String = "") async throws -> [Diagnostic]
    {
        do {
            _ = try await plan(steps, files, head: head)
            return []
        } catch let error as InputError {
            return error.diagnostics.array
        }
    }

    private static let pin = "sha256: \"\(digest(group))\""

    @Test("a group's steps stand where it is included, under its name, after what it needs")
    func expands() async throws {
        let plan = try await plan(
            """
              - {id: before, uses: scripted}
              - {include: g.yaml, \(Self.pin), as: blue, needs: [before], with: {answer: pass}}
              - {include: g.yaml, \(Self.pin), as: green, with: {answer: pass}}
              - {id: after, uses: scripted, needs: [blue]}
            """, ["g.yaml": Self.group])
        #expect(
            plan.units.map(\.id) == ["before", "blue-first", "blue-second", "green-first", "green-second", "after"])
        #expect(plan.units.map(\.needs) == [[], [0], [1, 0], [], [3], [1, 2]])
        guard case .file("g.yaml", 5, _) = plan.units[1].step.location else {
            Issue.record("\(plan.units[1].step.location)")
            return
        }
        #expect(plan.checklist.included.map(\.source) == ["g.yaml"])
        #expect(String(decoding: plan.json.canonicalBytes(), as: UTF8.self).contains(Self.digest(Self.group)))
    }

    @Test("variables of the checklist are handed down, and nothing else is seen in a group")
    func variables() async throws {
        let head = "variables: {which: {type: enum, values: [pass, fail], default: pass}}"
        let steps = "  - {include: g.yaml, \(Self.pin), with: {answer: \"${{ vars.which }}\"}}"
        #expect(try await diagnostics(steps, ["g.yaml": Self.group], head: head) == [])
        let nosy = Self.group.replacing("vars.answer", with: "vars.which")
        let codes = try await diagnostics(
            steps.replacing(Self.digest(Self.group), with: Self.digest(nosy)), ["g.yaml": nosy], head: head)
        #expect(codes.map(\.code) == ["unknown-variable", "unused-variable"])
        guard case .file("g.yaml", 5, _)? = codes.first?.location else {
            Issue.record("\(codes)")
            return
        }
        let wrong = head.replacing("type: enum, values: [pass, fail], default: pass", with: "type: string, default: x")
        #expect(try await diagnostics(steps, ["g.yaml": Self.group], head: wrong).map(\.code) == ["variable-type"])
    }

    @Test("an inclusion's condition is of each of its steps, beside their own, and asks about the file it stands in")
    func conditions() async throws {
        // The same name in both files, with another value in each.
        let head = "variables: {answer: {type: enum, values: [pass, fail], default: fail}}"
        let inner = Self.group.replacing(
            "needs: [first]", with: "needs: [first], when: {variables: {answer: {equals: pass}}}")
        let outer = """
            group: outer
            variables: {deep: {type: boolean}}
            steps:
              - {id: own, uses: scripted}
              - {include: g.yaml, sha256: "\(Self.digest(inner))", with: {answer: pass}, when: {variables: {deep: {equals: true}}}}
            """
        let files = ["g.yaml": inner, "o.yaml": outer]
        func exclusions(_ asked: String, deep: Bool) async throws -> [String: String?] {
            let plan = try await plan(
                """
                  - {id: always, uses: scripted}
                  - {include: o.yaml, sha256: "\(Self.digest(outer))", with: {deep: \(deep)}, when: {\(asked)}}
                """, files, head: head)
            return Dictionary(uniqueKeysWithValues: plan.units.map { ($0.id, $0.exclusion) })
        }
        let none: [String: String?] = ["always": nil, "own": nil, "first": nil, "second": nil]
        #expect(try await exclusions("variables: {answer: {equals: fail}}", deep: true) == none)
        let shallow = try await exclusions("variables: {answer: {equals: fail}}", deep: false)
        #expect(shallow["own"] == .some(nil) && shallow["always"] == .some(nil))
        #expect(shallow["first"] == "vars.deep is false, not true" && shallow["second"] == shallow["first"])
        let excluded = try await exclusions("variables: {answer: {equals: pass}}", deep: true)
        for id in ["own", "first", "second"] { #expect(excluded[id] == "vars.answer is `fail`, not `pass`", "\(id)") }
        #expect(try await exclusions("phase: [release], variables: {answer: {equals: fail}}", deep: true) == none)
        let elsewhere = try await exclusions(
            "environment: [staging], variables: {answer: {equals: fail}}", deep: true)
        #expect(elsewhere["first"].flatMap(\.self)?.contains("environment is `production`") == true)
    }

    @Test(
        "an inclusion's condition that cannot be meant is refused",
        arguments: [
            ("{outputs: {before.x: {equals: 1}}}", "output-of-inclusion"), ("{}", "empty-condition"),
            ("{variables: {answer: {equals: pass}}}", "unknown-variable"),
            ("{variables: {which: {equals: other}}}", "unreachable-step"), ("{phase: [rollback]}", "unreachable-step"),
            ("{phase: [later]}", "unknown-value"), ("{variables: {which: {}}}", "vacuous-matcher"),
        ])
    func refusedConditions(condition: String, code: String) async throws {
        let head = "variables: {which: {type: enum, values: [pass, fail], default: pass}}"
        let found = try await diagnostics(
            """
              - {id: before, uses: scripted, with: {answer: "${{ vars.which }}"}}
              - {include: g.yaml, \(Self.pin), with: {answer: pass}, needs: [before], when: \(condition)}
            """, ["g.yaml": Self.group], head: head)
        #expect(!found.isEmpty && found.allSatisfy { $0.code == code }, "\(found)")
    }

    @Test(
        "an inclusion that is not exactly what was agreed on is refused by name",
        arguments: [
            ("include: g.yaml, with: {answer: pass}", "include-unpinned"),
            ("include: g.yaml, sha256: \"\(digest("other"))\", with: {answer: pass}", "include-changed"),
            ("include: g.yaml, sha256: latest, with: {answer: pass}", "bad-digest"),
            ("include: h.yaml, \(pin)", "include-missing"),
            ("include: ../g.yaml, \(pin)", "include-path"), ("include: /g.yaml, \(pin)", "include-path"),
            ("include: g.yaml, \(pin)", "variable-missing"),
            ("include: g.yaml, \(pin), with: {answer: pass, other: 1}", "unknown-variable"),
            ("include: g.yaml, \(pin), with: {answer: maybe}", "variable-type"),
            ("include: g.yaml, \(pin), with: {answer: \"${{ item }}\"}", "bad-substitution"),
            ("include: g.yaml, \(pin), with: {answer: pass}, as: Blue", "bad-id"),
            ("include: g.yaml, \(pin), with: {answer: pass}, uses: scripted", "unknown-key"),
        ])
    func refused(inclusion: String, code: String) async throws {
        let found = try await diagnostics("  - {\(inclusion)}", ["g.yaml": Self.group])
        // Without its steps the checklist is empty, and that is said too.
        #expect(found.first?.code == code)
    }

    @Test(
        "what a group is given is no secret, as it is written or as it is put together",
        arguments: ["https://user:pass@example.test/", "https://${{ release.id }}:pass@example.test/"])
    func secretValue(value: String) async throws {
        let text = Self.group.replacing("type: enum, values: [pass, fail]", with: "type: string")
        let steps = "  - {include: g.yaml, sha256: \"\(Self.digest(text))\", with: {answer: \"\(value)\"}}"
        #expect(try await diagnostics(steps, ["g.yaml": text]).map(\.code) == ["secret-variable"])
    }

    @Test("the remedy for a missing pin is the digest, and a changed file is told with both")
    func remedies() async throws {
        let unpinned = try await diagnostics("  - {include: g.yaml, with: {answer: pass}}", ["g.yaml": Self.group])
        #expect(unpinned.first?.remedy?.contains(Self.digest(Self.group)) == true)
        let changed = try await diagnostics(
            "  - {include: g.yaml, \(Self.pin), with: {answer: pass}}", ["g.yaml": Self.group + "\n"])
        #expect(
            changed.first?.notes == ["expected \(Self.digest(Self.group))", "found \(Self.digest(Self.group + "\n"))"])
    }

    @Test("a circle is shown with its path")
    func cycle() async throws {
        let a = "group: a\nsteps:\n  - {include: b.yaml, sha256: x}"
        let b = "group: b\nsteps:\n  - {include: a.yaml, sha256: x}"
        let pin = Self.digest(a)
        // A circle of pins cannot be made; a circle of names can.
        let found = try await diagnostics(
            "  - {include: a.yaml, sha256: \"\(pin)\"}",
            ["a.yaml": a, "b.yaml": b.replacing("sha256: x", with: "sha256: \"\(pin)\"")])
        #expect(found.first?.code == "bad-digest")
        let itself = "group: a\nsteps:\n  - {include: a.yaml, sha256: x}"
        let direct = try await diagnostics(
            "  - {include: a.yaml, sha256: \"\(Self.digest(itself))\"}", ["a.yaml": itself])
        #expect(direct.first?.code == "include-cycle")
        #expect(direct.first?.message.contains("a.yaml → a.yaml") == true)
    }

    @Test("groups in groups are bounded, and so is their number")
    func bounds() async throws {
        var files: [String: String] = ["g0.yaml": "group: g0\nsteps:\n  - {id: s, uses: scripted}"]
        for level in 1...9 {
            let inner = files["g\(level - 1).yaml"] ?? ""
            files["g\(level).yaml"] =
                "group: g\(level)\nsteps:\n  - {include: g\(level - 1).yaml, sha256: \"\(Self.digest(inner))\"}"
        }
        func include(_ level: Int, _ name: String = "") -> String {
            "  - {include: g\(level).yaml, sha256: \"\(Self.digest(files["g\(level).yaml"] ?? ""))\"\(name)}"
        }
        #expect(try await diagnostics(include(7), files).isEmpty)
        #expect(try await diagnostics(include(8), files).first?.code == "include-too-deep")
        let many = (0..<65).map { include(0, ", as: n\($0)") }.joined(separator: "\n")
        #expect(try await diagnostics(many, files).map(\.code) == ["include-too-many"])
    }

    @Test("two inclusions under one name, and one under a step's, are refused")
    func names() async throws {
        let one = "  - {include: g.yaml, \(Self.pin), as: x, with: {answer: pass}}"
        #expect(try await diagnostics("\(one)\n\(one)", ["g.yaml": Self.group]).map(\.code).contains("duplicate-id"))
        #expect(
            try await diagnostics("\(one)\n  - {id: x, uses: scripted}", ["g.yaml": Self.group]).map(\.code)
                == ["duplicate-id"])
    }

    @Test("a group is sound by itself, or is refused at its own lines")
    func alone() throws {
        try ChecklistLoader.lint(
            group: Array("group: g\nsteps:\n  - {id: a, uses: image-pinned, forEach: images}".utf8), source: "g.yaml")
        for (text, code) in [
            ("group: g\nsteps: []", "empty-group"), ("group: g\nsteps:\n  - {id: a, uses: nothing}", "unknown-kind"),
            ("group: g\nvariables: {v: {type: string}}\nsteps:\n  - {id: a, uses: image-pinned}", "unused-variable"),
            ("group: g\nphase: release\nsteps:\n  - {id: a, uses: image-pinned}", "unknown-key"),
        ] {
            let error = #expect(throws: InputError.self) {
                try ChecklistLoader.lint(group: Array(text.utf8), source: "g.yaml")
            }
            #expect(error?.diagnostics.map(\.code).array == [code])
        }
    }
}
