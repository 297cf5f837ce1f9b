public import Trust

/// Runs a program of the project's own and believes it only when it proves success: by its exit status *and* by what
/// it prints. Without that second half, an empty test suite, a missing plug-in or `true` would clear a release.
public struct CommandCheck: Check {
    public typealias Code = CommandCode

    public static let kind = CheckKind(
        id: "command",
        summary: "does this program say, and prove, that all is well?",
        capabilities: [.processes],
        parameters: [
            .required("program", .string, "absolute path, path from the project's root, or a name looked up in `PATH`"),
            Parameter("args", .strings, default: "[]", "its arguments, one by one; no shell reads them"),
            Parameter(
                "environment", .mapping, default: "{PATH: /usr/bin:/bin}",
                "the child's whole environment; nothing is inherited"),
            Parameter(
                "expect", .mapping, default: "{exit: 0}",
                "`exit`, and for `output` and `errors` any of `contains`, `lines`, `equals`, `text`, `number`, `jsonpath`"
            ),
            Parameter(
                "proof", .choice, default: "an expectation on the output",
                "`exit` says that the exit status alone proves success"),
            Parameter(
                "keepOutput", .bool, default: "true", "false keeps digests of what was printed instead of the text"),
        ],
        subjects: Set(Subject.Kind.allCases))

    private enum Proof: String, CaseIterable {
        case exit
    }

    /// Bytes kept of each stream.
    static let outputLimit = 64 << 10
    private static let searchPath = "/usr/bin:/bin"

    private let command: Command
    private let exit: Int32
    private let output: OutputExpectation?
    private let errors: OutputExpectation?
    private let keepsOutput: Bool

    public init(from arguments: inout FieldReader) throws(InputError) {
        let program = try arguments.string("program")
        let list = try arguments.optionalStrings("args") ?? []
        let environment = try Self.environment(&arguments)
        let proof = try arguments.optionalChoice("proof", of: Proof.self)
        keepsOutput = try arguments.optionalBool("keepOutput") ?? true
        (exit, output, errors) = try Self.expectations(&arguments)
        guard !program.isEmpty, ([program] + list).allSatisfy({ !$0.utf8.contains(0) }) else {
            throw InputError(
                "command-line", "a program needs a name, and no argument can hold a zero byte",
                at: arguments.place(of: "program"), remedy: "write the program's name or path")
        }
        command = Command(
            program: program, arguments: list, environment: environment, outputLimit: Self.outputLimit)

        let proves = [output, errors].contains { $0?.isProof == true }
        if !proves, proof == nil {
            throw InputError(
                "no-proof", "nothing says what `\(program)` prints when it succeeds", at: arguments.location,
                remedy: "add `expect: {output: {contains: [\"…\"]}}`, or `proof: exit` when its status alone is proof")
        }
        if proves, proof == .exit {
            throw InputError(
                "needless-proof", "`proof: exit` contradicts the expectation on the output",
                at: arguments.place(of: "proof"), remedy: "remove `proof`, or the expectation")
        }
    }

    public func examine(_ subject: Subject, in context: CheckContext) async throws(Obstacle) -> Answer<CommandCode> {
        let result = try await context.world.processes.run(command)
        let streams = NonEmpty(evidence("stdout", result.output), [evidence("stderr", result.errors)])
        let status: Int32
        switch result.ending {
        case .exited(let code): status = code
        case .signalled(let signal):
            let finding = Finding<CommandCode>(
                .signalled, "signal \(signal) ended `\(command.program)`", notes: lastWords(result))
            return .inconclusive(NonEmpty(finding), streams.array)
        }

        let complaints = [("the output", output, result.output), ("the error output", errors, result.errors)].flatMap {
            stream, expectation, bytes in
            (expectation?.unmet(by: bytes, isCut: result.truncated, quotes: keepsOutput) ?? []).map { (stream, $0) }
        }
        if status != exit {
            let message = "`\(command.program)` ended with status \(status), expected \(exit)"
            return .failed(
                NonEmpty(Finding(.exitStatus, message, notes: lastWords(result)), mismatches(complaints, result)),
                streams.array)
        }
        if result.truncated, let (stream, complaint) = complaints.first {
            let message =
                "`\(command.program)` printed more than \(command.outputLimit) bytes: in those, \(stream) "
                + complaint.words
            return .inconclusive(NonEmpty(Finding(.truncatedOutput, message)), streams.array)
        }
        if let findings = NonEmpty(mismatches(complaints, result)) { return .failed(findings, streams.array) }
        if let findings = NonEmpty(unreadable(complaints, result)) { return .inconclusive(findings, streams.array) }
        let size = "\(result.output.count) bytes of output\(result.truncated ? " kept, more dropped" : "")"
        return .passed("`\(command.program)` ended with status \(status), \(size)", streams)
    }

    private typealias Complaint = (stream: String, complaint: OutputExpectation.Complaint)

    // None of a truncated output: what is missing may stand in the part that was dropped.
    private func mismatches(_ complaints: [Complaint], _ result: CommandResult) -> [Finding<CommandCode>] {
        guard !result.truncated else { return [] }
        return complaints.compactMap { stream, complaint in
            guard case .mismatch(let words) = complaint else { return nil }
            return Finding(.outputMismatch, "\(stream) \(words)", notes: lastWords(result))
        }
    }

    private func unreadable(_ complaints: [Complaint], _ result: CommandResult) -> [Finding<CommandCode>] {
        complaints.compactMap { stream, complaint in
            guard case .unreadable(let words) = complaint else { return nil }
            return Finding(.outputUnreadable, "\(stream) \(words)", notes: lastWords(result))
        }
    }

    private func evidence(_ name: String, _ bytes: [UInt8]) -> Evidence {
        let isText = String(validating: bytes, as: UTF8.self) != nil
        return Evidence(
            uri: name, digest: .of(bytes), mediaType: isText ? "text/plain; charset=utf-8" : "application/octet-stream",
            content: keepsOutput ? bytes : nil)
    }

    // Programs explain themselves last, and on stderr if they are well-mannered.
    private func lastWords(_ result: CommandResult) -> [String] {
        guard keepsOutput else { return [] }
        let stream = result.errors.isEmpty ? result.output : result.errors
        let lines = stream.suffix(2_000).split(separator: 10).suffix(3)
        return lines.map { Excerpt.of(String(decoding: $0, as: UTF8.self), limit: 160) }
    }

    private static func environment(_ arguments: inout FieldReader) throws(InputError) -> [String: String] {
        var environment = ["PATH": searchPath]
        for member in try arguments.optionalMembers("environment") ?? [] {
            guard !member.key.isEmpty, !member.key.contains("="), !member.key.utf8.contains(0) else {
                throw InputError(
                    "environment-name", "`\(member.key)` cannot name an environment variable", at: member.location,
                    remedy: "use letters, digits and underscores")
            }
            let value = try FieldReader.string(member.value, "`\(member.key)` of `environment`")
            environment[member.key] = value
        }
        return environment
    }

    private static func expectations(
        _ arguments: inout FieldReader
    ) throws(InputError) -> (exit: Int32, output: OutputExpectation?, errors: OutputExpectation?) {
        guard let node = arguments.node("expect") else { return (0, nil, nil) }
        var fields = try FieldReader(node, as: "`expect`")
        let exit = try fields.optionalInteger("exit") ?? 0
        guard (0...255).contains(exit) else {
            throw InputError(
                "exit-range", "no program can end with status \(exit)", at: fields.place(of: "exit"),
                remedy: "write a status between 0 and 255")
        }
        var expectations: [OutputExpectation?] = []
        for stream in ["output", "errors"] {
            guard let node = fields.node(stream) else {
                expectations.append(nil)
                continue
            }
            expectations.append(try OutputExpectation(node, stream: stream))
        }
        try fields.finish()
        try fields.requireSaid("vacuous-expectation")
        return (Int32(exit), expectations[0], expectations[1])
    }
}
