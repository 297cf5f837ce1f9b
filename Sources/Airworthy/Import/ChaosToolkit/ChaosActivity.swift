import Trust

/// A probe or an action that a program or a request performs.
struct ChaosActivity {
    enum Provider {
        case process(words: [String])
        case http(url: String, headers: [(key: String, value: ImportedValue)], isLenient: Bool)
    }

    var name: String
    let isAction: Bool
    let provider: Provider
    let timeout: Duration?
    let tolerance: YAMLNode?
    /// What is said of it and changes nothing that it does.
    let others: [YAMLNode.Member]
    let location: Location

    var label: String { "\(isAction ? "action" : "probe") `\(Excerpt.of(name))`" }

    init(_ node: YAMLNode, configuration: [String: String]) throws(ChaosObjection) {
        guard case .mapping(let members, let location) = node,
            case .mapping(let provider, _) = members.first(where: { $0.key == "provider" })?.value
        else { throw ChaosObjection(reason: "names no provider") }
        self.location = location
        name = Self.text(node, "name") ?? "unnamed"
        isAction = Self.text(node, "type") == "action"
        tolerance = members.first { $0.key == "tolerance" }?.value
        let known = ["type", "name", "provider", "tolerance"]
        let decisive = ["background", "pauses", "controls", "configuration", "secrets"]
        others = members.filter { !(known + decisive).contains($0.key) }
        for member in members where decisive.contains(member.key) {
            if case .scalar("false", _, _) = member.value { continue }
            throw ChaosObjection(
                reason: "has `\(member.key)`, and a checklist runs one thing after another with what it says itself",
                location: member.location, remedy: "let a program of yours do it, and its output prove it")
        }
        let values = ChaosValues(provider, configuration)
        timeout = try values.text("timeout").flatMap { Int($0) }.map { .seconds(max(1, $0)) }
        switch try values.text("type") {
        case "process":
            self.provider = .process(words: try values.words())
        case "http":
            self.provider = try values.request(isAction: isAction)
        case let type:
            throw ChaosObjection(
                reason: "is done by `\(Excerpt.of(type ?? "nobody"))`, and only programs and requests are known here",
                remedy: "let a program do what it does, and use `command`")
        }
    }

    static func text(_ node: YAMLNode, _ key: String) -> String? {
        guard case .mapping(let members, _) = node,
            case .scalar(let text, _, _) = members.first(where: { $0.key == key })?.value
        else { return nil }
        return text
    }

    /// The program, whose status is proof.
    func command(exit: Int, output: [(key: String, value: ImportedValue)] = []) -> [(
        key: String, value: ImportedValue
    )] {
        guard case .process(let words) = provider else { return [] }
        return ImportedStep.command(words, exit: exit, output: output)
    }

    /// A probe with its tolerance.
    func question() throws(ChaosObjection) -> (uses: String, arguments: [(key: String, value: ImportedValue)]) {
        guard let tolerance else {
            throw ChaosObjection(
                reason: "has no tolerance: nothing it finds would fail", remedy: "write what it must find")
        }
        let expectation = try ChaosTolerance(tolerance)
        switch provider {
        case .process:
            switch expectation {
            case .numbers(let numbers) where numbers.count == 1: return ("command", command(exit: numbers[0]))
            case .text(let text): return ("command", command(exit: 0, output: [("contains", .texts([text]))]))
            case .numbers, .json:
                throw ChaosObjection(
                    reason: "has a tolerance no program's status or output can meet", location: tolerance.location)
            }
        case .http(let url, let headers, let isLenient):
            var arguments: [(key: String, value: ImportedValue)] = [("url", .text(url))]
            if !headers.isEmpty { arguments.append(("headers", .map(headers))) }
            let isPlain = url.hasPrefix("http://")
            if isPlain || isLenient {
                arguments.append(("insecure", .texts([isPlain ? "plain-http" : "any-certificate"])))
            }
            if let timeout { arguments.append(("timeout", .text(timeout.text))) }
            arguments.append(("expect", .map(expectation.expect)))
            return ("http", arguments)
        }
    }
}
