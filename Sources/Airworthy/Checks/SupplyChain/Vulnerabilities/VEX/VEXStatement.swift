import Trust

/// What somebody says of a vulnerability in a product, its format put aside (CISA, "Minimum Requirements for
/// Vulnerability Exploitability eXchange", 2023).
struct VEXStatement: Sendable, Hashable {
    enum Status: String, Sendable, Hashable {
        case notAffected = "not_affected"
        case affected
        case fixed
        case underInvestigation = "under_investigation"

        /// Only these two say that a finding is none.
        var covers: Bool { self == .notAffected || self == .fixed }
    }

    /// A thing the statement is about, and what of it: all of it where `parts` is empty.
    struct Product: Sendable, Hashable {
        let names: [ProductName]
        let parts: [ProductName]
    }

    /// Every name of the vulnerability.
    let vulnerabilities: [String]
    let products: [Product]
    let status: Status
    /// Why it is not affected; nil where nothing is said.
    let reason: String?
    let at: Instant
    /// Where it stands, for reports.
    let place: String
}

/// One way to name a product or a part of it.
enum ProductName: Sendable, Hashable {
    case packageURL(PackageURL)
    case digest(Digest)
    /// Compared as it is.
    case text(String)
    /// What a statement is about that names nothing.
    case everything

    init(_ text: String) {
        if let packageURL = PackageURL(text) {
            self = .packageURL(packageURL)
        } else if let digest = Digest.named(in: text) {
            self = .digest(digest)
        } else {
            self = .text(text)
        }
    }

    /// Whether this names the image `digest`.
    func names(_ digest: Digest) -> Bool {
        switch self {
        case .digest(let named): named == digest
        case .packageURL(let named): named.type == "oci" && named.version.flatMap { Digest($0) } == digest
        case .text: false
        case .everything: true
        }
    }

    /// Whether this names the package: every part the name gives must be the package's, and what it leaves out (version,
    /// qualifiers) is any.
    func names(_ packageURL: PackageURL) -> Bool {
        switch self {
        case .packageURL(let named): named.covers(packageURL)
        case .digest, .text: false
        case .everything: true
        }
    }
}

extension PackageURL {
    /// Whether what this leaves out, version, qualifiers or subpath, is all in which it differs from `other`.
    func covers(_ other: PackageURL) -> Bool {
        type == other.type && namespace == other.namespace && name == other.name
            && (version == nil || version == other.version)
            && qualifiers.allSatisfy { other.qualifiers[$0.key] == $0.value }
            && (subpath.isEmpty || subpath == other.subpath)
    }

    /// The same package in that version; nil where this already names another one.
    func at(_ version: String) -> PackageURL? {
        guard self.version == nil || self.version == version else { return nil }
        return PackageURL(
            type: type, namespace: namespace, name: name, version: version, qualifiers: qualifiers, subpath: subpath)
    }
}
