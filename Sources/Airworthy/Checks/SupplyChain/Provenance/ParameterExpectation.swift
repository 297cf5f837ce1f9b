import Trust

/// One parameter of a build and what its value must be.
struct ParameterExpectation: Sendable, Hashable {
    enum Demand: Sendable, Hashable {
        /// Compared as JSON: `"123"` is not 123.
        case value(JSON)
        case matcher(Matcher)
    }

    /// As the checklist writes it.
    let name: String
    /// From the parameters' root.
    let path: [String]
    let demand: Demand

    /// - Parameter name: of a member, or a pointer into the parameters (RFC 6901), which begins with `/`.
    init(_ name: String, _ demand: Demand) {
        self.name = name
        self.demand = demand
        guard name.hasPrefix("/") else {
            path = [name]
            return
        }
        path = name.dropFirst().split(separator: "/", omittingEmptySubsequences: false).map {
            String($0).replacing("~1", with: "/").replacing("~0", with: "~")
        }
    }

    /// What stands against it; nil when the parameter is as expected.
    func objection(in parameters: JSON) -> String? {
        guard let found = Self.value(at: path, in: parameters) else { return "there is no parameter `\(name)`" }
        switch demand {
        case .value(let value):
            // Canonical bytes: `==` of strings is Unicode's canonical equivalence.
            guard found.canonicalBytes() != value.canonicalBytes() else { return nil }
            return "the parameter `\(name)` is `\(Self.text(found))`, not `\(Self.text(value))`"
        case .matcher(let matcher):
            guard let document = try? JSONDocument(found.canonicalBytes(), name: name) else {
                return "the parameter `\(name)` is no JSON"
            }
            // What a matcher cannot tell is no match either.
            return matcher.match(MatchedValue(.json(document.root))).complaint.map { "the parameter `\(name)` \($0)" }
        }
    }

    private static func value(at path: [String], in parameters: JSON) -> JSON? {
        var value = parameters
        for name in path {
            guard case .object(let members) = value, let next = members.first(where: { $0.key.isExactly(name) })
            else { return nil }
            value = next.value
        }
        return value
    }

    private static func text(_ value: JSON) -> String {
        Excerpt.of(String(decoding: value.canonicalBytes(), as: UTF8.self), limit: 80)
    }

    /// Every parameter that none of `covered`, or something above it, names; as pointers, sorted.
    static func leftovers(in parameters: JSON, besides covered: [[String]]) -> [String] {
        leaves(of: parameters, at: []).filter { leaf in
            !covered.contains { path in
                !path.isEmpty && path.count <= leaf.count && zip(path, leaf).allSatisfy { $0.isExactly($1) }
            }
        }.map { leaf in
            leaf.map { "/" + $0.replacing("~", with: "~0").replacing("/", with: "~1") }.joined()
        }.sorted()
    }

    // A list is one value: its elements have no names to ask for. An empty object says nothing.
    private static func leaves(of value: JSON, at path: [String]) -> [[String]] {
        guard case .object(let members) = value else { return [path] }
        return members.flatMap { leaves(of: $0.value, at: path + [$0.key]) }
    }
}
