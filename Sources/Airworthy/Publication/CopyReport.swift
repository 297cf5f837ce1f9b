public import Trust

/// What a copy came to: every document, blob and tag, and whether it had to be sent.
public struct CopyReport: Sendable {
    public enum Fate: String, Sendable, Hashable {
        case sent
        /// It was in place already and was not sent again.
        case there
        /// A layer that is to be had elsewhere, by its own words; it was not at the source either.
        case foreign
    }

    public struct Entry: Sendable, Hashable {
        /// `image`, `platform`, `attachment`, `blob`, `tag`.
        public let role: String
        public let digest: Digest
        public let size: Int64
        public let mediaType: String
        /// The tag's name; nil for everything else.
        public let name: String?
        public let fate: Fate

        public init(_ item: ImageInventory.Item, _ fate: Fate) {
            role =
                switch item.relation {
                case .root: "image"
                case .listed: item.level == 0 ? "platform" : "attachment"
                case .attached: "attachment"
                }
            (digest, size, mediaType) = (item.document.digest, item.document.size, item.document.mediaType)
            name = nil
            self.fate = fate
        }

        public init(_ blob: Descriptor, _ fate: Fate) {
            role = "blob"
            (digest, size, mediaType) = (blob.digest, blob.size, blob.mediaType)
            name = nil
            self.fate = fate
        }

        public init(tag: String, of document: ImageDocument, _ fate: Fate) {
            role = "tag"
            (digest, size, mediaType) = (document.digest, document.size, document.mediaType)
            name = tag
            self.fate = fate
        }
    }

    public let root: Digest
    public let entries: [Entry]
    /// What was listed as attached, and was left behind because it is about something else.
    public let strays: [Diagnostic]

    public init(root: Digest, entries: [Entry], strays: [Diagnostic]) {
        self.root = root
        self.entries = entries
        self.strays = strays
    }

    /// Bytes of blobs and manifests that were sent.
    public var bytesSent: Int64 {
        entries.reduce(0) { $0 + ($1.fate == .sent && $1.role != "tag" ? $1.size : 0) }
    }

    /// For people: documents and tags one a line, blobs summed up.
    public var lines: [String] {
        var lines = entries.filter { $0.role != "blob" }.map { entry in
            let what = entry.name.map { "\(entry.role) \($0)" } ?? entry.role
            return "\(Self.word(entry.fate))  \(what)  \(entry.digest)  \(entry.size) bytes"
        }
        lines += entries.filter { $0.fate == .foreign }.map { "left  foreign layer  \($0.digest)" }
        lines += strays.map { "left  \($0.message)" }
        let content = entries.filter { $0.role != "tag" }
        let (sent, there) = (content.count { $0.fate == .sent }, content.count { $0.fate == .there })
        lines.append("\(root): \(sent) documents and blobs sent, \(bytesSent) bytes; \(there) were there already")
        return lines
    }

    private static func word(_ fate: Fate) -> String {
        switch fate {
        case .sent: "sent "
        case .there: "there"
        case .foreign: "left "
        }
    }

    public var json: JSON {
        [
            "root": .string(root.description), "bytesSent": .integer(bytesSent),
            "entries": .array(
                entries.map { entry in
                    .members([
                        "role": .string(entry.role), "digest": .string(entry.digest.description),
                        "size": .integer(entry.size), "mediaType": .string(entry.mediaType),
                        "name": entry.name.map(JSON.string), "fate": .string(entry.fate.rawValue),
                    ])
                }),
            "left": .array(strays.map { .string($0.message) }),
        ]
    }
}
