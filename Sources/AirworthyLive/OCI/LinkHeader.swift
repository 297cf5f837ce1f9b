/// `Link` headers (RFC 8288): where the rest of a list is.
enum LinkHeader {
    private static let byteLimit = 8 << 10

    /// The target of the first link whose relation is `next`, over every header there is; nil when there is none.
    ///
    /// A target may hold commas and semicolons, and a list that is cut at the wrong one is a list without an end that
    /// looks like a whole one.
    /// - Returns: nil also for headers nobody can read: `isReadable` is false then.
    static func next(in headers: [String]) -> (target: String?, isReadable: Bool) {
        for header in headers {
            guard header.utf8.count <= byteLimit else { return (nil, false) }
            var rest = Substring(header)
            while !skipped(rest).isEmpty {
                guard let link = link(&rest) else { return (nil, false) }
                if link.relations.contains("next") { return (link.target, true) }
            }
        }
        return (nil, true)
    }

    /// Without the commas and spaces between links.
    private static func skipped(_ text: Substring) -> Substring { text.drop { $0 == "," || $0 == " " || $0 == "\t" } }

    private static func link(_ rest: inout Substring) -> (target: String, relations: [String])? {
        rest = skipped(rest)
        guard rest.first == "<", let end = rest.firstIndex(of: ">") else { return nil }
        let target = String(rest[rest.index(after: rest.startIndex)..<end])
        rest = rest[rest.index(after: end)...]
        var relations: [String] = []
        while true {
            rest = rest.drop { $0 == " " || $0 == "\t" }
            guard rest.first == ";" else { break }
            rest = rest.dropFirst().drop { $0 == " " || $0 == "\t" }
            let name = rest.prefix { !"=;, \t".contains($0) }
            rest = rest[name.endIndex...].drop { $0 == " " || $0 == "\t" }
            guard rest.first == "=" else { continue }
            rest = rest.dropFirst().drop { $0 == " " || $0 == "\t" }
            guard let value = value(&rest) else { return nil }
            // "The rel parameter MUST NOT appear more than once": the first counts (§3.3).
            if name.lowercased() == "rel", relations.isEmpty {
                relations = value.split(separator: " ").map { $0.lowercased() }
            }
        }
        guard rest.isEmpty || rest.first == "," else { return nil }
        return (target, relations)
    }

    /// A token or a quoted string; nil when its quotes never end.
    private static func value(_ rest: inout Substring) -> String? {
        guard rest.first == "\"" else {
            let token = rest.prefix { !";, \t".contains($0) }
            rest = rest[token.endIndex...]
            return String(token)
        }
        var text = ""
        var isEscaped = false
        for index in rest.indices.dropFirst() {
            switch rest[index] {
            case _ where isEscaped:
                text.append(rest[index])
                isEscaped = false
            case "\\": isEscaped = true
            case "\"":
                rest = rest[rest.index(after: index)...]
                return text
            default: text.append(rest[index])
            }
        }
        return nil
    }
}
