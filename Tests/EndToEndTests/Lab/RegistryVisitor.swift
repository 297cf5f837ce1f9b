import Trust

/// Who comes to a guarded registry, with what, and what is right for them there.
enum RegistryVisitor: String, Sendable, CaseIterable {
    /// May push and pull.
    case publisher
    /// May pull. Only a token service can tell: a file of passwords lets everybody in it do everything.
    case reader
    /// The publisher, who mistook the password.
    case mistaken
    /// Somebody who never logged in.
    case stranger

    /// The publisher's line of an `htpasswd` file: `htpasswd -Bbn alice secret`.
    static let passwordLine = "alice:$2y$05$Xa0kbd3/BlrRXnaEfVJVeui94HBi/b9jJb/Mv/sYCpGJ2ihFCJs2.\n"

    /// `name:password`; nil for nobody.
    var login: String? {
        switch self {
        case .publisher: "alice:secret"
        case .reader: "bob:open-secret"
        case .mistaken: "alice:not-the-secret"
        case .stranger: nil
        }
    }

    var name: String { String(login?.prefix { $0 != ":" } ?? "") }

    /// What a token may allow them.
    var actions: Set<String> {
        switch self {
        case .publisher: ["pull", "push"]
        case .reader: ["pull"]
        case .mistaken, .stranger: []
        }
    }

    /// The login as Docker's configuration keeps it, and RFC 7617 sends it.
    var encodedLogin: String? { login.map { Base64.encode(Array($0.utf8)) } }

    /// Whom an `Authorization` header proves; nil for nobody who may do anything.
    init?(authorization: String?) {
        let known = Self.allCases.first { visitor in
            guard !visitor.actions.isEmpty, let login = visitor.encodedLogin else { return false }
            return authorization == "Basic \(login)"
        }
        guard let known else { return nil }
        self = known
    }
}
