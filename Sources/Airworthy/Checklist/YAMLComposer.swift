import Trust

/// Makes nodes of events, within bounds that hold for all documents of the stream together.
///
/// Every node but a key is counted before it is made, and an alias counts for all the nodes it stands for: that is what makes a
/// few lines a bomb.
struct YAMLComposer: ~Copyable {
    private struct Anchored {
        let node: YAMLNode
        /// How many nodes it is made of, itself included.
        let nodes: Int
        /// Levels below it.
        let height: Int
    }

    private let events: YAMLEvents
    private let name: String
    private let limits: YAMLDocument.Limits
    private var nodes = 0
    /// Of the document at hand. A name may be given again; the last one before an alias counts.
    private var anchors: [String: Anchored] = [:]

    init(_ bytes: [UInt8], name: String, limits: YAMLDocument.Limits) {
        events = YAMLEvents(bytes, name: name)
        self.name = name
        self.limits = limits
    }

    /// The next document; nil at the end of the stream.
    /// - Parameter isOnly: whether another one is refused where it begins.
    mutating func next(isOnly: Bool = false) throws(InputError) -> YAMLNode? {
        guard case .document = try events.next().kind else { return nil }
        anchors = [:]
        let root = try node(try events.next(), depth: 0).node
        _ = try events.next()  // the end of the document
        guard isOnly else { return root }
        let after = try events.next()
        guard case .endOfStream = after.kind else {
            throw InputError(
                "yaml-syntax", "the file holds more than one document", at: place(of: after),
                remedy: "keep the first, and give each other one a file of its own")
        }
        return root
    }

    private mutating func node(_ event: YAMLEvent, depth: Int) throws(InputError) -> (node: YAMLNode, height: Int) {
        if case .alias(let anchor) = event.kind { return try alias(anchor, event, depth: depth) }
        let first = nodes
        try count(1, at: event)
        try descend(to: depth, at: event)
        let (node, height) = try content(event, depth: depth)
        if let anchor = event.anchor {
            anchors[anchor] = Anchored(node: node, nodes: nodes - first, height: height)
        }
        return (node, height)
    }

    private mutating func content(_ event: YAMLEvent, depth: Int) throws(InputError) -> (node: YAMLNode, height: Int) {
        var height = 0
        switch event.kind {
        case .scalar(let text, let plain):
            return (.scalar(text, plain: plain, at: place(of: event)), 0)
        case .sequence:
            var elements: [YAMLNode] = []
            while true {
                let next = try events.next()
                if case .endOfSequence = next.kind { break }
                let element = try node(next, depth: depth + 1)
                elements.append(element.node)
                height = max(height, element.height + 1)
            }
            return (.sequence(elements, at: place(of: event)), height)
        case .mapping:
            var members: [YAMLNode.Member] = []
            var keys: Set<String> = []
            while true {
                let next = try events.next()
                if case .endOfMapping = next.kind { break }
                let (key, location) = try self.key(next)
                guard keys.insert(key).inserted else {
                    throw InputError(
                        "yaml-duplicate-key", "`\(key)` is given more than once in one mapping", at: location,
                        remedy: "keep one of them")
                }
                let value = try node(try events.next(), depth: depth + 1)
                members.append(.init(key: key, location: location, value: value.node))
                height = max(height, value.height + 1)
            }
            return (.mapping(members, at: place(of: event)), height)
        case .alias, .document, .endOfDocument, .endOfStream, .endOfSequence, .endOfMapping:
            // libyaml gives a node's place to no other event.
            throw InputError("yaml-syntax", "here a value should begin", at: place(of: event))
        }
    }

    private mutating func key(_ event: YAMLEvent) throws(InputError) -> (key: String, location: Location) {
        let location = place(of: event)
        let found: YAMLNode?
        switch event.kind {
        case .scalar(let text, let plain):
            let key = YAMLNode.scalar(text, plain: plain, at: location)
            if let anchor = event.anchor { anchors[anchor] = Anchored(node: key, nodes: 1, height: 0) }
            found = key
        case .alias(let anchor): found = anchors[anchor]?.node
        default: found = nil
        }
        guard case .scalar(let text, _, _) = found else {
            throw InputError(
                "yaml-key", "a mapping key must be a plain word", at: location, remedy: "write the key as text")
        }
        guard text != "<<" else {
            throw InputError(
                "yaml-merge-key", "merge keys (`<<`) are not part of YAML 1.2", at: location,
                remedy: "write the members out")
        }
        return (text, location)
    }

    private mutating func alias(
        _ anchor: String, _ event: YAMLEvent, depth: Int
    ) throws(InputError) -> (node: YAMLNode, height: Int) {
        guard let anchored = anchors[anchor] else {
            throw InputError(
                "yaml-syntax", "nothing above is called `&\(anchor)`", at: place(of: event),
                remedy: "write the value out")
        }
        try count(anchored.nodes, at: event)
        try descend(to: depth + anchored.height, at: event)
        return (anchored.node, anchored.height)
    }

    private mutating func count(_ more: Int, at event: YAMLEvent) throws(InputError) {
        // Neither is above the limit, so the sum cannot overflow.
        nodes += more
        guard nodes <= limits.nodes else {
            throw InputError(
                "yaml-too-many-nodes", "the document expands to more than \(limits.nodes) nodes", at: place(of: event),
                remedy: "remove nested aliases, or split the file")
        }
    }

    private func descend(to depth: Int, at event: YAMLEvent) throws(InputError) {
        guard depth <= limits.depth else {
            throw InputError(
                "yaml-too-deep", "nesting is deeper than \(limits.depth) levels", at: place(of: event),
                remedy: "flatten the document")
        }
    }

    private func place(of event: YAMLEvent) -> Location { .file(name, line: event.line, column: event.column) }
}
