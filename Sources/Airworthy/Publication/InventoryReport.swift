public import Trust

/// An image and what is attached to it, for people and as JSON. What kind of thing an attachment is comes from its own
/// words: nothing here has been believed, only compared with its digest.
public struct InventoryReport: Sendable {
    private let reference: String
    private let inventory: ImageInventory

    public init(_ inventory: ImageInventory, reference: String) {
        self.inventory = inventory
        self.reference = reference
    }

    // MARK: - Text

    public var lines: [String] {
        guard let root = inventory.items.first else { return faultLines }
        var lines = ["\(reference)"]
        lines.append("\(word(root))  \(root.document.digest)  \(sizes(root))")
        add(below: root.document.digest, depth: 1, to: &lines)
        return lines + faultLines
    }

    private func add(below digest: Digest, depth: Int, to lines: inout [String]) {
        for item in inventory.items where parent(of: item) == digest {
            let indent = String(repeating: "  ", count: depth)
            lines.append("\(indent)\(word(item))  \(item.document.digest)  \(sizes(item))")
            lines += details(item).map { "\(indent)  \($0)" }
            add(below: item.document.digest, depth: depth + 1, to: &lines)
        }
    }

    private func parent(of item: ImageInventory.Item) -> Digest? {
        switch item.relation {
        case .root: nil
        case .listed(let index, _): index
        case .attached(let subject, _): subject
        }
    }

    private func word(_ item: ImageInventory.Item) -> String {
        switch item.relation {
        case .root: item.document.isIndex ? "index" : "image"
        case .listed(_, let platform): platform.map { "platform \($0)" } ?? "manifest"
        case .attached(_, let route): AttachmentKind(item.document, route: route).rawValue
        }
    }

    private func sizes(_ item: ImageInventory.Item) -> String {
        guard case .manifest(let manifest) = item.document.content else { return "\(item.document.size) bytes" }
        let content = manifest.layers.reduce(manifest.config.size) { $0.addingReportingOverflow($1.size).partialValue }
        return "\(item.document.size) bytes, with \(manifest.layers.count) layers of \(content) bytes"
    }

    private func details(_ item: ImageInventory.Item) -> [String] {
        guard case .attached(_, let route) = item.relation else { return [] }
        var details: [String] = []
        if case .tag(let tag) = route { details.append("by the tag `…\(tag.rawValue)`") }
        if let type = artifactType(item) { details.append("type \(type)") }
        if let type = predicateType(item) { details.append("predicate \(type)") }
        return details
    }

    private var faultLines: [String] {
        inventory.faults.map { "✖ \($0.diagnostic.description)" }
            + inventory.strays.map { "? \($0.description)" }
    }

    private func artifactType(_ item: ImageInventory.Item) -> String? { item.document.referrerDescriptor.artifactType }

    private func predicateType(_ item: ImageInventory.Item) -> String? {
        guard case .manifest(let manifest) = item.document.content else { return nil }
        return AttachmentKind.predicateType(of: manifest)
    }

    // MARK: - JSON

    public var json: JSON {
        [
            "reference": .string(reference),
            "items": .array(inventory.items.map(json)),
            "faults": .array(inventory.faults.map { json($0.diagnostic) }),
            "strays": .array(inventory.strays.map(json)),
        ]
    }

    private func json(_ item: ImageInventory.Item) -> JSON {
        var kind: String
        var platform: String?
        var route: String?
        switch item.relation {
        case .root: kind = item.document.isIndex ? "index" : "image"
        case .listed(_, let named): (kind, platform) = ("platform", named?.description)
        case .attached(_, .referrer): (kind, route) = ("", "referrer")
        case .attached(_, .tag(let tag)): (kind, route) = ("", "tag .\(tag.rawValue)")
        }
        if case .attached(_, let found) = item.relation {
            kind = AttachmentKind(item.document, route: found).rawValue
        }
        return .members([
            "kind": .string(kind), "digest": .string(item.document.digest.description),
            "size": .integer(item.document.size), "mediaType": .string(item.document.mediaType),
            "platform": platform.map(JSON.string), "route": route.map(JSON.string),
            "below": parent(of: item).map { .string($0.description) },
            "artifactType": artifactType(item).map(JSON.string),
            "predicateType": predicateType(item).map(JSON.string),
        ])
    }

    private func json(_ diagnostic: Diagnostic) -> JSON {
        ["code": .string(diagnostic.code), "message": .string(diagnostic.message)]
    }
}

extension ImageDocument {
    var isIndex: Bool {
        if case .index = content { true } else { false }
    }
}
