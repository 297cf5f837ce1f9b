import Trust

/// Which rules of a trust policy must hold for a subject: all that cover it, and at least one.
enum SignatureRules {
    struct Refusal: Error, Sendable, Hashable {
        let message: String
    }

    /// - Parameter name: a rule that must be among them; nil for no such wish.
    static func covering(
        repository: String, named name: String?, in trust: TrustPolicy
    ) -> Result<NonEmpty<TrustRule>, Refusal> {
        check(trust.rules(forImage: repository), name, subject: repository)
    }

    /// The file by what the project calls it, however the step spells its path.
    static func covering(
        file path: String, named name: String?, in context: CheckContext
    ) -> Result<NonEmpty<TrustRule>, Refusal> {
        covering(file: context.world.files.name(of: path), named: name, in: context.trust)
    }

    static func covering(
        file path: String, named name: String?, in trust: TrustPolicy
    ) -> Result<NonEmpty<TrustRule>, Refusal> {
        // `x/../db/a.sql` is the same file as `db/a.sql` and must not be judged by other rules.
        let parts = path.split(separator: "/").filter { $0 != "." }
        guard !parts.contains("..") else {
            return .failure(Refusal(message: "`\(path)` leaves a folder on its way, so no rule is looked up for it"))
        }
        let plain = (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
        return check(trust.rules(forBlob: plain), name, subject: plain)
    }

    private static func check(
        _ rules: [TrustRule], _ name: String?, subject: String
    ) -> Result<NonEmpty<TrustRule>, Refusal> {
        guard let all = NonEmpty(rules) else {
            return .failure(Refusal(message: "no rule of the trust policy covers `\(subject)`"))
        }
        if let name, !rules.contains(where: { $0.id == name }) {
            return .failure(Refusal(message: "the rule `\(name)` does not cover `\(subject)`"))
        }
        return .success(all)
    }
}
