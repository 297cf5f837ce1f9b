import Airworthy
import AirworthyTesting
import Testing
import Trust

@Suite("Steps that change the world")
struct EffectLoaderTests {
    private static let with = "uses: command, with: {program: p, proof: exit}"

    private func codes(_ steps: String, head: String = "") throws -> [String] {
        let text = "checklist: sample\nphase: release\ntitle: A sample\n\(head)\nsteps:\n\(steps)"
        do throws(InputError) {
            _ = try Samples.plan(checklist: text, for: Samples.release())
            return []
        } catch {
            return error.diagnostics.array.map(\.code)
        }
    }

    @Test(
        "what could act unasked, or could never act, is refused by name",
        arguments: [
            ("  - {id: a, uses: scripted, effect: true}", "cannot-act"),
            ("  - {id: a, \(with), probe: {\(with)}}", "effect-undeclared"),
            ("  - {id: a, \(with), effect: false, compensate: {\(with)}}", "effect-undeclared"),
            ("  - {id: a, \(with), effect: true, retry: {attempts: 2}}", "retry-without-probe"),
            ("  - {id: a, \(with), effect: true, steady: true}", "steady-effect"),
            ("  - {id: a, \(with), effect: true, compensate: {\(with)}}", "no-steady-state"),
            ("  - {id: a, \(with), effect: true, probe: {uses: nothing}}", "unknown-kind"),
            (
                "  - {id: a, \(with), effect: true, compensate: {uses: scripted}}\n"
                    + "  - {id: s, uses: scripted, steady: true}",
                "cannot-act"
            ),
            ("  - {id: a, \(with), effect: true, probe: {\(with), timout: 3s}}", "unknown-key"),
            ("  - {id: a, uses: scripted, retry: {attempts: 2, flaky: maybe}}", "unknown-value"),
        ])
    func refused(steps: String, code: String) throws {
        #expect(try codes(steps) == [code])
    }

    @Test(
        "limits are bounded", arguments: ["limits: {retries: -1}", "limits: {timeout: 25h}", "limits: {timeout: 0s}"])
    func limits(head: String) throws {
        #expect(try codes("  - {id: a, uses: scripted}", head: head) == ["out-of-range"])
    }

    @Test("retries by default are for what only looks")
    func defaultRetry() throws {
        let text = """
            checklist: sample
            phase: release
            title: A sample
            defaults: {retry: {attempts: 3}}
            steps:
              - {id: look, uses: scripted}
              - {id: act, \(Self.with), effect: true}
            """
        let plan = try Samples.plan(checklist: text, for: Samples.release())
        #expect(plan.units.map(\.step.retry.attempts) == [3, 1])
        #expect(plan.units.map(\.role) == [.check, .action])
    }

    @Test("what undoes an action, and the second look, are part of the plan and follow all else")
    func aftermath() throws {
        let plan = try Samples.plan(
            """
              - {id: steady, uses: scripted, steady: true, forEach: [x, y]}
              - {id: act, \(Self.with), effect: true, compensate: {\(Self.with)}, forEach: [m, n]}
              - {id: last, uses: scripted, needs: [act]}
            """, for: Samples.release())
        #expect(
            plan.units.map(\.id) == [
                "steady/x", "steady/y", "act/m", "act/n", "last", "act.undo/m", "act.undo/n", "steady.again/x",
                "steady.again/y",
            ])
        #expect(plan.units[5].role == .compensation(of: 2) && plan.units[6].role == .compensation(of: 3))
        #expect(plan.units[7].role == .steadyState(of: 0) && plan.units[8].role == .steadyState(of: 1))
        #expect(plan.units[5].needs == [0, 1, 4])
        #expect(plan.hasActions)
    }
}
