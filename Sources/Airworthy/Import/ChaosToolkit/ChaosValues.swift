import Trust

/// The members of a provider, with what the experiment's own configuration says in place of `${name}`.
struct ChaosValues {
    private let members: [YAMLNode.Member]
    private let configuration: [String: String]

    init(_ members: [YAMLNode.Member], _ configuration: [String: String]) {
        self.members = members
        self.configuration = configuration
    }

    private func node(_ key: String) -> YAMLNode? { members.first { $0.key == key }?.value }

    func text(_ key: String) throws(ChaosObjection) -> String? {
        guard case .scalar(let text, _, let location) = node(key) else { return nil }
        return try filled(text, at: location)
    }

    private func filled(_ text: String, at location: Location) throws(ChaosObjection) -> String {
        var result = ""
        var rest = Substring(text)
        while let open = rest.firstRange(of: "${"), let close = rest[open.upperBound...].firstIndex(of: "}") {
            let name = String(rest[open.upperBound..<close])
            guard let value = configuration[name] else {
                throw ChaosObjection(
                    reason: "needs `\(Excerpt.of(name))`, whose value is not in the experiment", location: location,
                    remedy: "write the value out, or let a program of yours read it")
            }
            result += rest[..<open.lowerBound] + value
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }

    /// Program and arguments: a text is what a shell would read, a list one argument each, a mapping options.
    func words() throws(ChaosObjection) -> [String] {
        try refuse(besides: ["type", "path", "arguments", "timeout"])
        guard let path = try text("path"), !path.isEmpty else { throw ChaosObjection(reason: "names no program") }
        switch node("arguments") {
        case nil: return [path]
        case .scalar: return ImportedStep.words(of: "\(path) \(try text("arguments") ?? "")")
        case .sequence(let elements, let location):
            return [path] + (try elements.map { (element) throws(ChaosObjection) in try scalar(element, location) })
        case .mapping(let members, let location):
            var words = [path]
            for member in members {
                words.append(member.key)
                let value = try scalar(member.value, location)
                if !value.isEmpty { words.append(value) }
            }
            return words
        }
    }

    private func scalar(_ node: YAMLNode, _ location: Location) throws(ChaosObjection) -> String {
        guard case .scalar(let text, let plain, let place) = node else {
            throw ChaosObjection(reason: "has arguments that are no plain texts", location: location)
        }
        return ScalarKind(plain: plain, text) == .null ? "" : try filled(text, at: place)
    }

    /// Half of a question is another question.
    private func refuse(besides known: [String]) throws(ChaosObjection) {
        guard let member = members.first(where: { !known.contains($0.key) }) else { return }
        throw ChaosObjection(
            reason: "asks with `\(Excerpt.of(member.key))`, without which it would be another question",
            location: member.location)
    }

    func request(isAction: Bool) throws(ChaosObjection) -> ChaosActivity.Provider {
        let method = try text("method") ?? "GET"
        guard !isAction, method.uppercased() == "GET" else {
            throw ChaosObjection(
                reason: "sends a request that is to change something, and `http` only reads",
                remedy: "let a program send it, and use `command` with `effect: true`")
        }
        try refuse(besides: ["type", "url", "method", "headers", "timeout", "verify_tls"])
        guard let url = try text("url") else { throw ChaosObjection(reason: "names no `url`") }
        var headers: [(key: String, value: ImportedValue)] = []
        if case .mapping(let members, let location) = node("headers") {
            for member in members { headers.append((member.key, .text(try scalar(member.value, location)))) }
        }
        return .http(url: url, headers: headers, isLenient: try text("verify_tls") == "false")
    }
}
