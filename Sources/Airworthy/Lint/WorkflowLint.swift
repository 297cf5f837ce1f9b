import Trust

/// Defects of a GitHub workflow.
struct WorkflowLint {
    typealias Code = LintCode

    let document: ForeignLint.Document
    /// Identifiers of steps whose outcome something asks for.
    let askedSteps: Set<String>

    init(_ document: ForeignLint.Document) {
        self.document = document
        askedSteps = document.lines.words(between: "steps.", and: ".outcome")
    }

    /// One step: what it runs, and which action it uses.
    struct Step {
        let node: YAMLNode
        let script: LintText?
        let commands: [ShellWords.Command]
        /// Without its version.
        let action: String?

        var location: Location { script?.location ?? node.location }

        /// Where one of its commands begins.
        func place(of command: ShellWords.Command) -> Location {
            script?.place(of: command.words.prefix(2).joined(separator: " ")) ?? location
        }
    }

    struct Job {
        let node: YAMLNode
        let steps: [Step]
    }

    func findings() -> [Finding<Code>] {
        let jobs = (document.root.member("jobs")?.members ?? []).map { job in
            Job(node: job.value, steps: (job.value.member("steps")?.elements ?? []).map(step))
        }
        var findings: [Finding<Code>] = []
        for job in jobs {
            for step in job.steps { findings += injections(step) + commands(step) + versions(step) }
            findings += order(job.steps) + ignoredGates(of: job)
        }
        return findings + whole(jobs.flatMap(\.steps))
    }

    private func step(_ node: YAMLNode) -> Step {
        let action = node.member("uses")?.scalar.map { String($0.prefix { $0 != "@" }) }
        let text = node.member("run") ?? (action == "actions/github-script" ? node.member(at: "with", "script") : nil)
        let script = text.flatMap { node in
            node.scalar.map { LintText($0, at: node.location, in: document.lines) }
        }
        let commands = node.member("run")?.scalar.map { ShellWords($0).commands } ?? []
        return Step(node: node, script: script, commands: commands, action: action)
    }

    // MARK: One step

    /// Findings of one script: each place is looked for in the file, and more than this nobody reads.
    static let limit = 100

    // What somebody who may start the workflow, open an issue or name a branch decides. Numbers, times and hashes hold
    // no script.
    private static let inputs = ["inputs.", "github.event.", "github.head_ref", "github.ref_name"]
    private static let harmless = [".number", ".id", ".sha", "_at", ".draft"]
    // Whose members bear whatever names their author chose: `inputs.created_at` is any text.
    private static let unbounded = ["inputs.", "client_payload"]
    // All of it at once: `toJSON(inputs)`.
    private static let wholes: Set<Substring> = ["inputs", "github", "github.event", "github.event.inputs"]

    private func injections(_ step: Step) -> [Finding<Code>] {
        guard let script = step.script else { return [] }
        var findings: [Finding<Code>] = []
        var counts: [String: Int] = [:]
        for expression in WorkflowExpression.all(in: script.text) where expression.isClosed {
            guard findings.count < Self.limit else { break }
            let whole = String(expression.whole)
            let place = counts[whole, default: 0]
            counts[whole] = place + 1
            guard Self.isForeign(expression.content) else { continue }
            findings.append(
                Finding(
                    .templateInjection, "`\(Excerpt.of(whole))` becomes part of the script",
                    at: script.place(of: whole, after: place)))
        }
        return findings
    }

    /// Whether somebody else decides what the expression comes to.
    private static func isForeign(_ expression: Substring) -> Bool {
        // Names have no letter case, and `inputs['x']` is `inputs.x`.
        let dense = expression.filter { !$0.isWhitespace }
        let text = dense.lowercased().replacing("['", with: ".").replacing("']", with: "")
        let unquoted = text.split(separator: "'", omittingEmptySubsequences: false).enumerated()
            .filter { $0.offset % 2 == 0 }
        let names = unquoted.flatMap { $0.element.split { !($0.isLetter || $0.isNumber || "._-*".contains($0)) } }
        if names.contains(where: wholes.contains) { return true }
        // Either side of an operator may be what it comes to.
        for part in text.replacing("&&", with: "||").split(separator: "||")
        where inputs.contains(where: { part.contains($0) }) {
            let isUnbounded = unbounded.contains(where: { part.contains($0) })
            if isUnbounded || !harmless.contains(where: { part.hasSuffix($0) }) { return true }
        }
        return false
    }

    private func commands(_ step: Step) -> [Finding<Code>] {
        var findings: [Finding<Code>] = []
        for command in step.commands where findings.count < Self.limit {
            let text = Excerpt.of(command.words.joined(separator: " "), limit: 80)
            func place(_ word: String) -> Location { step.script?.place(of: word) ?? step.location }
            if command.runs("argocd", "app", "sync") {
                for flag in command.flags.prefix(Self.limit)
                where !Self.syncFlags.contains(String(flag.prefix { $0 != "=" })) {
                    findings.append(
                        Finding(.unknownFlag, "`argocd app sync` has no `\(Excerpt.of(flag))`", at: place(flag)))
                }
                if !command.has("--revision"), !command.has("--revisions"), !command.has("--local") {
                    findings.append(
                        Finding(.syncWithoutRevision, "`\(text)` names no revision", at: place("argocd app sync")))
                }
            }
            if command.runs("cosign", "sign"), let image = Self.taggedImage(in: command) {
                findings.append(Finding(.signByTag, "`\(Excerpt.of(image))` is a tag", at: place(image)))
            }
            if command.runs("cosign", "sign-blob"), let image = Self.taggedImage(in: command) {
                findings.append(Finding(.signBlobImage, "`\(Excerpt.of(image))` is an image", at: place(image)))
            }
        }
        return findings
    }

    private static func taggedImage(in command: ShellWords.Command) -> String? {
        command.words.first { !$0.hasPrefix("-") && !$0.contains("=") && isTagged($0) }
    }

    /// `registry/path:tag` without a digest. What a variable holds is not to be seen.
    private static func isTagged(_ image: String) -> Bool {
        guard !image.contains("@"), !image.lowercased().contains("digest"), image.contains("/"),
            let name = image.split(separator: "/").last
        else { return false }
        return name.contains(":") && !image.hasPrefix("/") && !image.contains("://")
    }

    // argo-cd, docs/user-guide/commands/argocd_app_sync.md, of all versions up to 3.1.
    private static let syncFlags: Set<String> = [
        "--app-namespace", "-N", "--apply-out-of-sync-only", "--assumeYes", "--async", "--dry-run", "--force", "--help",
        "-h", "--ignore-normalizer-jq-execution-timeout", "--info", "--label", "--local", "--local-repo-root",
        "--output", "-o", "--preview-changes", "--project", "--prune", "--replace", "--resource",
        "--retry-backoff-duration", "--retry-backoff-factor", "--retry-backoff-max-duration", "--retry-limit",
        "--retry-refresh", "--revision", "--revisions", "--selector", "-l", "--server-side",
        "--server-side-generate", "--source-names", "--source-positions", "--strategy", "--timeout", "--auth-token",
        "--client-crt", "--client-crt-key", "--config", "--controller-name", "--core", "--grpc-web",
        "--grpc-web-root-path", "--header", "-H", "--http-retry-max", "--insecure", "--kube-context", "--logformat",
        "--loglevel", "--plaintext", "--port-forward", "--port-forward-namespace", "--prompts-enabled",
        "--redis-compress", "--redis-haproxy-name", "--redis-name", "--repo-server-name", "--server", "--server-crt",
        "--server-name",
    ]

    /// `python-version: 3.10` asks for 3.1.
    private func versions(_ step: Step) -> [Finding<Code>] {
        let given = (step.node.member("with")?.members ?? []) + (step.node.member("env")?.members ?? [])
        return given.compactMap { member in
            guard case .scalar(let text, let plain, let place) = member.value, ScalarKind(plain: plain, text) == .float,
                member.key.lowercased().hasSuffix("version")
            else { return nil }
            return Finding(.unquotedText, "`\(member.key)` is the number \(Excerpt.of(text))", at: place)
        }
    }

    // MARK: The order of a job

    private func order(_ job: [Step]) -> [Finding<Code>] {
        var findings: [Finding<Code>] = []
        var (isBuilt, isPushed, isScanned) = (false, false, false)
        var isSigned = false
        for step in job {
            for event in Self.events(of: step) where findings.count < Self.limit {
                switch event.kind {
                case .build: isBuilt = true
                case .push: isPushed = true
                case .scan:
                    if isSigned, !isScanned {
                        findings.append(
                            Finding(
                                .scanAfterSigning, "`\(Excerpt.of(event.text))` comes after the signature",
                                at: event.location(in: step)))
                    }
                    isScanned = true
                case .sign:
                    if isBuilt, !isPushed {
                        findings.append(
                            Finding(
                                .signUnpushed, "nothing was pushed before `\(Excerpt.of(event.text))`",
                                at: event.location(in: step)))
                    }
                    isSigned = true
                }
            }
        }
        return findings
    }

    private struct Event {
        enum Kind { case build, push, scan, sign }
        let kind: Kind
        /// Nil for an action.
        var command: ShellWords.Command?
        let text: String

        /// Looked for when there is something to say: each costs a walk through the file.
        func location(in step: Step) -> Location {
            command.map(step.place) ?? step.node.member("uses")?.location ?? step.location
        }
    }

    static let scanners: Set<String> = [
        "anchore/scan-action", "aquasecurity/trivy-action", "docker/scout-action", "snyk/actions/docker",
    ]

    private static func events(of step: Step) -> [Event] {
        var events: [Event] = []
        if let action = step.action {
            if scanners.contains(action) { events.append(Event(kind: .scan, text: action)) }
            if action == "docker/build-push-action" {
                events.append(Event(kind: .build, text: action))
                let push = step.node.member(at: "with", "push")?.scalar
                if push.map({ $0.lowercased() != "false" }) == true
                    || step.node.member(at: "with", "outputs")?.scalar?.contains("push=true") == true
                {
                    events.append(Event(kind: .push, text: action))
                }
            }
        }
        for command in step.commands {
            func event(_ kind: Event.Kind) {
                events.append(Event(kind: kind, command: command, text: command.words.joined(separator: " ")))
            }
            if ["docker", "podman", "buildah"].contains(where: { command.runs($0, "build") || command.runs($0, "bud") })
                || command.runs("docker", "buildx", "build") || command.runs("docker", "image", "build")
            {
                event(.build)
                if command.has("--push") || command.words.contains(where: { $0.contains("type=registry") }) {
                    event(.push)
                }
            }
            if ["docker", "podman", "buildah", "crane", "oras"].contains(where: { command.runs($0, "push") })
                || command.runs("skopeo", "copy") || command.runs("docker", "compose", "push")
            {
                event(.push)
            }
            if command.runs("grype") || command.runs("trivy", "image") || command.runs("docker", "scout", "cves")
                || command.runs("snyk", "container", "test")
            {
                event(.scan)
            }
            if command.runs("cosign", "sign") || command.runs("notation", "sign") { event(.sign) }
        }
        return events
    }

    // MARK: The whole workflow

    private func whole(_ steps: [Step]) -> [Finding<Code>] {
        var findings: [Finding<Code>] = []
        let commands = steps.flatMap { step in step.commands.map { (step, $0) } }
        func first(_ matches: (ShellWords.Command) -> Bool) -> (step: Step, command: ShellWords.Command)? {
            commands.first { matches($0.1) }.map { (step: $0.0, command: $0.1) }
        }
        func place(_ found: (step: Step, command: ShellWords.Command)) -> Location {
            found.step.place(of: found.command)
        }
        let makers: Set<String> = ["anchore/sbom-action", "CycloneDX/gh-node-module-generatebom"]
        let keepers: Set<String> = ["actions/attest-sbom", "actions/attest"]
        let isKept =
            steps.contains { keepers.contains($0.action ?? "") }
            || first {
                $0.runs("cosign", "attest") || $0.runs("cosign", "attach", "sbom") || $0.runs("oras", "attach")
                    || $0.runs("syft", "attest") || $0.runs("docker", "buildx", "build") && $0.has("--sbom")
            } != nil
        if !isKept {
            let maker = first {
                $0.runs("syft") || $0.runs("cdxgen")
                    || $0.runs("trivy") && $0.words.contains { $0.hasPrefix("cyclonedx") || $0.hasPrefix("spdx") }
            }
            if let maker {
                findings.append(
                    Finding(.sbomUnattached, "`\(maker.command.words[0])` writes it to a file only", at: place(maker)))
            } else if let step = steps.first(where: { makers.contains($0.action ?? "") }) {
                findings.append(
                    Finding(.sbomUnattached, "`\(step.action ?? "")` writes it to a file only", at: step.node.location))
            }
        }
        func pact(_ verb: String) -> (step: Step, command: ShellWords.Command)? {
            first { command in
                (command.runs("pact-broker") || command.runs("pact") || command.runs("npx") || command.runs("docker"))
                    && command.words.contains(verb)
            }
        }
        let (published, asked) = (pact("publish"), pact("can-i-deploy"))
        if let published, published.command.words.contains(where: { $0.contains("pact") }), asked == nil {
            findings.append(Finding(.pactNotAsked, "pacts are published, and no step asks", at: place(published)))
        }
        if let asked, pact("record-deployment") == nil, pact("record-release") == nil {
            findings.append(Finding(.pactNotRecorded, "no step records a deployment", at: place(asked)))
        }
        return findings
    }
}
