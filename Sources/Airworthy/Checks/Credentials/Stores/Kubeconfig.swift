import Trust

/// A kubeconfig's credentials (kubernetes/client-go, `tools/clientcmd/api/v1`): client certificates and tokens of
/// users, authorities of clusters. Every one counts, whichever context is current.
struct Kubeconfig {
    enum Content {
        case certificates([UInt8])
        case certificateFile(String)
        case token([UInt8])
        case tokenFile(String)
        /// Nothing here says when it ends, and why.
        case silent(String)
        case unreadable(String)
    }

    struct Item {
        /// "user `deployer` client certificate".
        let part: String
        let content: Content
        /// False for an authority, which the entry's plans are not about.
        var isOwn = true
    }

    private(set) var items: [Item] = []

    private static let itemLimit = 1_000

    init(_ bytes: [UInt8], name: String) throws(Diagnostic) {
        let root = try SecretDocument.parse(bytes, name: name)
        guard root.member("kind")?.string == "Config" else {
            throw Diagnostic("kubeconfig-unreadable", "it is no `Config`", at: root.location)
        }
        for cluster in try Self.list("clusters", of: root) { addCluster(cluster) }
        for user in try Self.list("users", of: root) { addUser(user) }
        guard !items.isEmpty else { throw Diagnostic("kubeconfig-unreadable", "it holds no credential") }
        guard items.count <= Self.itemLimit else {
            throw Diagnostic("kubeconfig-too-large", "it holds more than \(Self.itemLimit) credentials")
        }
    }

    private static func list(_ key: String, of root: DocumentValue) throws(Diagnostic) -> [DocumentValue] {
        guard let value = Self.member(key, of: root) else { return [] }
        guard case .array(let elements) = value.shape else {
            throw Diagnostic("kubeconfig-unreadable", "`\(key)` is no list", at: value.location)
        }
        return elements
    }

    private mutating func addCluster(_ entry: DocumentValue) {
        guard let cluster = entry.member("cluster") else { return }
        let part = "cluster \(Self.name(of: entry)) authority"
        if let content = Self.certificates("certificate-authority", of: cluster) {
            items.append(Item(part: part, content: content, isOwn: false))
        }
    }

    // A token beside its file: client-go reads the file and falls back on the token, so both are judged.
    private mutating func addUser(_ entry: DocumentValue) {
        let name = "user \(Self.name(of: entry))"
        let count = items.count
        // Nobody is no user: what stands under a name that is not known here may be a credential too.
        defer {
            if items.count == count {
                items.append(Item(part: name, content: .unreadable("it has no credential that is known here")))
            }
        }
        guard let user = Self.member("user", of: entry) else { return }
        if let content = Self.certificates("client-certificate", of: user) {
            items.append(Item(part: "\(name) client certificate", content: content))
        }
        if let token = Self.member("token", of: user) {
            let content = token.string.map(Self.token) ?? .unreadable("`token` is no string")
            items.append(Item(part: "\(name) token", content: content))
        }
        if let file = Self.member("tokenFile", of: user) {
            let content = file.string.map(Content.tokenFile) ?? .unreadable("`tokenFile` is no string")
            items.append(Item(part: "\(name) token file", content: content))
        }
        if Self.member("exec", of: user) != nil {
            let reason = "is minted by an `exec` plugin when it is wanted, and the file cannot say until when"
            items.append(Item(part: "\(name) exec", content: .silent(reason)))
        }
        if Self.member("auth-provider", of: user) != nil {
            let reason = "comes from an `auth-provider`, and the file cannot say until when"
            items.append(Item(part: "\(name) auth-provider", content: .silent(reason)))
        }
        if Self.member("password", of: user) != nil {
            items.append(
                Item(part: "\(name) password", content: .silent("is a password, which says nothing of its end")))
        }
    }

    /// Nil also for the empty text, which client-go takes for nothing said.
    private static func member(_ key: String, of value: DocumentValue) -> DocumentValue? {
        value.member(key).flatMap { $0.string == "" ? nil : $0 }
    }

    private static func token(_ text: String) -> Content {
        text.utf8.count(where: { $0 == UInt8(ascii: ".") }) == 2
            ? .token(Array(text.utf8)) : .silent("is an opaque token, which says nothing of its end")
    }

    private static func name(of entry: DocumentValue) -> String {
        "`\(Excerpt.of(entry.member("name")?.string ?? "without a name"))`"
    }

    /// Beside the data the path counts for nothing.
    private static func certificates(_ key: String, of value: DocumentValue) -> Content? {
        if let content = data("\(key)-data", of: value) { return content }
        return member(key, of: value).map {
            $0.string.map(Content.certificateFile) ?? .unreadable("`\(key)` is no string")
        }
    }

    private static func data(_ key: String, of value: DocumentValue) -> Content? {
        guard let data = member(key, of: value) else { return nil }
        guard let text = data.string, let bytes = Base64.decode(text.filter { !$0.isWhitespace }) else {
            return .unreadable("`\(key)` is not base 64")
        }
        return .certificates(bytes)
    }
}
