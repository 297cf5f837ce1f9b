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
        for cluster in root.member("clusters")?.elements ?? [] { addCluster(cluster) }
        for user in root.member("users")?.elements ?? [] { addUser(user) }
        guard !items.isEmpty else { throw Diagnostic("kubeconfig-unreadable", "it holds no credential") }
        guard items.count <= Self.itemLimit else {
            throw Diagnostic("kubeconfig-too-large", "it holds more than \(Self.itemLimit) credentials")
        }
    }

    private mutating func addCluster(_ entry: DocumentValue) {
        guard let cluster = entry.member("cluster") else { return }
        let part = "cluster \(Self.name(of: entry)) authority"
        if let content = Self.data("certificate-authority-data", of: cluster) {
            items.append(Item(part: part, content: content, isOwn: false))
        } else if let path = cluster.member("certificate-authority")?.string {
            items.append(Item(part: part, content: .certificateFile(path), isOwn: false))
        }
    }

    // A token beside its file: client-go reads the file and falls back on the token, so both are judged.
    private mutating func addUser(_ entry: DocumentValue) {
        guard let user = entry.member("user") else { return }
        let name = "user \(Self.name(of: entry))"
        if let content = Self.data("client-certificate-data", of: user) {
            items.append(Item(part: "\(name) client certificate", content: content))
        } else if let path = user.member("client-certificate")?.string {
            items.append(Item(part: "\(name) client certificate", content: .certificateFile(path)))
        }
        if let token = user.member("token") {
            let content = token.string.map(Self.token) ?? .unreadable("`token` is no string")
            items.append(Item(part: "\(name) token", content: content))
        }
        if let path = user.member("tokenFile")?.string {
            items.append(Item(part: "\(name) token file", content: .tokenFile(path)))
        }
        if user.member("exec") != nil {
            let reason = "is minted by an `exec` plugin when it is wanted, and the file cannot say until when"
            items.append(Item(part: "\(name) exec", content: .silent(reason)))
        }
        if user.member("auth-provider") != nil {
            let reason = "comes from an `auth-provider`, and the file cannot say until when"
            items.append(Item(part: "\(name) auth-provider", content: .silent(reason)))
        }
        if user.member("password") != nil {
            items.append(
                Item(part: "\(name) password", content: .silent("is a password, which says nothing of its end")))
        }
    }

    private static func token(_ text: String) -> Content {
        text.utf8.count(where: { $0 == UInt8(ascii: ".") }) == 2
            ? .token(Array(text.utf8)) : .silent("is an opaque token, which says nothing of its end")
    }

    private static func name(of entry: DocumentValue) -> String {
        "`\(Excerpt.of(entry.member("name")?.string ?? "without a name"))`"
    }

    private static func data(_ key: String, of value: DocumentValue) -> Content? {
        guard let data = value.member(key) else { return nil }
        guard let text = data.string, let bytes = Base64.decode(text.filter { !$0.isWhitespace }) else {
            return .unreadable("`\(key)` is not base 64")
        }
        return .certificates(bytes)
    }
}
