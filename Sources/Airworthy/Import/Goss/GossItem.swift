import Trust

/// One resource of a gossfile: attributes by name, each asked for once; what nobody asked for is left behind.
struct GossItem {
    let kind: String
    let name: String
    let location: Location
    /// In goss's words; shared by the steps that come of it.
    private(set) var title: String?
    /// Of the step; goss counts in milliseconds.
    var timeout: Duration?
    private var fields: FieldReader
    private(set) var faults: [(what: String, why: String, location: Location)] = []

    init(kind: String, _ member: YAMLNode.Member) throws(InputError) {
        self.kind = kind
        name = member.key
        location = member.location
        fields = try FieldReader(member.value, as: "\(kind) `\(member.key)`")
        title = text("title").flatMap { $0.isEmpty ? nil : $0 }
    }

    /// How messages call it.
    var label: String { "\(kind) `\(Excerpt.of(name, limit: 80))`" }

    /// The attributes nobody asked for.
    var unread: [YAMLNode.Member] { isDropped ? [] : fields.unread }
    private var isDropped = false

    /// The whole resource is left behind with what has been said of it.
    mutating func dropRest() { isDropped = true }

    /// A scalar, whatever its type; matchers are left behind.
    mutating func text(_ key: String) -> String? {
        guard let node = fields.node(key) else { return nil }
        guard case .scalar(let text, _, _) = node else {
            fault(key, "is a matcher, and only one plain value can be asked for here", at: node.location)
            return nil
        }
        return text
    }

    mutating func flag(_ key: String) -> Bool? {
        guard let node = fields.node(key) else { return nil }
        guard case .scalar(let text, let plain, _) = node, ScalarKind(plain: plain, text) == .bool else {
            fault(key, "is not a plain `true` or `false`", at: node.location)
            return nil
        }
        return text.lowercased() == "true"
    }

    mutating func integer(_ key: String) -> Int? {
        guard let node = fields.node(key) else { return nil }
        guard case .scalar(let text, let plain, _) = node, ScalarKind(plain: plain, text) == .integer,
            let number = Int(text)
        else {
            fault(key, "is a matcher, and only one number can be asked for here", at: node.location)
            return nil
        }
        return number
    }

    mutating func texts(_ key: String) -> [(text: String, location: Location)] {
        guard let node = fields.node(key) else { return [] }
        guard case .sequence(let elements, _) = node else {
            fault(key, "is a matcher, and only a list of texts can be asked for here", at: node.location)
            return []
        }
        var texts: [(text: String, location: Location)] = []
        for element in elements {
            guard case .scalar(let text, _, let location) = element else {
                fault(key, "holds a matcher", at: element.location)
                continue
            }
            texts.append((text, location))
        }
        return texts
    }

    /// Texts that must occur, and with `!…` those that must not. goss reads `/…/` as a pattern, which has no equal.
    mutating func patterns(_ key: String) -> GossPatterns {
        var patterns = GossPatterns()
        for (text, location) in texts(key) {
            if text.hasPrefix("/") || text.hasPrefix("!/") {
                fault(key, "asks for the pattern `\(Excerpt.of(text))`", at: location)
            } else if text == "!" {
                fault(key, "asks that an empty text does not occur, which occurs everywhere", at: location)
            } else if text.hasPrefix("!") {
                patterns.absent.append(String(text.dropFirst()))
            } else if text.isEmpty {
                fault(key, "asks for an empty text, which occurs everywhere", at: location)
            } else {
                patterns.present.append(
                    text.hasPrefix("\\!") || text.hasPrefix("\\/") ? String(text.dropFirst()) : text)
            }
        }
        return patterns
    }

    mutating func fault(_ key: String, _ why: String, at location: Location? = nil) {
        faults.append(("`\(key)` of \(label)", why, location ?? fields.place(of: key)))
    }
}
