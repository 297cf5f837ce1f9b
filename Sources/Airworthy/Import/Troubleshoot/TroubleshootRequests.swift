import Trust

/// The HTTP requests that collectors make, by the name analyzers know them by.
struct TroubleshootRequests {
    private struct Request {
        let url: String
        let isLenient: Bool
    }

    private var requests: [Name: Request] = [:]
    /// Names that several collectors of a list have: which of them an analyzer means cannot be told.
    private var shared: Set<Name> = []

    /// What hosts answered lies apart from what the cluster did.
    private struct Name: Hashable {
        let ofHosts: Bool
        let text: String
    }

    /// Remembers a collector that asks over HTTP; leaves any other behind.
    mutating func note(_ node: YAMLNode, _ list: String, into draft: inout ImportDraft) throws(InputError) {
        guard case .mapping(let members, _) = node, members.count == 1, let member = members.first else {
            return draft.leave("an element of `\(list)`", "is no mapping of one collector", at: node.location)
        }
        guard member.key == "http" else {
            return draft.leave(
                "collector `\(Excerpt.of(member.key))`",
                "gathers, and judges nothing: a step keeps evidence of its own",
                at: member.location)
        }
        var fields = try FieldReader(member.value, as: "`http`")
        let name = try fields.optionalString("collectorName") ?? "result"
        guard let node = fields.node("get") else {
            return draft.leave(
                "http `\(Excerpt.of(name))`", "sends something, and `http` only reads", at: member.location)
        }
        var get = try FieldReader(node, as: "`get`")
        let url = try get.string("url")
        let isLenient = try get.optionalBool("insecureSkipVerify") ?? false
        let others = (fields.unread + get.unread).map(\.key)
        guard others.isEmpty else {
            return draft.leave(
                "http `\(Excerpt.of(name))`",
                "asks with \(others.map { "`\(Excerpt.of($0))`" }.joined(separator: ", "))",
                at: member.location, remedy: "write an `http` step with `headers` or `credentials`")
        }
        let key = Name(ofHosts: list == "hostCollectors", text: name)
        guard requests.updateValue(Request(url: url, isLenient: isLenient), forKey: key) == nil else {
            shared.insert(key)
            return draft.leave(
                "http `\(Excerpt.of(name))`", "has the name of another collector of `\(list)`", at: member.location,
                remedy: "give each a `collectorName` of its own")
        }
    }

    /// - Parameter ofHosts: whether it is one of `hostAnalyzers`.
    /// - Returns: nil with the analyzer's `reason` set.
    func question(_ analyzer: inout TroubleshootAnalyzer, ofHosts: Bool) -> [(key: String, value: ImportedValue)]? {
        let file = analyzer.text("fileName") ?? ""
        let name = analyzer.text("collectorName") ?? ""
        let byFile = file.split(separator: "/").last.map { $0.hasSuffix(".json") ? String($0.dropLast(5)) : String($0) }
        let key = Name(
            ofHosts: ofHosts || file.hasPrefix("host-collectors/"), text: byFile ?? (name.isEmpty ? "result" : name))
        guard !shared.contains(key) else {
            analyzer.reason = "judges the answer to one of several requests of the same name"
            analyzer.remedy = "give each collector a `collectorName` of its own"
            return nil
        }
        guard let request = requests[key] else {
            analyzer.reason = "judges something else than the answer to an HTTP request of its collectors"
            return nil
        }
        guard let expect = expectation(&analyzer) else { return nil }
        var arguments: [(key: String, value: ImportedValue)] = [("url", .text(request.url))]
        let isPlain = request.url.hasPrefix("http://")
        if isPlain || request.isLenient {
            arguments.append(("insecure", .texts([isPlain ? "plain-http" : "any-certificate"])))
        }
        arguments.append(("redirects", .number(5)))
        arguments.append(("expect", .map(expect)))
        return arguments
    }

    private func expectation(_ analyzer: inout TroubleshootAnalyzer) -> [(key: String, value: ImportedValue)]? {
        switch analyzer.kind {
        case "http": return statuses(&analyzer)
        case "jsonCompare":
            guard analyzer.text("path") == "response.status", let status = analyzer.text("value").flatMap({ Int($0) }),
                holdsWhenTrue(&analyzer)
            else {
                analyzer.reason = "compares something else than the status, or passes where it differs"
                return nil
            }
            return [("status", .number(status))]
        default:
            guard let pattern = analyzer.text("regex"), holdsWhenTrue(&analyzer) else {
                analyzer.reason = "names no `regex`, or passes where it does not match"
                return nil
            }
            return text(pattern, &analyzer)
        }
    }

    /// `"status": 200,` is how the collector writes the status; anything else is looked for in the body.
    private func text(
        _ pattern: String, _ analyzer: inout TroubleshootAnalyzer
    ) -> [(key: String, value: ImportedValue)]? {
        let status = pattern.filter { $0 != " " && $0 != "," }
        if status.hasPrefix("\"status\":"), let number = Int(status.dropFirst("\"status\":".count)) {
            return [("status", .number(number))]
        }
        guard !pattern.isEmpty, !pattern.contains(where: { "\\^$.|?*+()[]{}\"".contains($0) }) else {
            analyzer.reason = "looks for the pattern `\(Excerpt.of(pattern))`, and only plain text can be looked for"
            return nil
        }
        return [("body", .map([("contains", .texts([pattern]))]))]
    }

    private func statuses(_ analyzer: inout TroubleshootAnalyzer) -> [(key: String, value: ImportedValue)]? {
        let good = analyzer.outcomes.filter { $0.severity == nil }.map(\.condition)
        let statuses = good.compactMap { condition -> Int? in
            let words = condition.split(separator: " ")
            return words.count == 3 && words[0] == "statusCode" && words[1] == "==" ? Int(words[2]) : nil
        }
        guard !statuses.isEmpty, statuses.count == good.count else {
            analyzer.reason = "passes for more than `statusCode == …`"
            return nil
        }
        return [("status", .list(statuses.map(ImportedValue.number)))]
    }

    private func holdsWhenTrue(_ analyzer: inout TroubleshootAnalyzer) -> Bool {
        let outcomes = analyzer.outcomes
        return outcomes.filter { $0.severity == nil }.allSatisfy { $0.condition == "true" }
            && outcomes.filter { $0.severity != nil }.allSatisfy { ["false", ""].contains($0.condition) }
    }
}
