import Airworthy
import AirworthyTesting
import Testing
import Trust

@Suite("Plan")
struct PlanTests {
    private func codes(_ steps: String, requires: [String] = []) -> [String] {
        do throws(InputError) {
            _ = try Samples.plan(steps, for: Samples.release(services: ["a", "b"], requires: requires))
            return []
        } catch {
            return error.diagnostics.map(\.code).array
        }
    }

    @Test(
        "defects are named",
        arguments: [
            ("  - {id: x, uses: nonsense}", "unknown-kind"),
            ("  - {id: x, uses: scripted, with: {answr: pass}}", "unknown-key"),
            ("  - {id: x, uses: scripted, needs: [y]}", "unknown-need"),
            ("  - {id: x, uses: scripted, needs: [y]}\n  - {id: y, uses: scripted, needs: [x]}", "cycle"),
            ("  - {id: x, uses: scripted}\n  - {id: x, uses: scripted}", "duplicate-id"),
            ("  - {id: x, uses: scripted, forEach: migrations}", "too-few-subjects"),
            ("  - {id: x, uses: scripted, forEach: platforms}", "too-few-subjects"),
            ("  - {id: x, uses: scripted, forEach: []}", "too-few-subjects"),
            ("  - {id: x, uses: scripted, forEach: [a, a]}", "duplicate-item"),
            ("  - {id: x, uses: scripted, with: {answer: \"${{ item }}\"}}", "bad-substitution"),
            ("  - {id: x, uses: scripted, forEach: [a], with: {answer: \"${{ nope }}\"}}", "bad-substitution"),
            // An accent makes the second bracket another character.
            ("  - {id: x, uses: scripted, forEach: [a], with: {answer: \"${{\u{301} item }}\"}}", "bad-substitution"),
            ("  - {id: x, uses: scripted, forEach: [\"${{ release.id }}\"]}", "bad-substitution"),
            ("  - {id: x, uses: scripted, with: {\"${{ release.id }}\": pass}}", "bad-substitution"),
            ("  - {id: x, uses: scripted, with: {answer: pass, a: [{\"b${{\": c}]}}", "bad-substitution"),
            ("  - {id: x, uses: scripted, provides: [\"${{ release.id }}\"]}", "bad-substitution"),
            ("  - {id: x, uses: scripted, when: {environment: []}}", "empty-condition"),
            ("  - {id: x, uses: scripted, when: {environment: , phase: [release]}}", "empty-condition"),
            ("  - {id: x, uses: scripted, timeout: 0s}", "out-of-range"),
            ("  - {id: x, uses: scripted, timeout: 30}", "wrong-type"),
            ("  - {id: X, uses: scripted}", "bad-id"),
            ("  - {id: x, uses: scripted, severty: warn}", "unknown-key"),
            ("  - {id: x, uses: scripted, severity: fatal}", "unknown-value"),
            ("  []", "empty-checklist"),
        ])
    func defects(steps: String, code: String) {
        #expect(codes(steps) == [code])
    }

    @Test("a cycle is shown with its path")
    func cyclePath() throws {
        let error = #expect(throws: InputError.self) {
            try Samples.plan(
                """
                  - {id: a, uses: scripted, needs: [c]}
                  - {id: b, uses: scripted, needs: [a]}
                  - {id: c, uses: scripted, needs: [b]}
                """, for: Samples.release())
        }
        #expect(error?.diagnostics.first.message.contains("a → c → b → a") == true)
    }

    @Test("a requirement that no step provides is an error")
    func requirement() {
        #expect(codes("  - {id: x, uses: scripted}", requires: ["perf.ok"]) == ["requirement-without-provider"])
    }

    @Test("a matrix expands to one unit a subject, and needs lead to all of them")
    func matrix() throws {
        let plan = try Samples.plan(
            """
              - {id: last, uses: scripted, needs: [each]}
              - {id: each, uses: scripted, forEach: images}
            """, for: Samples.release(services: ["a", "b"]))
        #expect(plan.units.map(\.id) == ["each/a", "each/b", "last"])
        #expect(plan.units[2].needs == [0, 1])
    }

    @Test("what a release lists of its own is what a step is repeated over, by name")
    func parts() throws {
        let digest = Digest.of([])
        let manifest =
            String(decoding: Samples.manifest(services: ["a"]), as: UTF8.self)
                + """

                platforms: [linux/amd64, linux/arm/v7]
                configs: {config/limits.yaml: {sha256: \(digest)}}
                migrations: [{id: m1, engine: postgres, phase: expand, up: {path: m1.sql, sha256: \(digest)}}]
                """
        let release = try ReleaseLoader.load(Array(manifest.utf8), source: "release.yaml")
        let plan = try Samples.plan(
            ["services", "platforms", "configs", "migrations"].map { "  - {id: \($0), uses: scripted, forEach: \($0)}" }
                .joined(separator: "\n"), for: release)
        #expect(
            plan.units.map(\.id) == [
                "services/a", "platforms/linux/amd64", "platforms/linux/arm/v7", "configs/config/limits.yaml",
                "migrations/m1",
            ])
    }

    @Test("equal inputs have equal digests, and any difference shows")
    func digest() throws {
        let release = try Samples.release()
        let plan = try Samples.plan("  - {id: x, uses: scripted}", for: release)
        #expect(plan.digest == (try Samples.plan("  - {id: x, uses: scripted}", for: release)).digest)
        #expect(plan.digest != (try Samples.plan("  - {id: y, uses: scripted}", for: release)).digest)
        #expect(
            plan.digest != (try Samples.plan("  - {id: x, uses: scripted}", for: Samples.release(sequence: 2))).digest)
    }
}
