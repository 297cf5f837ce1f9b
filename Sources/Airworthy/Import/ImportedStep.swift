import Trust

/// A step to be written.
struct ImportedStep {
    /// Words until it is carried, an id afterwards.
    var id: String
    var title: String
    var uses: String
    var arguments: [(key: String, value: ImportedValue)]
    var needs: [String] = []
    var severity = Severity.block
    var timeout: Duration?
    var isSteady = false
    var isEffect = false
    /// What undoes an effect, whatever the run comes to.
    var compensation: [(key: String, value: ImportedValue)]?
    var guidance: String?
    /// Where it stood.
    let origin: Location

    init(
        _ words: String, _ title: String, uses: String, _ arguments: [(key: String, value: ImportedValue)],
        at origin: Location
    ) {
        id = words
        self.title = title
        self.uses = uses
        self.arguments = arguments
        self.origin = origin
    }

    var lines: [String] {
        var lines = ["  - id: \(id)", "    title: \(ImportedValue.text(title).flow)", "    uses: \(uses)", "    with:"]
        lines += arguments.map { "      \(ImportedValue.text($0.key).flow): \($0.value.flow)" }
        if !needs.isEmpty { lines.append("    needs: \(ImportedValue.texts(needs).flow)") }
        if severity != .block { lines.append("    severity: \(severity.rawValue)") }
        if let timeout { lines.append("    timeout: \(timeout.text)") }
        if isSteady { lines.append("    steady: true") }
        if isEffect { lines.append("    effect: true") }
        if let compensation {
            let inner = ImportedValue.map([
                ("uses", .text("command")), ("with", .map(compensation)), ("after", .text("always")),
            ])
            lines.append("    compensate: \(inner.flow)")
        }
        if let guidance { lines.append("    guidance: \(ImportedValue.text(guidance).flow)") }
        return lines
    }

    /// - Throws: what our own lint has against it, its needs aside.
    func validate() throws(InputError) {
        var alone = self
        alone.needs = []
        var lines = ["checklist: alone", "phase: drill", "title: alone", "steps:"] + alone.lines
        if compensation != nil {
            lines.append(
                "  - {id: steady-beside-it, uses: command, with: {program: \"true\", proof: exit}, steady: true}")
        }
        let text = lines.joined(separator: "\n") + "\n"
        // There are no variables where it comes from, and what looks like one of ours would become one.
        guard !text.contains("${{") else {
            throw InputError(
                "bad-substitution", "it holds `${{`, which is a variable here", at: origin, remedy: "write it by hand")
        }
        try ChecklistLint.bindKinds(try ChecklistLoader.load(Array(text.utf8), source: "step"))
    }
}

extension ImportedStep {
    /// A program whose status alone is proof, or which must print something.
    ///
    /// - Parameter output: for `expect: {output: …}`.
    static func command(
        _ words: [String], exit: Int = 0, output: [(key: String, value: ImportedValue)] = [],
        errors: [(key: String, value: ImportedValue)] = []
    ) -> [(key: String, value: ImportedValue)] {
        var arguments: [(key: String, value: ImportedValue)] = [("program", .text(words.first ?? ""))]
        if words.count > 1 { arguments.append(("args", .texts(Array(words.dropFirst())))) }
        var expect: [(key: String, value: ImportedValue)] = exit == 0 ? [] : [("exit", .number(exit))]
        if !output.isEmpty { expect.append(("output", .map(output))) }
        if !errors.isEmpty { expect.append(("errors", .map(errors))) }
        if !expect.isEmpty { arguments.append(("expect", .map(expect))) }
        if output.isEmpty, errors.isEmpty { arguments.append(("proof", .text("exit"))) }
        return arguments
    }

    /// A line that was meant for a shell as a program and its arguments, where that is the same; through the shell
    /// otherwise.
    static func words(of line: String) -> [String] {
        let isSimple = line.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
            default: " _./:=,@+-%^".utf8.contains(byte)
            }
        }
        let words = line.split(separator: " ").map(String.init)
        guard isSimple, let first = words.first, !first.contains("=") else { return ["sh", "-c", line] }
        return words
    }
}
