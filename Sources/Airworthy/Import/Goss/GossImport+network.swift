import Trust

extension GossImport {
    static func http(_ item: inout GossItem, _ draft: inout ImportDraft) throws(InputError) {
        for key in ["username", "password", "request-body", "cert-file", "key-file", "proxy"] {
            // Asked otherwise, the same address may answer otherwise: half of such a question is another one.
            guard item.text(key) != nil else { continue }
            item.fault(key, "is part of the question, so the address is not asked at all; see `credentials` of `http`")
            item.dropRest()
            return
        }
        let method = item.text("method") ?? "GET"
        guard ["GET", "HEAD", "OPTIONS"].contains(method) else {
            item.fault("method", "is `\(Excerpt.of(method))`, which may change something, and `http` only reads")
            item.dropRest()
            return
        }
        let headers = item.headers("request-headers")
        guard item.faults.isEmpty else {
            item.dropRest()
            return
        }
        item.takeTimeout("timeout")
        var expect: [(key: String, value: ImportedValue)] = []
        if let status = item.integer("status") { expect.append(("status", .number(status))) }
        // Two names for one thing, by the version of goss.
        let expected = item.headers("headers") + item.headers("header")
        if !expected.isEmpty { expect.append(("headers", .map(expected))) }
        let body = item.patterns("body")
        if !body.isEmpty { expect.append(("body", .map(body.expectation))) }

        var arguments: [(key: String, value: ImportedValue)] = [("url", .text(item.name))]
        if method != "GET" { arguments.append(("method", .text(method))) }
        if !headers.isEmpty { arguments.append(("headers", .map(headers))) }
        if item.flag("no-follow-redirects") != true { arguments.append(("redirects", .number(5))) }
        let isPlain = item.name.hasPrefix("http://")
        let allowsAny = item.flag("allow-insecure") == true
        if isPlain || allowsAny {
            arguments.append(("insecure", .texts([isPlain ? "plain-http" : "any-certificate"])))
        }
        if let file = item.text("ca-file"), !isPlain, !allowsAny { arguments.append(("caFile", .text(file))) }
        guard !expect.isEmpty else { return }
        if let timeout = item.timeout { arguments.append(("timeout", .text(timeout.text))) }
        arguments.append(("expect", .map(expect)))
        try carry(&item, "", uses: "http", arguments, into: &draft)
    }

    /// `tcp:8080`, `udp6:53`.
    static func port(_ item: inout GossItem, _ draft: inout ImportDraft) throws(InputError) {
        guard let isListening = item.flag("listening") else { return }
        let parts = item.name.split(separator: ":")
        let protocols = ["tcp": ["-Hltn4"], "tcp6": ["-Hltn6"], "udp": ["-Hlun4"], "udp6": ["-Hlun6"]]
        let known = parts.count == 1 ? ["-Hltn4"] : protocols[String(parts[0])]
        guard let flags = known, let number = parts.last.flatMap({ UInt16($0) }), parts.count <= 2 else {
            item.fault("listening", "is about no port that `ss` can be asked for")
            return
        }
        let words = ["ss"] + flags + ["sport = :\(number)"]
        if isListening {
            let command = ImportedStep.command(words, output: [("contains", .texts([":\(number) "]))])
            try carry(&item, "", command, into: &draft)
        } else {
            var command = ImportedStep.command(words, output: [("equals", .text(""))])
            // Silence is what is asked for, and the status says that it was asked.
            command.append(("proof", .text("exit")))
            try carry(&item, "closed", command, into: &draft)
        }
    }

    static func dns(_ item: inout GossItem, _ draft: inout ImportDraft) throws(InputError) {
        // `MX:example.com` asks for records of one kind.
        if item.text("server") != nil || item.name.contains(":") {
            item.fault("resolvable", "is about one server or one kind of record, and only the system can be asked here")
            item.dropRest()
            return
        }
        let addresses = item.texts("addrs").map(\.text)
        item.takeTimeout("timeout")
        let isResolvable = item.flag("resolvable") ?? item.flag("resolveable")
        guard isResolvable != false else {
            item.fault("resolvable", "is `false`, and `getent` ends alike where no server of names can be reached")
            item.dropRest()
            return
        }
        guard isResolvable == true || !addresses.isEmpty else { return }
        let patterns = addresses.compactMap { line(of: $0) }
        guard patterns.count == addresses.count else {
            item.fault("addrs", "holds what is no address")
            item.dropRest()
            return
        }
        let lines = patterns.map { ImportedValue.map([("matches", .text($0))]) }
        let output: [(key: String, value: ImportedValue)] =
            lines.isEmpty ? [] : [("text", .map([("allOf", .list(lines))]))]
        try carry(&item, "", ImportedStep.command(["getent", "ahosts", item.name], output: output), into: &draft)
    }

    /// A pattern for lines of which one begins with the whole address: `0.0.0.1` is a part of many.
    private static func line(of address: String) -> String? {
        guard !address.isEmpty, address.allSatisfy({ $0.isHexDigit && $0.isASCII || $0 == "." || $0 == ":" }) else {
            return nil
        }
        return "(.*\n)*\(address.replacing(".", with: "\\.")) .*(\n.*)*"
    }
}

extension GossItem {
    /// Milliseconds there, whole seconds here.
    mutating func takeTimeout(_ key: String) {
        guard let milliseconds = integer(key), milliseconds > 0 else { return }
        timeout = .seconds((milliseconds - 1) / 1_000 + 1)
    }

    /// `Name: value` each. goss looks for the text in the line; here the value is the whole value.
    fileprivate mutating func headers(_ key: String) -> [(key: String, value: ImportedValue)] {
        var headers: [(key: String, value: ImportedValue)] = []
        let patterns = patterns(key)
        for text in patterns.absent {
            fault(key, "asks that `\(Excerpt.of(text))` does not occur")
        }
        for text in patterns.present {
            let parts = text.split(separator: ":", maxSplits: 1).map { $0.drop { $0 == " " } }
            guard parts.count == 2, !headers.contains(where: { $0.key.lowercased() == parts[0].lowercased() }) else {
                fault(key, "holds `\(Excerpt.of(text))`, which is no single name with its whole value")
                continue
            }
            headers.append((String(parts[0]), .text(String(parts[1]))))
        }
        return headers
    }
}
