public import Trust

/// An index to be added to: a layout's `index.json`, or the list of referrers under a fallback tag. What others wrote in
/// it stays as they wrote it, members we do not know included.
public struct IndexEdit: Sendable {
    /// More than any list holds; an index this long is not added to.
    public static let entryLimit = 10_000

    private static let refName = "org.opencontainers.image.ref.name"
    private static let limits = JSONLimits(bytes: 4 << 20, depth: 32, nodes: 1 << 20)

    private var members: [String: JSON]
    private var entries: [[String: JSON]]

    /// An index that lists nothing yet.
    public init() {
        members = ["schemaVersion": 2, "mediaType": .string(MediaType.imageIndex)]
        entries = []
    }

    /// - Parameter name: what the document is called in messages.
    /// - Throws: `index-invalid`, or what ``JSONDocument`` throws, when it is not an index: it is then somebody's, and
    ///   must not be written over.
    public init(_ bytes: [UInt8], name: String) throws(Diagnostic) {
        let root = try JSONDocument(bytes, name: name, limits: Self.limits).root
        guard case .object(let members) = root.json, let manifests = root["manifests"], manifests.kind == .array,
            root["schemaVersion"]?.integer == 2
        else {
            throw Diagnostic("index-invalid", "`\(name)` is not an image index", at: root.location)
        }
        // A document of another type under the tag is not a list of ours to keep.
        if let type = root["mediaType"]?.string, type != MediaType.imageIndex {
            throw Diagnostic("index-invalid", "`\(name)` is of type `\(type.prefix(120))`", at: root.location)
        }
        var entries: [[String: JSON]] = []
        for element in manifests.elements {
            guard case .object(let entry) = element.json, element["digest"]?.string != nil else {
                throw Diagnostic("index-invalid", "a listed manifest has no `digest`", at: element.location)
            }
            entries.append(entry)
        }
        self.members = members
        self.entries = entries
    }

    /// Every entry, as it stands.
    public var listed: [JSON] { entries.map(JSON.object) }

    public func lists(_ digest: Digest) -> Bool {
        entries.contains { $0["digest"] == .string(digest.description) }
    }

    /// Lists a manifest unless it is listed already, under whatever name.
    /// - Returns: whether it was not.
    @discardableResult
    public mutating func list(_ descriptor: Descriptor) -> Bool { list(descriptor.json) }

    /// Lists an entry taken from another state of the same index.
    @discardableResult
    public mutating func list(_ entry: JSON) -> Bool {
        guard case .object(let entry) = entry, !entries.contains(where: { $0["digest"] == entry["digest"] }) else {
            return false
        }
        entries.append(entry)
        return true
    }

    /// Lists a manifest under a name, which no other keeps: what had it before stays listed without one.
    /// - Returns: whether anything changed.
    @discardableResult
    public mutating func list(_ descriptor: Descriptor, as name: String) -> Bool {
        var isThere = false
        var isChanged = false
        for index in entries.indices where Self.name(of: entries[index]) == name {
            if entries[index]["digest"] == .string(descriptor.digest.description) {
                isThere = true
            } else {
                setName(nil, at: index)
                isChanged = true
            }
        }
        guard !isThere else { return isChanged }
        let unnamed = entries.firstIndex {
            $0["digest"] == .string(descriptor.digest.description) && Self.name(of: $0) == nil
        }
        if let unnamed {
            setName(name, at: unnamed)
        } else if case .object(let entry) = descriptor.json {
            entries.append(entry)
            setName(name, at: entries.count - 1)
        }
        return true
    }

    public var count: Int { entries.count }

    public var bytes: [UInt8] {
        var members = members
        members["manifests"] = .array(listed)
        return JSON.object(members).canonicalBytes()
    }

    private static func name(of entry: [String: JSON]) -> String? {
        guard case .object(let annotations)? = entry["annotations"], case .string(let name)? = annotations[refName]
        else { return nil }
        return name
    }

    private mutating func setName(_ name: String?, at index: Int) {
        var annotations: [String: JSON] = [:]
        if case .object(let present)? = entries[index]["annotations"] { annotations = present }
        annotations[Self.refName] = name.map(JSON.string)
        entries[index]["annotations"] = annotations.isEmpty ? nil : .object(annotations)
    }
}
