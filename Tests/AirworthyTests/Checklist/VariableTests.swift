import Airworthy
import AirworthyTesting
import Testing
import Trust

@Suite("Variables")
struct VariableTests {
    private func plan(
        _ variables: String, with: String = "{answer: \"${{ vars.v }}\"}", given: [String] = [], release: String = ""
    ) throws -> Plan {
        let text = """
            checklist: sample
            phase: release
            title: A sample
            variables: {v: {\(variables)}}
            steps:
              - {id: a, uses: scripted, with: \(with)}
            """
        let manifest = String(decoding: Samples.manifest(), as: UTF8.self) + "\n\(release)\n"
        return try Samples.plan(
            checklist: text, for: ReleaseLoader.load(Array(manifest.utf8), source: "release.yaml"),
            given: given.map { try GivenVariable(argument: $0) })
    }

    private func diagnostics(_ body: () throws -> Plan) throws -> [Diagnostic] {
        do {
            _ = try body()
            return []
        } catch let error as InputError {
            return error.diagnostics.array
        }
    }

    @Test("a value comes from the command line, the release or the declaration, and the plan says from where")
    func origins() throws {
        let standard = "type: enum, values: [pass, fail], default: pass"
        #expect(try plan(standard).variables.map(\.origin) == [.standard])
        let given = try plan(standard, given: ["v=fail"])
        #expect(given.variables.map(\.origin) == [.commandLine] && given.variables[0].value == .string("fail"))
        let released = try plan(standard, release: "variables: {sample: {v: fail}, other: {w: 1}}")
        #expect(released.variables.map(\.origin) == [.release])
        #expect(given.digest != (try plan(standard)).digest)
        #expect(String(decoding: given.json.canonicalBytes(), as: UTF8.self).contains("command-line"))
    }

    @Test("alone and plain a value keeps its type, in quotes or within a text it becomes one")
    func typed() throws {
        let text = """
            checklist: sample
            phase: release
            title: A sample
            variables: {v: {type: integer, default: 3}}
            steps:
              - id: a
                uses: command
                with:
                  program: p
                  args: ["n=${{ vars.v }}", "${{ vars.v }}"]
                  expect:
                    exit: ${{ vars.v }}
                  proof: exit
            """
        _ = try Samples.plan(checklist: text, for: Samples.release())
        let error = #expect(throws: InputError.self) {
            try Samples.plan(
                checklist: text.replacing("integer, default: 3", with: "string, default: \"3\""),
                for: Samples.release())
        }
        #expect(error?.diagnostics.first.code == "wrong-type")
        let quoted = #expect(throws: InputError.self) {
            try Samples.plan(
                checklist: text.replacing("exit: ${{ vars.v }}", with: "exit: \"${{ vars.v }}\""),
                for: Samples.release())
        }
        #expect(quoted?.diagnostics.first.code == "wrong-type")
    }

    @Test(
        "a declaration, a value and a use that do not fit are refused by name",
        arguments: [
            ("type: string", [], "", "variable-missing"),
            ("type: string", ["v=a", "v=b"], "", "variable-given-twice"),
            ("type: string", ["v=a"], "variables: {sample: {v: b}}", "variable-given-twice"),
            ("type: string, default: a", ["w=b"], "", "unknown-variable"),
            ("type: string, default: a", [], "variables: {sample: {w: b}}", "unknown-variable"),
            ("type: integer", ["v=+5"], "", "variable-type"), ("type: integer, max: 3", ["v=4"], "", "variable-type"),
            ("type: integer", [], "variables: {sample: {v: \"5\"}}", "variable-type"),
            ("type: string", [], "variables: {sample: {v: 5}}", "variable-type"),
            ("type: string", ["v="], "", "variable-type"), ("type: boolean", ["v=yes"], "", "variable-type"),
            ("type: duration", ["v=5"], "", "variable-type"),
            ("type: enum, values: [a, b]", ["v=c"], "", "variable-type"),
            ("type: string", ["v=https://user:pass@example.test/"], "", "secret-variable"),
            ("type: integer, default: \"5\"", [], "", "wrong-type"), ("type: secret", [], "", "unknown-value"),
            ("type: enum, values: [a]", [], "", "out-of-range"), ("type: enum", [], "", "missing-key"),
            ("type: integer, min: 3, max: 2", [], "", "out-of-range"), ("type: string, max: 2", [], "", "unknown-key"),
        ] as [(String, [String], String, String)])
    func refused(variable: String, given: [String], release: String, code: String) throws {
        #expect(try diagnostics { try plan(variable, given: given, release: release) }.map(\.code) == [code])
    }

    @Test("a type error points at the value: in the release, or on the command line")
    func places() throws {
        let released = try diagnostics { try plan("type: integer", release: "variables:\n  sample:\n    v: five") }
        guard case .file("release.yaml", _, 8)? = released.first?.location else {
            Issue.record("\(released)")
            return
        }
        let given = try diagnostics { try plan("type: integer", given: ["v=five"]) }
        #expect(given.first?.location?.description == "the command line's --var v")
    }

    @Test("one that is not declared, and one that is not used, are refused")
    func undeclared() throws {
        #expect(
            try diagnostics { try plan("type: string, default: a", with: "{answer: \"${{ vars.w }}\"}") }.map(\.code)
                == ["unknown-variable", "unused-variable"])
    }

    @Test("no variable is named like a secret", arguments: ["password", "apiToken", "db_pass-word", "1st", "a.b"])
    func names(name: String) throws {
        let text =
            "checklist: c\nphase: release\ntitle: t\nvariables: {\(name): {type: string}}\nsteps:\n  - {id: a, uses: scripted}"
        let codes = try diagnostics { try Samples.plan(checklist: text, for: Samples.release()) }.map(\.code)
        #expect(codes == [name.first?.isNumber == true || name.contains(".") ? "bad-name" : "secret-variable"])
    }

    @Test(
        "a value that its writer takes for a place-holder is refused, wherever it comes from",
        arguments: [
            ("type: string", ["v=a ${{ release.id }}"], ""),
            ("type: string", [], "variables: {sample: {v: \"${{ release.id }}\"}}"),
            ("type: string, default: \"${{ release.id }}\"", [], ""),
            ("type: string, default: \"${{\"", ["v=a"], ""),
        ] as [(String, [String], String)])
    func inert(variable: String, given: [String], release: String) throws {
        let found = try diagnostics { try plan(variable, given: given, release: release) }
        #expect(found.map(\.code) == ["bad-substitution"])
    }
}
