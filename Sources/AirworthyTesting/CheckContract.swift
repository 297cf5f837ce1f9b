public import Airworthy
import Trust

/// What every check kind owes: honest declarations, no reach beyond them, the same answer to the same question,
/// evidence that holds, no secret told, and never a pass where nothing could be seen.
///
/// One line in a check's tests: `#expect(await CheckContract(ImagePinnedCheck.self, …).verify() == [])`.
public struct CheckContract<Kind: Check>: Sendable {
    private let arguments: String
    private let subject: Subject
    private let context: CheckContext
    private let secrets: [[UInt8]]

    /// - Parameters:
    ///   - arguments: the step's `with:` mapping as YAML; `{}` for none.
    ///   - context: a world in which `subject` can be examined, whatever the answer.
    ///   - secrets: byte sequences in that world which no message and no evidence may repeat.
    public init(
        _ kind: Kind.Type, arguments: String, subject: Subject, context: CheckContext, secrets: [[UInt8]] = []
    ) {
        self.arguments = arguments
        self.subject = subject
        self.context = context
        self.secrets = secrets
    }

    /// Every breach, each a sentence; empty when the contract holds.
    public func verify() async -> [String] {
        var breaches = declarationBreaches()
        let check: Kind
        do throws(InputError) {
            var reader = try read(arguments)
            check = try Kind(from: &reader)
            try reader.finish()
            breaches += parameterBreaches(asked: reader.asked)
        } catch {
            return breaches + ["the arguments given are refused: \(error)"]
        }
        breaches += unknownArgumentBreaches()

        let reach = AccessLog()
        let confined = world { capability in
            Kind.kind.capabilities.contains(capability) ? nil : ProbedAccess(manner: .unreachable, log: reach)
        } clock: {
            ProbedAccess(manner: .barren, log: reach)
        }
        let first = await outcome(of: check, in: confined)
        let second = await outcome(of: check, in: confined)
        breaches += Set(reach.entries).sorted().map { "it reaches beyond its declared capabilities: \($0)" }
        if first != second { breaches.append("two examinations of the same world differ: \(first) and \(second)") }
        breaches += evidenceBreaches(first) + secretBreaches(first)
        for manner in [ProbedAccess.Manner.barren, .unreachable] { breaches += await passBreaches(check, manner) }
        return breaches
    }

    private func declarationBreaches() -> [String] {
        let kind = Kind.kind
        var breaches: [String] = []
        let typeName = String(describing: Kind.self)
        if !typeName.hasSuffix("Check") {
            breaches.append("the type `\(typeName)` does not end in `Check`")
        } else if KebabCase.of(String(typeName.dropLast("Check".count))) != kind.id {
            breaches.append("the id `\(kind.id)` is not the kebab case of `\(typeName)`")
        }
        if !KebabCase.isKebab(kind.id) { breaches.append("the id `\(kind.id)` is not kebab case") }
        if kind.summary.isEmpty || kind.summary.contains("\n") { breaches.append("the summary is not one line") }
        if kind.subjects.isEmpty { breaches.append("it can examine nothing") }
        if !kind.subjects.contains(subject.kind) { breaches.append("it does not examine a `\(subject.kind.rawValue)`") }
        if Kind.Code.allCases.isEmpty { breaches.append("it can find nothing") }
        for code in Kind.Code.allCases {
            if !KebabCase.isKebab(code.rawValue) { breaches.append("the code `\(code.rawValue)` is not kebab case") }
            if code.meaning.isEmpty { breaches.append("the code `\(code.rawValue)` has no meaning") }
            if code.remedy.isEmpty { breaches.append("the code `\(code.rawValue)` has no remedy") }
        }
        for parameter in kind.parameters where parameter.summary.isEmpty {
            breaches.append("the parameter `\(parameter.name)` has no summary")
        }
        return breaches
    }

    private func parameterBreaches(asked: Set<String>) -> [String] {
        let names = Kind.kind.parameters.map(\.name)
        let declared = Set(names)
        var breaches: [String] = []
        if declared.count < names.count { breaches.append("a parameter is declared twice") }
        breaches += asked.subtracting(declared).sorted().map { "it reads `\($0)` without declaring it" }
        breaches += declared.subtracting(asked).sorted().map { "it declares `\($0)` without reading it" }
        return breaches
    }

    private func unknownArgumentBreaches() -> [String] {
        let stranger = "no-such-argument"
        do throws(InputError) {
            guard case .mapping(let members, let location) = try node(arguments) else { return [] }
            let added = YAMLNode.Member(
                key: stranger, location: location, value: .scalar("1", plain: true, at: location))
            var reader = try FieldReader(.mapping(members + [added], at: location), as: "arguments")
            _ = try Kind(from: &reader)
            try reader.finish()
        } catch {
            return []
        }
        return ["an unknown argument is not refused"]
    }

    // Content is only evidence of its digest when the two agree.
    private func evidenceBreaches(_ outcome: Outcome) -> [String] {
        outcome.evidence.compactMap { item in
            guard let content = item.content, Digest.of(content, item.digest.algorithm) != item.digest else {
                return nil
            }
            return "the evidence `\(item.uri)` does not hash to its digest"
        }
    }

    private func secretBreaches(_ outcome: Outcome) -> [String] {
        let texts = told(by: outcome)
        return secrets.enumerated().compactMap { index, secret in
            let spellings = [secret, Array(Hex.encode(secret).utf8)]
            let isTold = texts.contains { text in spellings.contains { Self.contains(text, $0) } }
            return isTold ? "secret number \(index + 1) is told" : nil
        }
    }

    // A check that never looked at the world may still pass on what the release says; one that looked may not.
    private func passBreaches(_ check: Kind, _ manner: ProbedAccess.Manner) async -> [String] {
        let log = AccessLog()
        let nothing = world { _ in
            ProbedAccess(manner: manner, log: log)
        } clock: {
            ProbedAccess(manner: .barren, log: AccessLog())
        }
        guard case .passed = await outcome(of: check, in: nothing), !log.entries.isEmpty else { return [] }
        return ["it passes in a world that is \(manner)"]
    }

    private func outcome(of check: Kind, in world: World) async -> Outcome {
        let context = CheckContext(
            release: context.release, trust: context.trust, instant: context.instant, world: world)
        do throws(Obstacle) {
            return try await check.examine(subject, in: context).outcome
        } catch {
            return .errored(error.diagnostic)
        }
    }

    // Everything of an outcome that reaches a report, a log or the evidence store.
    private func told(by outcome: Outcome) -> [[UInt8]] {
        var texts = outcome.evidence.map(\.uri)
        if case .passed(let summary, _, _) = outcome { texts.append(summary) }
        for diagnostic in outcome.diagnostics {
            texts += [diagnostic.message, diagnostic.remedy ?? "", diagnostic.location?.description ?? ""]
            texts += diagnostic.notes
        }
        return texts.map { Array($0.utf8) } + outcome.evidence.compactMap(\.content)
    }

    private func world(
        _ double: (Capability) -> ProbedAccess?, clock: () -> ProbedAccess
    ) -> World {
        World(
            clock: clock(), files: double(.files) ?? context.world.files,
            images: double(.images) ?? context.world.images,
            processes: double(.processes) ?? context.world.processes,
            ledger: double(.ledger) ?? context.world.ledger, http: double(.http) ?? context.world.http,
            tls: double(.tls) ?? context.world.tls)
    }

    private func node(_ yaml: String) throws(InputError) -> YAMLNode {
        try YAMLDocument.parse(Array(yaml.utf8), name: "arguments")
    }

    private func read(_ yaml: String) throws(InputError) -> FieldReader {
        try FieldReader(try node(yaml), as: "arguments")
    }

    private static func contains(_ text: [UInt8], _ part: [UInt8]) -> Bool {
        guard !part.isEmpty, part.count <= text.count else { return false }
        return (0...(text.count - part.count)).contains { text[$0..<($0 + part.count)].elementsEqual(part) }
    }
}
