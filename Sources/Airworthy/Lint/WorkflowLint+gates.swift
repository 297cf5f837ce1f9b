import Trust

extension WorkflowLint {
    /// Where a check fails and the job goes on all the same: the gate that is always open.
    func ignoredGates(of job: Job) -> [Finding<Code>] {
        var findings: [Finding<Code>] = []
        var gates: [String] = []
        for step in job.steps {
            let found = Self.gates(of: step)
            gates += found
            guard let gate = found.first else { continue }
            if let place = Self.tolerance(of: step.node), !isAsked(step) {
                findings.append(ignored(gate, "does not stop its job: the step has `continue-on-error`", at: place))
            }
            findings += hidden(in: step, of: job)
        }
        if let gate = gates.first, let place = Self.tolerance(of: job.node) {
            findings.append(ignored(gate, "does not stop the workflow: its job has `continue-on-error`", at: place))
        }
        return findings
    }

    private func ignored(_ gate: String, _ how: String, at place: Location) -> Finding<Code> {
        Finding(.gateIgnored, "`\(Excerpt.of(gate, limit: 80))` \(how)", at: place)
    }

    // MARK: In the script

    private func hidden(in step: Step, of job: Job) -> [Finding<Code>] {
        var findings: [Finding<Code>] = []
        var answersForAll = answersForPipes(step, of: job)
        for (command, next) in zip(step.commands, step.commands.dropFirst()) where findings.count < Self.limit {
            // From here on a pipe fails with any of its programs.
            if command.runs("set"), command.words.contains("pipefail") { answersForAll = true }
            guard Self.isGate(command) else { continue }
            let how: String
            switch command.ending {
            case .alternative where Self.alwaysSucceeds(next):
                how = "may fail, and `\(Excerpt.of(next.words.joined(separator: " "), limit: 40))` takes its place"
            case .pipe where !answersForAll:
                how = "is piped, and the shell answers for the last program of a pipe only"
            case .alternative, .pipe, .other: continue
            }
            findings.append(ignored(command.words.joined(separator: " "), how, at: step.place(of: command)))
        }
        return findings
    }

    private static func alwaysSucceeds(_ command: ShellWords.Command) -> Bool {
        ["true", ":", "echo", "printf"].contains { command.runs($0) } || command.runs("exit", "0")
    }

    /// GitHub starts `bash -e`, and `bash -eo pipefail` only where the file says `shell: bash` (docs.github.com,
    /// "Workflow syntax", `jobs.<job_id>.steps[*].shell`). What Windows starts is no shell of this kind.
    private func answersForPipes(_ step: Step, of job: Job) -> Bool {
        let shell =
            step.node.member("shell") ?? job.node.member(at: "defaults", "run", "shell")
            ?? document.root.member(at: "defaults", "run", "shell")
        guard let shell = shell?.scalar else {
            return job.node.member("runs-on")?.scalar?.lowercased().contains("windows") == true
        }
        return shell != "sh" && !shell.hasPrefix("bash -") && !shell.hasPrefix("sh -") || shell.contains("pipefail")
    }

    // MARK: Around the script

    /// Where `continue-on-error` stands. An expression counts: whoever may make it true opens the gate.
    private static func tolerance(of node: YAMLNode) -> Location? {
        guard let member = node.member("continue-on-error"), let text = member.scalar?.lowercased(), text != "false"
        else { return nil }
        return member.location
    }

    /// Whether something later asks what became of the step.
    private func isAsked(_ step: Step) -> Bool {
        guard let id = step.node.member("id")?.scalar else { return false }
        return askedSteps.contains(id)
    }

    // MARK: What a gate is

    private static func gates(of step: Step) -> [String] {
        let commands = step.commands.filter(isGate).map { $0.words.joined(separator: " ") }
        return commands + (step.action.map { scanners.contains($0) ? [$0] : [] } ?? [])
    }

    private static func isGate(_ command: ShellWords.Command) -> Bool {
        for verb in ["verify", "verify-blob", "verify-attestation", "verify-blob-attestation"]
        where command.runs("cosign", verb) { return true }
        for verb in ["run", "check", "verify", "admit"] where command.runs("airworthy", verb) { return true }
        return command.runs("notation", "verify") || command.runs("gh", "attestation", "verify")
            || command.runs("witness", "verify") || command.runs("slsa-verifier") || command.runs("in-toto-verify")
            || command.runs("ec", "validate") || command.runs("conftest", "test") || command.runs("goss", "validate")
            || command.runs("gpg", "--verify") || command.runs("openssl", "dgst") && command.has("-verify")
            || ["sha256sum", "sha512sum", "shasum"].contains { command.runs($0) }
                && (command.has("-c") || command.has("--check"))
            || command.runs("grype") && (command.has("--fail-on") || command.has("-f"))
            || command.runs("trivy") && command.has("--exit-code")
            || command.words.contains("can-i-deploy")
    }
}
